"""Deadlines in working days: no weekends, public holidays or cuti bersama; spoken as a date.

Holidays come from the yearly decree of three ministers (SKB 3 Menteri), as `lokal` has it. A year
whose decree is not out yet has no known working days, so nothing is promised across its border.
"""

from datetime import date

import lokal
from babel.dates import format_date

from . import moments
from .catalogue import Service

LANGUAGES = ("id", "en")


def add(day: date, working_days: int) -> date | None:
    """The day `working_days` after `day`; None where the decree of a year needed is not out."""
    try:
        found: date = lokal.add_working_days(day, working_days)
    except ValueError:
        return None
    return found


def end_of(day: date) -> int:
    """The last second of `day` in Jakarta, in milliseconds since 1970."""
    return moments.parse_w3c(f"{day.isoformat()}T23:59:59")


def after(now_ms: int, working_days: int) -> int | None:
    """The end of the last of `working_days` from now, or None as in `add`."""
    day = add(moments.jakarta_day(now_ms), working_days)
    return None if day is None else end_of(day)


def expected(service: Service, now_ms: int, *, has_number: bool) -> int | None:
    """When a request of `service` should be done, counted from now.

    None where the service promises nothing, or where an officer has yet to bring it into the
    authority's own system: before it has its official number no time runs there.
    """
    if service.working_days is None:
        return None
    if service.completion == "officer_worklist" and not has_number:
        return None
    return after(now_ms, service.working_days)


def in_words(milliseconds: int, language: str) -> str:
    """The day as people say it: "Kamis, 26 Maret 2026"."""
    return format_date(moments.jakarta_day(milliseconds), "EEEE, d MMMM y", locale=language)


def spoken(milliseconds: int | None) -> dict[str, str] | None:
    """The day in words, by language; None where there is none."""
    if milliseconds is None:
        return None
    return {language: in_words(milliseconds, language) for language in LANGUAGES}
