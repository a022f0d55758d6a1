"""A text as it is compared, in training and in reading alike."""

from __future__ import annotations

import re

from dialogs.words import tidy

LONGEST = 2000  # characters that are read; a service shows itself long before
_DIGIT = re.compile(r"\d")


def plain(text: str) -> str:
    """Tidied, every digit the same: which number it is says nothing of the service."""
    return _DIGIT.sub("0", tidy(text[:LONGEST]))
