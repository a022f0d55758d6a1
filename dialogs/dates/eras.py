"""What people count years by: "zaman Jepang", "waktu gestok", "Lebaran", "awal puasa"."""

from __future__ import annotations

from datetime import date, timedelta

from dialogs.dates import hijri
from dialogs.dates.counted import FARTHEST
from dialogs.dates.shapes import Fit, shape
from dialogs.dates.spoken import Spoken
from dialogs.dates.years import near_year, shifted, year_of

_DAYS = {"H": 1, "K": 7, "X": 7, "B": 30}
_NEAR = timedelta(days=4)  # "habis Lebaran"
_LATER = {"G": 14, "Z": 26}  # days into a month of fasting: "pertengahan puasa", "akhir puasa"


def _era(fit: Fit) -> Spoken | None:
    meaning = str(fit.value("era"))
    if not meaning.isdecimal() and meaning != "long":
        return _feast(fit, meaning)
    if fit.has("y"):  # the year was said as well
        year = year_of(fit.run("y"), fit.asked)
        return Spoken(year[0], reason=year[1], about=True) if year else None
    if meaning == "long":
        return Spoken(None, problem="date.era_long")
    return Spoken(int(meaning), reason="date.era", about=True)


def _feast(fit: Fit, meaning: str) -> Spoken | None:
    """The last such feast, or the next, or that of a year; moved by "seminggu sebelum"."""
    year = _year(fit)
    if year == 0:
        return None
    if year is None and fit.asked.role == "birth":
        return Spoken(None, reason="date.year_needed")
    day = _feast_day(fit, meaning, year)
    if day is None:
        return None
    step = -1 if fit.has("before") else 1
    if fit.has("n"):
        n = fit.number("n") or 0
        if not 0 < n <= FARTHEST["H"]:
            return None
        return Spoken.of(
            day + step * timedelta(days=n * _DAYS[fit.letter("unit")]), "date.feast", True
        )
    if fit.has("before") or fit.has("after"):
        day += step * _NEAR
    elif "-" in meaning or fit.letter("edge") == "A":
        return Spoken.of(day, "date.feast", about=True)
    else:  # a month of fasting
        day += timedelta(days=_LATER.get(fit.letter("edge"), 0))
    return Spoken(day.year, day.month, reason="date.feast", about=True)


def _feast_day(fit: Fit, meaning: str, year: int | None) -> date | None:
    month, _, day = meaning.removeprefix("h").partition("-")
    today, back = fit.asked.today, fit.asked.back and fit.letter("to") != "F"
    if meaning.startswith("h"):
        return hijri.day_near(int(month), int(day or 1), today, back, year)
    if year is None:
        year = near_year(int(month), int(day), today, "past" if back else "future")
    return date(year, int(month), int(day))


def _year(fit: Fit) -> int | None:
    """The year said; None without one, 0 for one that cannot be read."""
    if fit.has("y"):
        year = year_of(fit.run("y"), fit.asked)
        return year[0] if year and 1850 <= year[0] <= fit.asked.today.year + 50 else 0
    if fit.has("of_year"):
        said = fit.letter("of_year")
        return shifted(fit.asked.today, 12 * (1 if "F" in said else 0 if "I" in said else -1))[0]
    return None


_YEAR = "(?:Y?(?P<y>N)|(?P<of_year>Y[LEFI]|[LFI]Y)|(?P<to>[LEFI]))?"
_BESIDE = "(?:(?P<before>b)|(?P<after>a))"
ERAS = (
    shape(f"(?P<n>N)(?P<unit>[HKXB]){_BESIDE}(?P<era>R){_YEAR}", _era),
    shape(f"{_BESIDE}(?P<era>R){_YEAR}", _era),
    shape(f"[BY]?(?P<edge>[AGZSL])?(?P<era>R){_YEAR}", _era),
    shape("Y(?P<y>N)(?P<era>R)", _era),
    shape("(?P<to>[LE])(?P<era>R)", _era),
)
