"""What is read out of a text, and what it is read against."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from dialogs.words import Words

Role = Literal["", "past", "future", "birth"]
OLDEST = 110  # years; the oldest residents are younger


class Spoken(NamedTuple):
    """What was read: parts as said, and why it should be read back ("" for literal).

    `problem` is the text id of what else is needed when the words name no date by themselves
    ("beberapa hari lalu"); the parts are empty then.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    reason: str = ""
    about: bool = False
    problem: str = ""

    @classmethod
    def of(cls, day: date, reason: str = "", about: bool = False) -> Spoken:
        return cls(day.year, day.month, day.day, reason, about)


class Asked(NamedTuple):
    """The day of the talk, what the question asks for, and all words."""

    today: date
    role: Role
    words: Words

    @property
    def back(self) -> bool:
        """Whether a day without a direction lies behind."""
        return self.role != "future"
