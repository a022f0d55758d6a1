"""The shapes a date is said in, and who reads which.

A shape is a pattern over the letters of the pieces (see `dialogs/words/dates.py`): "NHL" is "tiga
hari lalu", "TNMYN" "tanggal 17 Agustus tahun 1945". The first that fits the whole row is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from dialogs.dates.pieces import Cut
from dialogs.dates.spoken import Asked, Spoken
from dialogs.words.numbers import read_number


class Fit(NamedTuple):
    """A row of pieces that fits a shape: its groups by name."""

    cut: Cut
    match: re.Match[str]
    asked: Asked

    def has(self, group: str) -> bool:
        return bool(self.letter(group))

    def letter(self, group: str) -> str:
        """The letters of a group; "" for one that is not there, or not in this shape."""
        return self.match.groupdict().get(group) or ""

    def value(self, group: str) -> Any:
        """The value of a group of one piece; None where `letter` is ""."""
        return self.cut.pieces[self.match.start(group)].value if self.has(group) else None

    def run(self, group: str) -> tuple[str, ...]:
        """The number words of a group."""
        return self.value(group) or ()

    def number(self, group: str) -> int | None:
        run = self.run(group)
        return read_number(run, self.asked.words) if run else None


Reader = Callable[[Fit], Spoken | None]


class Shape(NamedTuple):
    pattern: re.Pattern[str]
    read: Reader


def shape(pattern: str, read: Reader) -> Shape:
    return Shape(re.compile(pattern), read)


def first_fit(shapes: Sequence[Shape], cut: Cut, asked: Asked) -> Spoken | None:
    for pattern, read in shapes:
        match = pattern.fullmatch(cut.letters)
        spoken = read(Fit(cut, match, asked)) if match else None
        if spoken is not None:
            return spoken
    return None
