"""Weekdays and market days: "hari Jumat kemarin", "Senin Legi", "malam Minggu", "last Monday"."""

from __future__ import annotations

from datetime import date, timedelta

from dialogs.dates.pasaran import nearest
from dialogs.dates.shapes import Fit, shape
from dialogs.dates.spoken import Spoken
from dialogs.words.numbers import read_number

SUNDAY = 6
_WEEK = timedelta(weeks=1)


def weekday_of(fit: Fit) -> int | None:
    """The weekday of the group `w`; "minggu" as a weekday is Sunday."""
    if not fit.has("w"):
        return None
    return SUNDAY if fit.letter("w") == "X" else int(fit.value("w"))


def weekday_on(spoken: Spoken) -> int | None:
    """The weekday of what was read; None where it is no whole or no real date."""
    try:
        return date(spoken.year or 0, spoken.month or 0, spoken.day or 0).weekday()
    except ValueError:
        return None


def _weekday(fit: Fit) -> Spoken | None:
    """Before today, or after it: by the words, else by what is asked for."""
    weekday, market = weekday_of(fit), fit.value("p")
    asked, to = fit.asked, fit.letter("to")
    if asked.role == "birth" and not to:
        return Spoken(None, reason="date.year_needed")
    back = to in ("L", "E") or (to != "F" and asked.back)
    day = nearest(asked.today, weekday, market, -1 if back else 1, int(to in ("L", "E", "F")))
    # "Jumat kemarin" is the one just past; "Jumat lalu" may be the one before.
    near = abs(day - asked.today) < _WEEK
    reason = "date.pasaran" if market is not None else "date.weekday"
    if fit.has("first"):  # "kemarin, hari Jumat" is yesterday, or the day that is just past
        near = day == asked.today - timedelta(days=1)
    plain = to == "E" and near and market is None and fit.letter("w") == "W"
    return Spoken.of(day, "" if plain else reason)


def _night(fit: Fit) -> Spoken | None:
    """ "malam Jumat" is the evening of Thursday."""
    spoken = _weekday(fit)
    if spoken is None or not (spoken.year and spoken.month and spoken.day):
        return spoken
    day = date(spoken.year, spoken.month, spoken.day) - timedelta(days=1)
    if fit.letter("to") == "" and not fit.asked.back and day < fit.asked.today:
        day += _WEEK
    return Spoken.of(day, "date.night")


def _of_week(fit: Fit) -> Spoken | None:
    """ "Senin minggu lalu", "Monday of last week"."""
    weekday = weekday_of(fit)
    weeks = read_number(fit.run("n"), fit.asked.words) if fit.run("n") else 1
    if weekday is None or weeks is None or weeks > 520:
        return None
    weeks *= {"F": 1, "I": 0}.get(fit.letter("to"), -1)
    monday = fit.asked.today - timedelta(days=fit.asked.today.weekday())
    return Spoken.of(monday + timedelta(weeks=weeks, days=weekday), "date.weekday")


def _sunday_or_week(fit: Fit) -> Spoken | None:
    spoken = _weekday(fit)
    return spoken._replace(reason="date.sunday") if spoken and spoken.year else spoken


_DAY = "H?(?P<w>[WX])(?P<p>P)?"
WEEKDAYS = (
    shape("(?P<w>X)", _sunday_or_week),
    shape(_DAY + "(?P<to>[LEFI])?", _weekday),
    shape("(?P<first>(?P<to>[LEFI]))" + _DAY, _weekday),
    shape("H?(?P<p>P)(?P<to>[LEFI])?", _weekday),
    shape("V" + _DAY + "(?P<to>[LEFI])?", _night),
    shape("(?P<to>[LE])V" + _DAY, _night),
    shape("H?(?P<w>[WX])(?P<n>N)?(?P<unit>[KX])(?P<to>[LEFI])", _of_week),
    shape("H?(?P<w>[WX])(?P<to>[LFI])(?P<unit>[KX])", _of_week),
)
