"""A day, a month or a year: the value's length tells which ("2026-11-05", "2020-05", "2019")."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from dialogs.contract.answer import Precision
from dialogs.dates import OLDEST, Role, Spoken, on_the_card, read_date, without_question
from dialogs.dates.finding import find_dates
from dialogs.kinds.kind import AskBack, Context, Found, Kind, Offer, Problem, Reading, Taken
from dialogs.kinds.reading import by_label, by_number, left_out, no_answer, shown_left_out
from dialogs.speaking.numbers import voice_of
from dialogs.texts import Catalogue, Phrase

_VALUE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
_SHOWN = {4: "date.shown_year", 7: "date.shown_month", 10: "date.shown_day"}
ON_CARD = "card"  # "seperti di KTP": whoever has the card in hand copies it
_QUICK = {"today": 0, "yesterday": -1, "tomorrow": 1}
FIRST_YEAR = 1850
FARTHEST = 50  # years ahead


class Date(Kind):
    """`limits: {limit: past | future | birth, quick: true, day: true, card: true}`.

    `day`: no less will do. `card`: "seperti di KTP" is an answer, for a date that need not be sent.
    """

    name = "date"

    def parse(self, text: str, context: Context) -> Reading:
        offered = by_number(text, self, context)
        if offered:
            return offered
        words = context.world.words
        spoken = read_date(text, context.today, words, _role(context))
        if spoken is None:
            if on_the_card(text, words):
                return self._on_card(context)
            return by_label(text, self, context) or no_answer(
                without_question(text, words), context, "date.needed"
            )
        return _judge(spoken, context)

    def find(self, text: str, context: Context) -> tuple[Found, ...]:
        """Dates in a longer text, each as long as it can be ("ilang hari Jumat kemarin di pasar"):
        what a question would only read back too, but no "tadi", no "Minggu" and no number alone."""
        words = context.world.words
        found = find_dates(text, words, lambda said: _dated(self.parse(said, context)))
        return tuple(Found(value, start, end, exact) for (value, exact), start, end in found)

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context, "date.needed")
        if value == ON_CARD:
            return self._on_card(context)
        parts = _parts(value)
        if parts is None:
            return Problem("date.needed")
        judged = _judge(Spoken(*parts), context)
        return judged if isinstance(judged, Problem) else Taken(value, _PRECISIONS[len(value)])

    def offers(self, context: Context) -> tuple[Offer, ...]:
        if not context.question.limits.get("quick"):
            return ()
        days = ("today", "tomorrow") if _role(context) == "future" else ("today", "yesterday")
        texts, language, today = context.world.texts, context.language, context.today
        return tuple(Offer(day, _quick(texts, language, day, today)) for day in days)

    def choose(self, option: str, context: Context) -> Reading:
        if option not in _QUICK:
            return None
        return Taken(_day(option, context), "day")

    def show(self, value: Any, context: Context) -> str:
        parts = _parts(value)
        if parts is None:
            return _without_date(value, context)
        return _phrase(context.world.texts, context.language, value).shown

    def speak(self, value: Any, context: Context) -> str:
        if _parts(value) is None:
            return _without_date(value, context)
        return _phrase(context.world.texts, context.language, value).spoken

    def map(self, value: Any) -> dict[str, Any]:
        """No date is sent for one that is on the card; the part `card` says that it is there."""
        return {"": None, "card": "yes"} if value == ON_CARD else {"": value}

    def _on_card(self, context: Context) -> Reading:
        if context.question.limits.get("card"):
            return Taken(ON_CARD, "about")
        return Problem("date.not_from_card")


def _role(context: Context) -> Role:
    limit = context.question.limits.get("limit")
    return limit if limit in ("past", "future", "birth") else ""


def _without_date(value: Any, context: Context) -> str:
    return context.word("date.on_card") if value == ON_CARD else shown_left_out(value, context)


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
    if spoken.problem:
        return Problem(spoken.problem)
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
    if role in ("past", "birth") and value > now:
        return Problem("date.future", {"date": DATE.show(value, context)})
    if role == "future" and value < now:
        return Problem("date.past", {"date": DATE.show(value, context)})
    return "date.very_old" if role == "birth" and context.today.year - year > OLDEST else ""


def _value(spoken: Spoken) -> str:
    value = f"{spoken.year:04}"
    if spoken.month:
        value += f"-{spoken.month:02}"
        if spoken.day:
            value += f"-{spoken.day:02}"
    return value


def _dated(reading: Reading) -> tuple[str, Precision] | None:
    """Value and precision of a reading that is a date; the answer that there is none is none."""
    if isinstance(reading, Taken | AskBack) and _parts(reading.value):
        return reading.value, reading.precision
    return None


def _phrase(texts: Catalogue, language: str, value: str) -> Phrase:
    """A date as it is shown and said."""
    year, month, day = _parts(value) or (0, None, None)
    voice, worded = voice_of(texts, language), texts.template(language, _SHOWN[len(value)])
    name = voice.month(month) if month else ""
    slots = {"year": str(year), "month": name, "day": str(day)}
    said = {"year": voice.number(year), "month": name, "day": voice.number(day or 0)}
    return Phrase(worded.shown(slots), worded.shown(said))


@lru_cache(maxsize=64)
def _quick(texts: Catalogue, language: str, day: str, today: date) -> Phrase:
    """ "Kemarin, 21 November 2026": the same for everybody the whole day."""
    value = (today + timedelta(days=_QUICK[day])).isoformat()
    label = texts.text(language, f"date.{day}", {"date": _phrase(texts, language, value)})
    return Phrase(label.shown, " ".join(label.spoken))


DATE = Date()
