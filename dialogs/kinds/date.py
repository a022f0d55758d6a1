"""A day, a month or a year: the value's length tells which ("2026-11-05", "2020-05", "2019")."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from dialogs.contract.answer import Precision
from dialogs.dates import OLDEST, Role, Spoken, read_date
from dialogs.kinds.kind import AskBack, Context, Found, Kind, Offer, Problem, Reading, Taken
from dialogs.kinds.reading import by_label, by_number, left_out, no_answer, shown_left_out
from dialogs.speaking.numbers import Voice
from dialogs.texts import Phrase

_VALUE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_FIGURES = re.compile(
    r"(?<![0-9])(?:[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})"
    r"|[12][0-9]{3}-[0-9]{2}-[0-9]{2})(?![0-9])"
)
_WORD = re.compile(r"\w+")
_PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
_SHOWN = {4: "date.shown_year", 7: "date.shown_month", 10: "date.shown_day"}
_QUICK = {"today": 0, "yesterday": -1, "tomorrow": 1}
FIRST_YEAR = 1850
FARTHEST = 50  # years ahead


class Date(Kind):
    """`limits: {limit: past | future | birth, quick: true, day: true}`; `day`: no less will do."""

    name = "date"

    def parse(self, text: str, context: Context) -> Reading:
        offered = by_number(text, self, context)
        if offered:
            return offered
        spoken = read_date(text, context.today, context.world.words, _role(context))
        if spoken is None:
            return by_label(text, self, context) or no_answer(text, context, "date.needed")
        return _judge(spoken, context)

    def find(self, text: str, context: Context) -> tuple[Found, ...]:
        """Dates in figures, then a day or month with its name, then words like "kemarin"."""
        spans = [hit.span() for hit in _FIGURES.finditer(text)]
        spans += _named_spans(text, context)
        found: list[Found] = []
        for start, end in spans:
            if any(start < other.end and other.start < end for other in found):
                continue
            reading = self.parse(text[start:end], context)
            if isinstance(reading, Taken | AskBack) and reading.value:
                found.append(Found(reading.value, start, end, reading.precision))
        return tuple(sorted(found, key=lambda one: one.start))

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context, "date.needed")
        parts = _parts(value)
        if parts is None:
            return Problem("date.needed")
        judged = _judge(Spoken(*parts), context)
        return judged if isinstance(judged, Problem) else Taken(value, _PRECISIONS[len(value)])

    def offers(self, context: Context) -> tuple[Offer, ...]:
        if not context.question.limits.get("quick"):
            return ()
        days = ("today", "tomorrow") if _role(context) == "future" else ("today", "yesterday")
        return tuple(Offer(day, self._quick(day, context)) for day in days)

    def choose(self, option: str, context: Context) -> Reading:
        if option not in _QUICK:
            return None
        return Taken(_day(option, context), "day")

    def show(self, value: Any, context: Context) -> str:
        parts = _parts(value)
        if parts is None:
            return shown_left_out(value, context)
        year, month, day = parts
        return _worded(value, str(year), month, str(day), context)

    def speak(self, value: Any, context: Context) -> str:
        parts = _parts(value)
        if parts is None:
            return shown_left_out(value, context)
        voice = Voice(context.world.texts, context.language)
        year, month, day = parts
        return _worded(value, voice.number(year), month, voice.number(day or 0), context)

    def _quick(self, day: str, context: Context) -> Phrase:
        date = self.phrase(_day(day, context), context)
        label = context.world.texts.text(context.language, f"date.{day}", {"date": date})
        return Phrase(label.shown, " ".join(label.spoken))


def _role(context: Context) -> Role:
    limit = context.question.limits.get("limit")
    return limit if limit in ("past", "future", "birth") else ""


def _day(option: str, context: Context) -> str:
    return (context.today + timedelta(days=_QUICK[option])).isoformat()


def _parts(value: Any) -> tuple[int, int | None, int | None] | None:
    """(year, month, day) of a stored value that is a real date."""
    hit = _VALUE.fullmatch(value) if isinstance(value, str) else None
    if hit is None:
        return None
    year, month, day = (int(part) if part else None for part in hit.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return year or 0, month, day


def _judge(spoken: Spoken, context: Context) -> Reading:
    """Is it a date that is, and one that the question's role allows?"""
    problem = _impossible(spoken, context)
    if problem:
        return problem
    if spoken.year is None:
        return Problem("date.year_needed")
    value = _value(spoken)
    if context.question.limits.get("day") and len(value) < len("2026-11-05"):
        return Problem("date.day_needed")
    outside = _outside(value, spoken.year, context)
    if isinstance(outside, Problem):
        return outside
    precision: Precision = "about" if spoken.about else _PRECISIONS[len(value)]
    reason = spoken.reason or outside or ("date.about" if spoken.about else "")
    return AskBack(value, precision, reason) if reason else Taken(value, precision)


def _impossible(spoken: Spoken, context: Context) -> Problem | None:
    year, month, day = spoken.year, spoken.month, spoken.day
    if month is not None and not 1 <= month <= 12:
        return Problem("date.no_such_month", {"month": str(month)})
    if day is not None and not 1 <= day <= 31:
        return Problem("date.no_such_day", {"day": str(day)})
    if year is not None and not FIRST_YEAR <= year <= context.today.year + FARTHEST:
        return Problem("date.far", {"date": str(year)})
    if day and month and day > monthrange(year or 2000, month)[1]:
        slots = {"day": str(day), "month": context.word(f"month.{month}")}
        return Problem("date.impossible", slots)
    return None


def _outside(value: str, year: int, context: Context) -> str | Problem:
    """The problem of a date outside its role, else the text id of what is unusual, or ""."""
    role = _role(context)
    now = context.today.isoformat()[: len(value)]
    slots = {"date": DATE.show(value, context)}
    if role in ("past", "birth") and value > now:
        return Problem("date.future", slots)
    if role == "future" and value < now:
        return Problem("date.past", slots)
    return "date.very_old" if role == "birth" and context.today.year - year > OLDEST else ""


def _value(spoken: Spoken) -> str:
    value = f"{spoken.year:04}"
    if spoken.month:
        value += f"-{spoken.month:02}"
        if spoken.day:
            value += f"-{spoken.day:02}"
    return value


def _worded(value: str, year: str, month: int | None, day: str, context: Context) -> str:
    slots = {"year": year, "day": day}
    if month:
        slots["month"] = context.word(f"month.{month}")
    return context.word(_SHOWN[len(value)], slots)


def _named_spans(text: str, context: Context) -> list[tuple[int, int]]:
    """Stretches around a month's name, and words that count from today, longest first."""
    words = context.world.words
    tokens = [(hit.group().lower(), *hit.span()) for hit in _WORD.finditer(text[:2000])]
    spans: list[tuple[int, int]] = []
    for at, (token, start, end) in enumerate(tokens):
        if token in words.months and len(token) > 2:
            before = at > 0 and _number(tokens[at - 1][0], words.numbers)
            after = at + 1 < len(tokens) and _number(tokens[at + 1][0], words.numbers)
            if before or after:
                first = tokens[at - 1][1] if before else start
                spans.append((first, tokens[at + 1][2] if after else end))
        for length in (4, 3, 2, 1):
            phrase = " ".join(part[0] for part in tokens[at : at + length])
            if phrase in words.days and phrase not in words.unsure_days:
                spans.append((start, tokens[min(at + length, len(tokens)) - 1][2]))
                break
    return spans


def _number(token: str, numbers: Any) -> bool:
    return token.isdecimal() or token in numbers


DATE = Date()
