"""A phone number, kept as E.164. Optional wherever it is asked: many share a child's phone."""

from __future__ import annotations

import re
from typing import Any

from lokal import parse_phone

from dialogs.contract.event import Contact, Event
from dialogs.kinds.kind import AskBack, Context, Found, Kind, Problem, Reading, Taken
from dialogs.kinds.reading import HIDDEN, left_out, no_answer_inside, number_in, shown_left_out
from dialogs.speaking.numbers import voice_of
from dialogs.texts import Phrase
from dialogs.words import tidy

_E164 = re.compile(r"\+[0-9]{7,15}")
_INSIDE = re.compile(r"(?<![0-9+])(?<![0-9][ .\-])(?:\+?62|0)[ .\-]?8(?:[ .\-]?[0-9])+")
_ABROAD = re.compile(r"(?:\+|00)(?!62)[1-9][0-9]{6,14}")
_NOT_DIGIT = re.compile(r"[^0-9]")
_DIGITS = re.compile(r"[0-9]+")
_SAME = re.compile(r"([0-9])\1{6}")
_SHORT = 5  # 112, 119, 110, 14045: numbers to call, nobody's own
LONGEST = 15  # digits of any number in the world
_MEANT = 6  # digits among other words that are meant as a number


class Phone(Kind):
    """Value: "+62812…"."""

    name = "phone"
    private = True

    def parse(self, text: str, context: Context) -> Reading:
        read = number_in(text, context.world.words)
        if read is not None and read[1] and len(read[0]) <= LONGEST:
            return _judge(read[0], "+" in tidy(text))
        found = self.find(text, context)
        if len({one.value for one in found}) > 1:
            return AskBack(found[0].value, reason="phone.first")
        if read is None and found:
            return AskBack(found[0].value, reason="phone.inside")
        if read is None or (not read[1] and len(read[0]) < _MEANT):
            return no_answer_inside(text, context, "phone.no_phone")
        return _judge(read[0], "+" in tidy(text))

    def event(self, event: Event, context: Context) -> Reading:
        return self.parse(event.phone, context) if isinstance(event, Contact) else None

    def find(self, text: str, context: Context) -> tuple[Found, ...]:
        """Mobile numbers that stand alone: no part of a NIK, no figure behind them."""
        found = (
            Found(reading.value, hit.start(), hit.end())
            for hit in _INSIDE.finditer(text)
            for reading in (_judge(_NOT_DIGIT.sub("", hit.group()), "+" in hit.group()),)
            if isinstance(reading, Taken) and _is_one(hit.group())
        )
        return tuple(found)

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context, "phone.no_phone")
        if not isinstance(value, str) or not _E164.fullmatch(value):
            return Problem("phone.start")
        judged = _judge(value[1:], plus=True)
        return judged if isinstance(judged, Problem) else Taken(value)

    def show(self, value: Any, context: Context) -> str:
        return _national(value) if _holds(value) else shown_left_out(value, context)

    def mask(self, value: Any, context: Context) -> str:
        if not _holds(value):
            return shown_left_out(value, context)
        shown = _national(value)
        return re.sub(r"[0-9]", HIDDEN, shown[:-4]) + shown[-4:]

    def speak(self, value: Any, context: Context) -> str:
        if not _holds(value):
            return shown_left_out(value, context)
        digits = re.sub(r"[^0-9]", "", _national(value))
        return voice_of(context.world.texts, context.language).digits(digits)

    def phrase(self, value: Any, context: Context) -> Phrase:
        return Phrase(self.show(value, context), self.speak(value, context), _holds(value))


def _is_one(row: str) -> bool:
    """Not "0812 3456 7890 3", where a figure follows the number."""
    groups = [len(group) for group in _DIGITS.findall(row)]
    return len(groups) == 1 or groups[-1] > 1 or max(groups) < 3


def _judge(digits: str, plus: bool) -> Reading:
    written = f"+{digits}" if plus else digits
    if len(digits) <= _SHORT and not plus:
        if digits in ("110", "112", "113", "117", "118", "119", "129"):
            return Problem("phone.short_number", {"number": digits})
        return Problem("phone.too_short", {"count": str(len(digits))})
    if _ABROAD.fullmatch(written):
        return AskBack("+" + written.removeprefix("+").removeprefix("00"), reason="phone.abroad")
    # "62811…" without + is a mobile number in another writing, never a fixed line of area 62.
    info = parse_phone(written)
    if info.e164 is None:
        return _mend(digits, {error.code for error in info.errors})
    if info.type == "landline":
        return AskBack(info.e164, reason="phone.landline")
    if info.warnings:
        return AskBack(info.e164, reason="phone.prefix")
    return AskBack(info.e164, reason="phone.odd") if _SAME.search(digits) else Taken(info.e164)


def _mend(digits: str, errors: set[str]) -> Problem:
    if "length" not in errors and 9 <= len(digits) <= 14:
        return Problem("phone.start")
    length = "too_short" if len(digits) < 10 else "too_long"
    return Problem(f"phone.{length}", {"count": str(len(digits))})


def _holds(value: Any) -> bool:
    return isinstance(value, str) and _E164.fullmatch(value) is not None


def _national(value: str) -> str:
    return parse_phone(value).national or value


PHONE = Phone()
