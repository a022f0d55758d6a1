"""What a date leaves open: the century, the year, the month. Filled by the question's role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dialogs.dates.spoken import OLDEST, Asked, Role, Spoken
from dialogs.words import Words
from dialogs.words.numbers import read_number

_CENTURIES = (18, 19, 20)
_PARTS_OF_DECADE = {"A": 0, "G": 5, "Z": 8}  # "awal tahun lima puluhan"


def two_digits(low: int, asked: Asked) -> tuple[int, str]:
    """A year of two figures by the question's role, and why to read it back."""
    century = asked.today.year // 100 * 100
    this, last = century + low, century - 100 + low
    if asked.role == "future":
        return this, ""
    if this > asked.today.year:
        return last, "" if asked.role in ("past", "birth") else "date.year_guessed"
    if asked.role == "birth":
        if asked.today.year - last <= OLDEST:  # a child of this century or an elder of the last
            return last, "date.year_guessed"
        return this, ""
    near = asked.today.year - this <= 30 and asked.role == "past"
    return this, "" if near else "date.year_guessed"


def year_of(run: Sequence[str], asked: Asked) -> tuple[int, str] | None:
    """The year that a row of number words names, and why to read it back."""
    value = read_number(run, asked.words)
    if value is None or value > 2999:
        value = in_halves(run, asked.words) or _digit_by_digit(run, asked.words)
    if value is None or 99 < value < 1000 or value > 2999:
        return None
    if value > 99:
        return value, ""
    if value < 10 and len(run) == 1 and len(run[0]) != 2:  # "05" is a year, "5" is none
        return None
    return two_digits(value, asked)


def in_halves(run: Sequence[str], words: Words) -> int | None:
    """A year said in two halves: "sembilan belas empat lima", "nineteen forty five"."""
    for cut in range(1, len(run)):
        left, right = read_number(run[:cut], words), run[cut:]
        low = read_number(right, words)
        if low is None and len(right) == 2:
            low = _digit_by_digit(right, words)
        if left in _CENTURIES and low is not None and low < 100:
            return left * 100 + low
    return None


def _digit_by_digit(run: Sequence[str], words: Words) -> int | None:
    """ "satu sembilan empat lima" → 1945, "empat lima" → 45."""
    digits = [words.numbers.get(token, 10) for token in run]
    if len(run) not in (2, 4) or max(digits) > 9:
        return None
    return int("".join(map(str, digits)))


def without_year(month: int, day: int, asked: Asked) -> Spoken:
    """The day nearest in the direction of the role; a birth needs its year."""
    if asked.role == "birth":
        return Spoken(None, month, day, "date.year_needed")
    return Spoken(near_year(month, day, asked.today, asked.role), month, day, "date.year_guessed")


def near_year(month: int, day: int, today: date, role: Role) -> int:
    """The year in which a day lies before today, or after it in a question about the future."""
    if role == "future":
        return today.year + ((month, day) < (today.month, today.day))
    return today.year - ((month, day) > (today.month, today.day))


def day_alone(day: int, asked: Asked) -> Spoken:
    if asked.role == "birth":
        return Spoken(None, None, day, "date.year_needed")
    year, month = asked.today.year, asked.today.month
    if not asked.back and day < asked.today.day:
        year, month = shifted(asked.today, 1)
    elif asked.back and day > asked.today.day:
        year, month = shifted(asked.today, -1)
    return Spoken(year, month, day, "date.month_guessed")


def shifted(today: date, months: int) -> tuple[int, int]:
    """(year, month) so many months from this one."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return year, month + 1


def decade(low: int, part: str, asked: Asked) -> Spoken | None:
    """ "tahun lima puluhan", "1960-an", "akhir 70an": a year in it, always about."""
    if low % 10 or not (10 <= low <= 90 or 1850 <= low <= asked.today.year):
        return None
    first = low if low > 99 else two_digits(low, asked)[0]
    return Spoken(first + _PARTS_OF_DECADE.get(part, 0), about=True)
