"""Dates written in figures alone, day first: "17-8-1945", "17/08/45", "170845"."""

from __future__ import annotations

import re
from datetime import date

from dialogs.dates.spoken import Asked, Spoken
from dialogs.dates.years import two_digits, without_year
from dialogs.words.dates import DateWords

_ISO = re.compile(r"([12][0-9]{3})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?(?:t[0-9:.+z-]*)?")
_NUMERIC = re.compile(
    r"([0-9]{1,2})\s*[-/., ]\s*([0-9]{1,2})\s*[-/., ]\s*[’'`]?([0-9]{4}|[0-9]{2})"
)
_SHORT = re.compile(r"([0-9]{1,2})\s*[-/]\s*([0-9]{1,2})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})\s*[-/]\s*([12][0-9]{3})")
_RUN = re.compile(r"([0-9]{2})([0-9]{2})([12][0-9]{3}|[0-9]{2})")
_INSIDE = re.compile(r"[0-9](?:.*[0-9])?(?:t[0-9:.+z-]*)?", re.DOTALL)
_AROUND = re.compile(r"[^\W\d_]+")


def read_figures(text: str, asked: Asked) -> Spoken | None:
    """`text` is tidied; words that mean nothing may stand around the figures ("lahir tgl 17-8-1945
    kata ibu")."""
    bare, about = _only_figures(text, asked.words.dates)
    spoken = _figures(bare, asked) if bare else None
    return spoken._replace(about=True) if spoken and about else spoken


def _figures(bare: str, asked: Asked) -> Spoken | None:
    if hit := _ISO.fullmatch(bare):
        return Spoken(int(hit[1]), int(hit[2]), int(hit[3]) if hit[3] else None)
    if hit := _NUMERIC.fullmatch(bare) or _RUN.fullmatch(bare):
        return _day_first(hit, asked)
    if hit := _MONTH_YEAR.fullmatch(bare):
        return Spoken(int(hit[2]), int(hit[1]))
    if hit := _SHORT.fullmatch(bare):
        return without_year(int(hit[2]), int(hit[1]), asked)
    return None


def _day_first(hit: re.Match[str], asked: Asked) -> Spoken | None:
    year, reason = int(hit[3]), ""
    if len(hit[3]) == 2:
        year, reason = two_digits(year, asked)
    day, month = int(hit[1]), int(hit[2])
    if hit.re is _RUN and len(hit[3]) == 2 and not _is_date(year, month, day):
        return None  # six figures may be anything
    if day <= 12 < month <= 31:  # month first, as elsewhere
        return Spoken(year, day, month, "date.swapped")
    return Spoken(year, month, day, reason)


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _only_figures(text: str, dates: DateWords) -> tuple[str, bool]:
    """The text from its first figure to its last, and whether it is about that; "" where a word
    around them says something."""
    hit = _INSIDE.search(text)
    if hit is None:
        return "", False
    about = False
    for word in _AROUND.findall(text[: hit.start()] + " " + text[hit.end() :]):
        letter = dates.pieces[word][0].letter if word in dates.pieces else ""
        if letter not in tuple("THW~") and word not in dates.noise:
            return "", False
        about = about or letter == "~"
    return hit.group(), about
