"""An option said in words: by its number or by its label."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from dialogs.contract.screen import Option
from dialogs.words import Words, tidy

CERTAIN = 92  # rapidfuzz ratio: one slip in a word of ten letters


def pick(options: Sequence[Option], text: str, words: Words) -> str | None:
    """The id of the option a tidied text names, or None."""
    if not options:
        return None
    number = _number(text, words)
    if number is not None:
        return options[number - 1].id if 1 <= number <= len(options) else None
    labels = [tidy(option.label.shown) for option in options]
    best = process.extractOne(text, labels, scorer=fuzz.ratio, score_cutoff=CERTAIN)
    return options[best[2]].id if best else None


def _number(text: str, words: Words) -> int | None:
    if text.isdecimal() and len(text) <= 2:
        return int(text)
    return words.ordinals.get(text) or words.numbers.get(text)
