"""Dates as people say them: "17 agustus 45", "kemarin", "bulan Mei 2020", "tanggal 5". Pure.

The plain forms. What a word leaves open (the century, the year, the month) is filled by the
question's role and said in `reason`, so that it can be read back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from dialogs.words import Words, plain, tidy
from dialogs.words.numbers import read_number

Role = Literal["", "past", "future", "birth"]
OLDEST = 110  # years; the oldest residents are younger
MOST_WORDS = 12

_ISO = re.compile(r"([12][0-9]{3})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?:t[0-9:.+z-]*)?")
_NUMERIC = re.compile(r"([0-9]{1,2})\s*[-/. ]\s*([0-9]{1,2})\s*[-/. ]\s*([0-9]{4}|[0-9]{2})")
_SHORT = re.compile(r"([0-9]{1,2})\s*[-/]\s*([0-9]{1,2})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})\s*[-/]\s*([12][0-9]{3})")
_RUN = re.compile(r"([0-9]{2})([0-9]{2})([12][0-9]{3})")
_SEAM = re.compile(r"(?<=[0-9])(?=[^\W\d_])|(?<=[^\W\d_])(?=[0-9])")  # "17agustus1945"
_SUFFIX = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b")
_YEAR_WORDS = frozenset({"tahun", "thn", "th", "taun", "warsa", "year"})


class Spoken(NamedTuple):
    """What was read: parts as said, and why it should be read back ("" for literal)."""

    year: int | None
    month: int | None = None
    day: int | None = None
    reason: str = ""
    about: bool = False


def read_date(text: str, today: date, words: Words, role: Role = "") -> Spoken | None:
    """The date that a whole utterance names; None when it names none.

    Parts need not fit together (31 February): the caller says so in plain words.
    """
    text = _SUFFIX.sub(r"\1", tidy(text))
    tokens = _SEAM.sub(" ", plain(text)).split()
    while len(tokens) > 1 and tokens[-1] in words.fillers:
        tokens.pop()
    said = " ".join(tokens)
    if not tokens or len(tokens) > MOST_WORDS:
        return None
    about = any(token in words.date_about for token in tokens)
    core = [token for token in tokens if token not in words.date_noise]
    day = _relative(said, " ".join(core), today, words)
    found = day or _figures(text, core, today, role) or _worded(tokens, core, today, words, role)
    return found._replace(about=True) if found and about else found


def _relative(said: str, core: str, today: date, words: Words) -> Spoken | None:
    form = said if said in words.days else core if core in words.days else None
    if form is None:
        return None
    day = today + timedelta(days=words.days[form])
    reason = "date.day_guessed" if form in words.unsure_days else ""
    return Spoken(day.year, day.month, day.day, reason)


def _figures(text: str, core: Sequence[str], today: date, role: Role) -> Spoken | None:
    """Dates written in figures alone, day first."""
    bare = _only_figures(text, core)
    if hit := _ISO.fullmatch(bare):
        return Spoken(int(hit[1]), int(hit[2]), int(hit[3]) if hit[3] else None)
    if hit := _NUMERIC.fullmatch(bare) or _RUN.fullmatch(bare):
        year, reason = _year(hit[3], today, role)
        day, month = int(hit[1]), int(hit[2])
        if day <= 12 < month <= 31:  # month first, as elsewhere
            return Spoken(year, day, month, "date.swapped")
        return Spoken(year, month, day, reason)
    if hit := _MONTH_YEAR.fullmatch(bare):
        return Spoken(int(hit[2]), int(hit[1]))
    if hit := _SHORT.fullmatch(bare):
        return _without_year(int(hit[2]), int(hit[1]), today, role)
    return None


def _only_figures(text: str, core: Sequence[str]) -> str:
    """The text without the words around a figure ("tanggal 17-8-1945"); "" if more is said."""
    if not all(token[0].isdecimal() for token in core):
        return ""
    at = next((i for i, sign in enumerate(text) if sign.isdecimal()), 0)
    return text[at:].strip()


def _worded(
    tokens: Sequence[str], core: Sequence[str], today: date, words: Words, role: Role
) -> Spoken | None:
    at, month, exact = _month(core, words)
    if month:
        return _around_month(core[:at], core[at + 1 :], month, exact, today, words, role)
    value = read_number(core, words)
    pair = _pair(core, words) if value is None or value > 2999 else None
    if pair is not None:
        return Spoken(pair)
    if value is None or (value == 0 and "nol" not in core and "0" not in core):
        return None
    if any(token in _YEAR_WORDS for token in tokens) or value > 31:
        if value > 99:
            return Spoken(value) if 1000 <= value <= 2999 else None
        year, reason = _year(f"{value:02}", today, role)
        return Spoken(year, reason=reason or "date.year_guessed")
    return _day_alone(value, today, role) if value else None


def _month(core: Sequence[str], words: Words) -> tuple[int, int, bool]:
    """Where a month's name stands, which one, and whether it is spelt so."""
    for at, token in enumerate(core):
        if token in words.months:
            return at, words.months[token], True
    for at, token in enumerate(core):
        if len(token) < 4 or token in words.numbers:
            continue
        slips = 1 if len(token) < 7 else 2
        near = {
            month
            for name, month in words.months.items()
            if len(name) > 3 and OSA.distance(token, name, score_cutoff=slips) <= slips
        }
        if len(near) == 1:
            return at, near.pop(), False
    return 0, 0, False


def _around_month(
    before: Sequence[str],
    after: Sequence[str],
    month: int,
    exact: bool,
    today: date,
    words: Words,
    role: Role,
) -> Spoken | None:
    if not before and len(after) >= 2:  # "august 17 1945"
        before, after = after[:1], after[1:]
    day = read_number(before, words) if before else None
    if before and day is None:
        return None
    close = "" if exact else "date.close"
    if not after:
        if day is None:
            guess = _without_year(month, 1, today, role)
            return guess._replace(day=None, reason="date.year_guessed")
        return _without_year(month, day, today, role)
    year = read_number(after, words)
    if year is None:
        year = _pair(after, words)
    if year is None or year > 2999 or 99 < year < 1000:
        return None
    if year < 100:
        year, reason = _year(f"{year:02}", today, role)
        return Spoken(year, month, day, reason or close)
    return Spoken(year, month, day, close)


def _pair(tokens: Sequence[str], words: Words) -> int | None:
    """A year said in two halves: "sembilan belas empat lima", "nineteen forty five"."""
    for cut in range(1, len(tokens)):
        left, right = read_number(tokens[:cut], words), tokens[cut:]
        low = read_number(right, words)
        if low is None and len(right) == 2:
            digits = [words.numbers.get(token, 10) for token in right]
            low = digits[0] * 10 + digits[1] if max(digits) < 10 else None
        if left in (18, 19, 20) and low is not None and low < 100:
            return left * 100 + low
    return None


def _year(figures: str, today: date, role: Role) -> tuple[int, str]:
    """A year of two figures by the question's role, and why to read it back."""
    if len(figures) == 4:
        return int(figures), ""
    low = int(figures)
    this, last = today.year // 100 * 100 + low, today.year // 100 * 100 - 100 + low
    if role == "future":
        return this, ""
    if this > today.year:
        return last, "" if role in ("past", "birth") else "date.year_guessed"
    if role == "birth":
        if today.year - last <= OLDEST:  # a child of this century or an elder of the last
            return last, "date.year_guessed"
        return this, ""
    return this, "" if today.year - this <= 30 and role == "past" else "date.year_guessed"


def _without_year(month: int, day: int, today: date, role: Role) -> Spoken:
    """The day nearest in the direction of the role; a birth needs its year."""
    if role == "birth":
        return Spoken(None, month, day, "date.year_needed")
    year = today.year
    if role == "future" and (month, day) < (today.month, today.day):
        year += 1
    elif role != "future" and (month, day) > (today.month, today.day):
        year -= 1
    return Spoken(year, month, day, "date.year_guessed")


def _day_alone(day: int, today: date, role: Role) -> Spoken:
    if role == "birth":
        return Spoken(None, None, day, "date.year_needed")
    year, month = today.year, today.month
    if role == "future" and day < today.day:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    elif role != "future" and day > today.day:
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return Spoken(year, month, day, "date.month_guessed")
