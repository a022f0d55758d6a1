"""When an office is open next: working days by the decree of the year, hours as far as known.

Days come from `lokal` (the yearly SKB 3 Menteri, cuti bersama included). A year whose decree is not
out has no known working days, so nothing is said of it. Pure: no clock, no file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import lokal

# Ramadan has 29 or 30 days, and its first day is settled the evening before: one more to be safe.
# In Ramadan an office opens later, so who comes at that hour is never too early.
RAMADAN = timedelta(days=31)
FEAST, HOLIDAY = "Idulfitri", "libur_nasional"


@dataclass(frozen=True, slots=True)
class Hours:
    """Local time as "07.30"; `closes` is empty where it is not known."""

    opens: str
    closes: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """An office of offices.yaml; `ramadan` where its hours differ then."""

    hours: Hours
    ramadan: Hours | None = None
    source: str = ""
    checked: str = ""  # ISO day


class Opening(NamedTuple):
    """`now`: it is open at this moment; otherwise `day` is when it opens next."""

    day: date
    hours: Hours
    now: bool


def next_opening(office: Office, today: date, time: str) -> Opening | None:
    """Seen from `time` ("09.05") of `today` in Jakarta; None where the year's decree is not out."""
    hours = hours_on(office, today) if is_working_day(today) else None
    if hours is not None and time < hours.opens:
        return Opening(today, hours, now=False)
    if hours is not None and hours.closes and time < hours.closes:
        return Opening(today, hours, now=True)
    day = next_working_day(today)
    found = hours_on(office, day) if day is not None else None
    return Opening(day, found, now=False) if day is not None and found is not None else None


def hours_on(office: Office, day: date) -> Hours | None:
    """The hours of a working day; None where it is not known whether it lies in Ramadan."""
    if office.ramadan is None:
        return office.hours
    fasting = in_ramadan(day)
    if fasting is None:
        return None
    return office.ramadan if fasting else office.hours


@lru_cache(maxsize=64)
def next_working_day(day: date) -> date | None:
    """The first working day after `day`; None where a year needed has no decree yet."""
    try:
        found: date = lokal.add_working_days(day, 1)
    except ValueError:
        return None
    return found


@lru_cache(maxsize=64)
def is_working_day(day: date) -> bool:
    """Known to be one: False also where the year has no decree yet."""
    try:
        return bool(lokal.is_working_day(day))
    except ValueError:
        return False


@lru_cache(maxsize=64)
def in_ramadan(day: date) -> bool | None:
    """Whether `day` lies in the month before Idulfitri; None where the year has no decree yet."""
    feast = first_of_feast(day.year)
    if feast is None:
        return None
    return feast - RAMADAN <= day < feast


def first_of_feast(year: int) -> date | None:
    """The first day of Idulfitri by the decree of `year`; None where that is not out."""
    if year not in lokal.HOLIDAY_YEARS:
        return None
    days = (
        date.fromisoformat(str(holiday.date))
        for holiday in lokal.get_holidays(year).holidays
        if FEAST in holiday.name and str(holiday.type) == HOLIDAY
    )
    return min(days, default=None)
