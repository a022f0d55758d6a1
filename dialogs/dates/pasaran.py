"""The market days of Java: five, beside the seven of the week; both meet every 35 days.

17 August 1945, the day of the Proclamation, was Jumat Legi.
"""

from __future__ import annotations

from datetime import date, timedelta

LEGI, PAHING, PON, WAGE, KLIWON = range(5)
_A_LEGI = date(1945, 8, 17).toordinal()
_CYCLE = 35


def pasaran(day: date) -> int:
    """0 Legi … 4 Kliwon."""
    return (day.toordinal() - _A_LEGI) % 5


def nearest(today: date, weekday: int | None, market: int | None, step: int, least: int) -> date:
    """The nearest day of that weekday (Monday 0) and market day, at least `least` days from
    today, back (`step` -1) or on (1). One of the two may be left open."""
    for days in range(least, least + _CYCLE):
        day = today + timedelta(days=step * days)
        if weekday in (None, day.weekday()) and market in (None, pasaran(day)):
            return day
    raise AssertionError("every pair comes round in 35 days")


def in_month(year: int, month: int, weekday: int, market: int) -> date | None:
    """The one day of a month that is both; a month is shorter than the cycle and may have none."""
    day = nearest(date(year, month, 1), weekday, market, 1, 0)
    return day if (day.year, day.month) == (year, month) else None
