"""Days of the Islamic calendar by its arithmetic form: right to a day or two, so always "about".

The day itself is decreed each year after the moon was seen. Source of the rule: the civil (tabular)
calendar, eleven leap years in thirty, epoch 16 July 622 (Julian).
"""

from __future__ import annotations

from datetime import date, timedelta

_EPOCH = 227_015  # ordinal of 1 Muharram 1, proleptic Gregorian


def first_of(year: int, month: int) -> date:
    """The first day of a month (1 Muharram … 12 Dzulhijjah) of a Hijri year."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + (29 * (month - 1) + month // 2)
    return date.fromordinal(_EPOCH + days)


def day_near(month: int, day: int, today: date, back: bool, year: int | None = None) -> date | None:
    """The last such day up to today, or the next from today on; or the one in a Gregorian year
    (the earlier of two; None where a year has none)."""
    about = round((((year or today.year) - 622) * 33) / 32)
    days = [first_of(about + n, month) + timedelta(days=day - 1) for n in (-2, -1, 0, 1, 2)]
    if year is not None:
        return next((one for one in days if one.year == year), None)
    if back:
        return max(one for one in days if one <= today)
    return min(one for one in days if one >= today)
