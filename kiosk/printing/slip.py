"""What stands on the slip: the request's number, its code word, what comes next. Pure.

No NIK, no name and no PIN: a slip is left lying about.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from datetime import datetime

from dialogs.contract.screen import Screen, Text

WIDTH = 32  # signs on 58 mm paper
# Lines of a screen that are not for paper: they hold the PIN, or stand here in another form.
_LEFT_OUT = frozenset({"receipt.number", "receipt.pin", "receipt.keep", "receipt.word"})
PRINTED = frozenset({"receipt", "checklist", "saved"})  # kinds of screens that have a slip


def slip(screen: Screen, office: str, now: datetime, word: Callable[[str], str]) -> str:
    """The slip of a screen as plain lines; `word` gives a text by its id."""
    return "\n".join(_lines(screen, office, now, word)) + "\n"


def _lines(screen: Screen, office: str, now: datetime, word: Callable[[str], str]) -> Iterator[str]:
    yield from _wrapped(office)
    yield now.strftime("%d-%m-%Y %H.%M")
    yield "-" * WIDTH
    if screen.receipt is not None:
        yield f"{word('kiosk.receipt.number')}:"
        yield screen.receipt.number
        yield f"{word('kiosk.receipt.word')}: {screen.receipt.word}"
        yield from _wrapped(word("kiosk.receipt.why"))
    elif screen.question is not None:
        yield from _wrapped(screen.question.shown)
    yield "-" * WIDTH
    for line in screen.lines:
        if _printed(line):
            yield from _wrapped(line.shown, "- ")


def _printed(line: Text) -> bool:
    return line.id not in _LEFT_OUT and not line.private


def _wrapped(text: str, sign: str = "") -> list[str]:
    return textwrap.wrap(sign + text, WIDTH, subsequent_indent=" " * len(sign))
