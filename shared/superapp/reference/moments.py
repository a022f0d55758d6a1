"""Instants: stored as milliseconds since 1970 in UTC, shown as W3C with Jakarta's offset."""

import re
from datetime import date, datetime, timedelta, timezone

JAKARTA = timezone(timedelta(hours=7))  # WIB; no summer time since 1964
DAY_MS = 86_400_000

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_W3C = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)"
    r"(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?)?)?",
    re.ASCII,
)


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970 of an aware datetime."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def parse_w3c(text: str) -> int:
    """Milliseconds since 1970 of a W3C date: a year, a month, a day, or a day with time.

    No offset means Jakarta's. A "+" that a careless client left unescaped arrives as a space and
    is understood. Raises ValueError.
    """
    match = _W3C.fullmatch(text.strip().replace(" ", "+"))
    if match is None:
        raise ValueError("not a W3C date")
    *numbers, zone = match.groups()
    year, month, day, hour, minute, second = (
        int(number or default) for number, default in zip(numbers, (1, 1, 1, 0, 0, 0), strict=True)
    )
    return to_ms(datetime(year, month, day, hour, minute, second, tzinfo=_zone(zone)))


def w3c(milliseconds: int) -> str:
    """The instant as W3C date and time, to the second, with Jakarta's offset."""
    return (
        (_EPOCH + timedelta(milliseconds=milliseconds))
        .astimezone(JAKARTA)
        .isoformat(timespec="seconds")
    )


def jakarta_day(milliseconds: int) -> date:
    """The calendar day in Jakarta."""
    return (_EPOCH + timedelta(milliseconds=milliseconds)).astimezone(JAKARTA).date()


def _zone(text: str | None) -> timezone:
    if text is None:
        return JAKARTA
    if text == "Z":
        return timezone.utc
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    return timezone(-offset if text[0] == "-" else offset)
