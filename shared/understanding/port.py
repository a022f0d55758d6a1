"""Which service does a text mean? The port that understanding stands behind."""

from __future__ import annotations

from typing import Protocol

from dialogs.contract.event import Candidate


class Understanding(Protocol):
    """Candidates best first, and whether the first is sure enough to be offered alone."""

    def understand(self, text: str, language: str) -> tuple[tuple[Candidate, ...], bool]: ...
