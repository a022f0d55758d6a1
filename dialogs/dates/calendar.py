"""Days, months and years by name or number: "tujuh belas Agustus empat lima", "bulan 5"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dialogs.dates.counted import from_today
from dialogs.dates.pasaran import in_month, pasaran
from dialogs.dates.shapes import Fit, shape
from dialogs.dates.spoken import Asked, Spoken
from dialogs.dates.weekdays import weekday_of
from dialogs.dates.years import (
    day_alone,
    decade,
    in_halves,
    near_year,
    shifted,
    two_digits,
    without_year,
    year_of,
)
from dialogs.words.numbers import read_number


def _named(fit: Fit) -> Spoken | None:
    """Around a month's name."""
    month = int(fit.value("m"))
    days: Sequence[str] = fit.run("d")
    years: Sequence[str] = fit.run("y")
    year_first = fit.match.string.startswith("Y")
    if not days and years and not fit.has("year_word") and not year_first:
        days, years = _day_first(years, fit.asked)  # "August 17 1945"
    return _dated(fit, days, month, years)


def _numbered(fit: Fit) -> Spoken | None:
    """Around a month's number: "bulan 8 tahun 45"."""
    months, years = fit.run("m"), fit.run("y")
    month = read_number(months, fit.asked.words)
    if (month is None or month > 12) and not years:
        cut = next((at for at in (2, 1) if _small(months[:at], fit.asked, 12)), 0)
        month, years = read_number(months[:cut], fit.asked.words), months[cut:]
    return _dated(fit, fit.run("d"), month, years) if month is not None else None


def _dated(fit: Fit, days: Sequence[str], month: int, years: Sequence[str]) -> Spoken | None:
    day = read_number(days, fit.asked.words) if days else None
    if days and day is None:
        return None
    spoken = _with_year(fit, month, day, years)
    if spoken is None:
        return None
    if fit.has("edge"):  # "awal Mei"
        spoken = spoken._replace(day=None, about=True)
    return _fitting_weekday(fit, spoken)


def _with_year(fit: Fit, month: int, day: int | None, years: Sequence[str]) -> Spoken | None:
    asked, to = fit.asked, fit.letter("to")
    if years:
        year = year_of(years, asked)
        return Spoken(year[0], month, day, year[1]) if year else None
    if fit.has("ago") or fit.has("of_year"):
        n = -(fit.number("ago") or 0) if fit.has("ago") else _step(fit.letter("of_year"))
        spoken = from_today("Y", n, asked)
        return spoken and spoken._replace(month=month, day=day)
    if to and to != "I":
        year_near = near_year(month, day or 1, asked.today, "future" if to == "F" else "past")
        return Spoken(year_near, month, day)
    if to:
        return Spoken(asked.today.year, month, day)
    return without_year(month, day or 1, asked)._replace(day=day)


def _step(said: str) -> int:
    """One year on or back: "tahun lalu", "this year"."""
    return 1 if "F" in said else 0 if "I" in said else -1


def _day_first(run: Sequence[str], asked: Asked) -> tuple[Sequence[str], Sequence[str]]:
    """A row of number words as day and year; ((), row) where it is one year."""
    if in_halves(run, asked.words):
        return (), run
    day = _small(run, asked, 31)
    if day and (asked.role in ("past", "future") or not year_of(run, asked)):  # "May 5th"
        return run, ()
    for at in (2, 1):
        if _small(run[:at], asked, 31) and year_of(run[at:], asked):
            value = read_number(run, asked.words)
            if value is None or value > 2999 or run[0].isdecimal():
                return run[:at], run[at:]
    return (), run


def _small(run: Sequence[str], asked: Asked, most: int) -> bool:
    return 0 < (read_number(run, asked.words) or 0) <= most


def _fitting_weekday(fit: Fit, spoken: Spoken) -> Spoken:
    """With the weekday that was said as well: it tells the day, confirms it, or does not fit."""
    weekday, market = weekday_of(fit), fit.value("p")
    if weekday is None or not (spoken.year and spoken.month):
        return spoken
    if spoken.day is None:
        if market is None:
            return spoken._replace(reason=spoken.reason or "date.no_day")
        day = in_month(spoken.year, spoken.month, weekday, market)
        reason = "date.pasaran" if day else "date.weekday_differs"
        return Spoken.of(day, reason) if day else spoken._replace(reason=reason)
    try:
        said = date(spoken.year, spoken.month, spoken.day)
    except ValueError:
        return spoken
    if said.weekday() == weekday and market in (None, pasaran(said)):
        return spoken
    return spoken._replace(reason="date.weekday_differs")


def _year(fit: Fit) -> Spoken | None:
    run = fit.run("y")
    year = year_of(run, fit.asked)
    if year is None:
        return None
    guessed = "date.year_guessed" if (read_number(run, fit.asked.words) or 0) < 100 else ""
    plain = in_halves(run, fit.asked.words) or len(run) > 2
    reason = year[1] or ("" if plain else guessed)
    return Spoken(year[0], reason=reason, about=fit.has("edge"))


def _day_of_month(fit: Fit) -> Spoken | None:
    """ "tanggal 5 bulan lalu"."""
    day = fit.number("d")
    year, month = shifted(fit.asked.today, _step(fit.letter("to")))
    return Spoken(year, month, day) if day else None


def _day(fit: Fit) -> Spoken | None:
    """A day of this month or the one before: "tanggal 12", "tanggal 12 kemarin"."""
    day = fit.number("d")
    if not day or day > 31:
        return None
    asked = fit.asked._replace(role="future") if fit.letter("to") == "F" else fit.asked
    if fit.letter("to") in ("L", "E"):
        asked = asked._replace(role="past")
    return _fitting_weekday(fit, day_alone(day, asked))


def _figure(fit: Fit) -> Spoken | None:
    """Numbers alone: a year, a day, or day, month and year in a row."""
    run, asked = fit.run("d"), fit.asked
    value = read_number(run, asked.words)
    if value is not None and (value or run[0] in ("0", "00", "nol")):
        if value > 99:
            return Spoken(value) if 1000 <= value <= 2999 else None
        if value > 31:
            year, reason = two_digits(value, asked)
            return Spoken(year, reason=reason or "date.year_guessed")
        if asked.role == "birth" and value >= 10 and not fit.has("marked"):
            return Spoken(two_digits(value, asked)[0], reason="date.year_guessed")
        return day_alone(value, asked) if value else None
    year_said = None if fit.has("marked") else year_of(run, asked)
    if year_said and 1850 <= year_said[0] < 2100 and not _may_be_a_row(run, asked):
        return Spoken(year_said[0], reason=year_said[1])
    return _in_a_row(run, asked)


def _may_be_a_row(run: Sequence[str], asked: Asked) -> bool:
    """ "lima empat lima" is no year alone: only halves and four digits are; of a birth two."""
    return not in_halves(run, asked.words) and len(run) not in (
        (2, 4) if asked.role == "birth" else (4,)
    )


def _in_a_row(run: Sequence[str], asked: Asked) -> Spoken | None:
    """ "tujuh belas delapan empat lima": day, month, year, each as long as it can be."""
    for at in (3, 2, 1):
        if not _small(run[:at], asked, 31):
            continue
        for to in (at + 2, at + 1):
            if not _small(run[at:to], asked, 12):
                continue
            day, month = read_number(run[:at], asked.words), read_number(run[at:to], asked.words)
            if to == len(run):
                return without_year(month or 0, day or 0, asked)
            year = year_of(run[to:], asked)
            if year:
                return Spoken(year[0], month, day, year[1] or "date.in_a_row")
    return None


def _decade(fit: Fit) -> Spoken | None:
    low = int(fit.value("c")) if fit.has("c") else fit.number("y")
    return decade(low, fit.letter("edge"), fit.asked) if low else None


def _only(text: str) -> Spoken:
    return Spoken(None, problem=text)


_WEEKDAY = "(?:H?(?P<w>[WX])(?P<p>P)?)?"
_YEAR = "(?:(?P<ago>N)YL|(?P<year_word>Y)?(?P<y>N)|(?P<of_year>Y[LEFI]|[LFI]Y)|(?P<to>[LEFI]))?"
_EDGE = "(?P<edge>[AGZ])?"
CALENDAR = (
    shape(f"[OEo]?{_WEEKDAY}[OEo]?T?(?P<d>N)?{_EDGE}B?(?P<m>M)T?{_YEAR}", _named),
    shape("(?P<to>[LFI])(?P<m>M)", _named),
    shape(f"[OEo]?{_WEEKDAY}T?(?P<d>N)?{_EDGE}B(?P<m>N){_YEAR}", _numbered),
    shape("Y(?P<y>N)B?(?P<m>M)(?:T?(?P<d>N))?", _named),
    shape("Y(?P<y>N)B(?P<m>N)(?:T(?P<d>N))?", _numbered),
    shape("B?(?P<m>M)T(?P<d>N)(?:Y?(?P<y>N))?", _named),
    shape("B(?P<m>N)T(?P<d>N)(?:Y?(?P<y>N))?", _numbered),
    shape("B(?P<to>[LEFI])T(?P<d>N)", _day_of_month),
    shape(f"{_WEEKDAY}T(?P<d>N)B(?P<to>[LEFI])", _day_of_month),
    shape(f"{_WEEKDAY}T(?P<d>N)(?P<to>[LEFI])?", _day),
    shape("H?(?P<w>[WX])(?P<p>P)?(?P<d>N)(?P<to>[LE])?", _day),
    shape("(?P<edge>[AGZ])?Y(?P<y>N)", _year),
    shape("(?P<edge>[AGZ])(?P<y>N)", _year),
    shape("(?P<marked>T|H)?(?P<d>N)", _figure),
    shape("(?P<edge>[AGZ])?Y?(?P<y>N)D", _decade),
    shape("(?P<edge>[AGZ])?Y?(?P<c>C)", _decade),
    shape("Y", lambda fit: _only("date.year_only")),
)
