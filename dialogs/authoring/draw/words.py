"""Conditions and texts in the words of an author."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from dialogs.conditions import Condition, Test

_MARKS = re.compile(r"[\[\]]")


def plain(words: Mapping[str, str], id: str | None) -> str:
    """A text without the brackets around what may fall away; slots stay as {you}."""
    return " ".join(_MARKS.sub("", words[id]).split()) if id else ""


def said(when: Condition) -> str:
    """`{condition: lost, police_letter: "no"}` → "condition is lost and police_letter is no"."""
    return ", or ".join(" and ".join(map(_test, line)) for line in when.lines)


def value(answer: Any) -> str:
    """An answer as it stands in a guide; "-" for what was left out."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return "-" if answer is None else str(answer)


def _test(test: Test) -> str:
    verb = "is not" if test.negated else "is"
    return f"{test.question} {verb} {listed(map(value, test.values))}"


def listed(words: Iterable[str]) -> str:
    """a, b or c"""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last
