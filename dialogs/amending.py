"""An answer with one part of it changed: a place keeps its kelurahan when the RT is corrected, a
date its month and year when the day is. What was put together in this way is read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from dialogs.addresses import read_address
from dialogs.contract.answer import Precision
from dialogs.kinds import KINDS
from dialogs.kinds.kind import AskBack, Context, Reading, Taken
from dialogs.words import plain
from dialogs.words.numbers import read_number

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
PRECISIONS: Mapping[int, Precision] = {4: "year", 7: "month", 10: "day"}
# Why a date was read back, and how much of the old one then holds: "tanggal 12" keeps the month.
GUESSED = {"date.month_guessed": 7, "date.year_guessed": 4}


class New(NamedTuple):
    """What an answer is to become: the words, the part they name ("" for none), what was wrong."""

    text: str
    part: str = ""
    old: str = ""


def amended(value: Any, new: New, context: Context) -> Reading:
    """The answer `value` with `new` in it. `Taken` only where nothing of the old one was kept."""
    amend = AMEND.get(context.question.kind)
    reading = amend(value, new, context) if amend is not None and value is not None else None
    return reading or _whole(new.text, context)


def part_of(value: Any, said: str, context: Context) -> str | None:
    """Which part of an answer these words name: "" for all of it, None for none ("3" of RT 003)."""
    if value is None or not plain(said):
        return None
    kind = KINDS[context.question.kind]
    reading = kind.parse(said, context)
    if isinstance(reading, Taken | AskBack) and reading.value == value:
        return ""
    part = PART.get(context.question.kind, _in_words)
    return part(value, said, context)


def _whole(text: str, context: Context) -> Reading:
    """A new answer; where words stand around it, the one value in them, read back."""
    kind = KINDS[context.question.kind]
    reading = kind.parse(text, context)
    if isinstance(reading, Taken) and reading.value is None:
        return None
    if isinstance(reading, Taken | AskBack):
        return reading
    found = () if kind.free_text or reading is not None else kind.find(text, context)
    if len({repr(one.value) for one in found}) == 1:
        return AskBack(found[0].value, found[0].precision)
    return reading


# Places -------------------------------------------------------------------------------------------


def _place(value: Any, new: New, context: Context) -> Reading:
    if not isinstance(value, dict) or "code" not in value:
        return None
    said = f"{new.part} {new.text}" if new.part in ("rt", "rw") else new.text
    reading = KINDS["place"].parse(said, context)
    if not isinstance(reading, Taken | AskBack) or not isinstance(reading.value, dict):
        return reading
    if "code" not in reading.value:
        return reading
    given = dict(reading.value)
    if isinstance(reading, AskBack) and reading.reason == "place.office":
        del given["code"]  # nobody named one: it was taken for this office's
    merged = {**value, **given}
    if merged == value:
        return None
    if merged == reading.value:
        return reading
    return AskBack(merged)


def _place_part(value: Any, said: str, context: Context) -> str | None:
    if not isinstance(value, dict):
        return None
    address = read_address(said, context.world.words, context.world.places)
    told = {"rt": address.rt, "rw": address.rw}
    for part, given in told.items():
        if given and value.get(part) == given:
            return part
    number = _number(said, context)
    if number is not None:
        return next((part for part in ("rt", "rw") if value.get(part) == f"{number:03}"), None)
    name = context.world.places.exact(plain(said))
    return "code" if value.get("code") in name else _in_words(value.get("landmark"), said, context)


# Dates --------------------------------------------------------------------------------------------


def _date(value: Any, new: New, context: Context) -> Reading:
    hit = _DATE.fullmatch(value) if isinstance(value, str) else None
    if hit is None:
        return None
    year, month, day = hit.groups()
    if new.part == "day" and month:
        figure = _number(new.text, context)
        if figure is None or not 1 <= figure <= 31:
            return _refilled(value, new, context)
        return _fitting(f"{year}-{month}-{figure:02}", context)
    if new.part == "month":
        named = context.world.words.months.get(plain(new.text)) or _number(new.text, context)
        if named is None or not 1 <= named <= 12:
            return _refilled(value, new, context)
        return _fitting("-".join(filter(None, (year, f"{named:02}", day))), context)
    if new.part == "year":
        number = _number(new.text, context)
        if number is None or not 1000 <= number <= 2999:
            return _refilled(value, new, context)
        return _fitting(str(number) + value[4:], context)
    return _refilled(value, new, context)


def _refilled(value: str, new: New, context: Context) -> Reading:
    """A new date; what was guessed of it is what the old one said."""
    reading = KINDS["date"].parse(new.text, context)
    kept = GUESSED.get(reading.reason, 0) if isinstance(reading, AskBack) else 0
    if not isinstance(reading, AskBack) or not 0 < kept <= len(value):
        return None
    held = _fitting(value[:kept] + reading.value[kept:], context)
    return held if isinstance(held, AskBack) else reading


def _fitting(value: str, context: Context) -> Reading:
    """Read back what is a date that may be; else the words that say what is wrong with it."""
    held = KINDS["date"].check(value, context)
    return AskBack(value, PRECISIONS[len(value)]) if isinstance(held, Taken) else held


def _date_part(value: Any, said: str, context: Context) -> str | None:
    hit = _DATE.fullmatch(value) if isinstance(value, str) else None
    if hit is None:
        return None
    year, month, day = hit.groups()
    named = context.world.words.months.get(plain(said))
    if named and month and int(month) == named:
        return "month"
    number = _number(said, context)
    if number is None:
        return None
    known = {"day": day, "year": year}
    return next((part for part, figures in known.items() if figures == f"{number:02}"), None)


# Names and stories --------------------------------------------------------------------------------


def _replaced(value: Any, new: New, context: Context) -> Reading:
    """One word of a name or a story put in place of another."""
    if not isinstance(value, str) or not new.old:
        return None
    found = list(re.finditer(rf"\b{re.escape(new.old)}\b", value, re.IGNORECASE))
    if len(found) != 1 or len(found[0].group()) == len(value):
        return None
    at = found[0]
    reading = KINDS[context.question.kind].parse(
        value[: at.start()] + new.text + value[at.end() :], context
    )
    return AskBack(reading.value) if isinstance(reading, Taken | AskBack) else None


def _in_words(value: Any, said: str, context: Context) -> str | None:
    """Words of a text answer, whole ones and not just "di"."""
    words = plain(said)
    if not isinstance(value, str) or len(words) < SHORTEST or value.isdecimal():
        return None
    return "" if f" {words} " in f" {plain(value)} " else None


SHORTEST = 3  # letters of words that tell an answer


def _number(text: str, context: Context) -> int | None:
    words = plain(text).split()
    if len(words) == 1 and words[0].isdecimal() and len(words[0]) <= 4:
        return int(words[0])
    return read_number(words, context.world.words) if 0 < len(words) <= 6 else None


AMEND: Mapping[str, Callable[[Any, New, Context], Reading]] = {
    "place": _place,
    "date": _date,
    "name": _replaced,
    "text": _replaced,
}
PART: Mapping[str, Callable[[Any, str, Context], str | None]] = {
    "place": _place_part,
    "date": _date_part,
}
