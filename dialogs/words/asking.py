"""Does a text ask what has to be brought along, and for which service? Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.words.phrases import Phrases, spans
from dialogs.words.tables import as_set, every
from dialogs.words.tidy import plain

LONGEST = 40  # words; a longer text is a story, and its last question is not looked for
_TWICE = re.compile(r"(?<=[^\W\d])2(?=[^\W\d]|\b)")  # "syarat2nya", "surat2"


@dataclass(frozen=True, slots=True)
class Asking:
    """`asking`: phrases that ask; `between`: words that may stand inside one and mean nothing;
    `around`: words beside one that name no service, those of its sets among them; `what`: those
    that only ask ("apa")."""

    asking: Phrases
    between: frozenset[str]
    around: frozenset[str]
    what: frozenset[str]

    def about(self, text: str) -> str | None:
        """None for a text that does not ask. Otherwise the words that may name a service; empty
        where none do ("bawa apa aja?")."""
        tokens = _tokens(text)
        if self.asking.keys().isdisjoint(tokens):
            return None
        tokens = [token for token in tokens if token not in self.between]
        if len(tokens) > LONGEST:
            return None
        asked = {at for span in spans(tokens, self.asking) for at in range(span.start, span.end)}
        if not asked:
            return None
        rest = [token for at, token in enumerate(tokens) if at not in asked]
        if self.around.issuperset(rest):
            return ""
        return " ".join(token for token in rest if token not in self.what)


def build(file: Mapping[str, Any], phrases: Any) -> Asking:
    """From the parsed file; `phrases` compiles lists of them by first word, with their sets."""
    return Asking(
        phrases(file["asking"], file["sets"]),
        as_set(every(file["between"])),
        as_set((*every(file["around"]), *every(file["sets"]))),
        as_set(file["sets"]["what"]),
    )


def _tokens(text: str) -> list[str]:
    twice = "2" in text and _TWICE.search(text)
    return plain(_TWICE.sub("", text) if twice else text).split()
