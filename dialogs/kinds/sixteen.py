"""The two sixteen-digit numbers of the civil register: NIK and family card, one shape.

PP KK CC DDMMYY SSSS. There is no check digit: the form can only tell a slip, never prove a number.
A NIK keeps the region of its first registration, so another province is as usual as this one.
"""

from __future__ import annotations

import re
from typing import Any

from lokal import parse_nik

from dialogs.contract.screen import InputKind
from dialogs.kinds.kind import AskBack, Context, Found, Kind, Problem, Reading, Taken
from dialogs.kinds.reading import HIDDEN, left_out, no_answer_inside, number_in, shown_left_out
from dialogs.speaking.numbers import voice_of
from dialogs.texts import Phrase
from dialogs.words import plain

LENGTH = 16
SHORTEST = 4  # digits among other words that are meant as a number
BEFORE = 30  # characters before a number in which it is named
_FORM = re.compile(r"[0-9]{16}")
_INSIDE = re.compile(r"(?<![0-9])(?<![0-9][ .\-–])[0-9](?:[ .\-–]?[0-9])*")
_GROUPS = re.compile(r"[0-9]+")
_NOT_DIGIT = re.compile(r"[^0-9]")
_MOBILE = re.compile(r"(?:0|62)8[0-9]{8,11}")

# lokal-id's findings: those that cannot be, and those that are only unusual.
IMPOSSIBLE = {"birth_date": "date", "serial": "serial"}
UNUSUAL = {"province": "province", "wilayah": "region"}
# What each of the two numbers is called before it.
NAMES = {
    "nik": frozenset({"nik", "niknya", "nikna", "ktp", "ktpnya"}),
    "kk": frozenset({"kk", "kknya", "kkna", "keluarga", "kulawarga"}),
}


class RegisterNumber(Kind):
    """Value: sixteen digits."""

    name: InputKind
    private = True
    hidden = True
    looks_for_emergency = True

    def parse(self, text: str, context: Context) -> Reading:
        named = self._named(text)
        if len(named) == 1:  # beside others: "NIK 3175…, KK 3175…, umur 76"
            return self._judge(named[0].value, context)
        read = number_in(text, context.world.words)
        if read is not None and len(read[0]) == LENGTH:
            return self._judge(read[0], context)
        found = self.find(text, context)
        if read is None and len(found) == 1:  # "Siti, 3175…, HP 0812…"
            return self._judge(found[0].value, context)
        if read is None:
            return no_answer_inside(text, context, f"{self.name}.no_card")
        digits, alone = read
        if not alone and len(digits) < SHORTEST:
            return no_answer_inside(text, context, f"{self.name}.no_card")
        if len(found) == 1:  # beside other figures: "3175…, umur 76"
            return self._judge(found[0].value, context)
        return self._length(digits, text)

    def find(self, text: str, context: Context) -> tuple[Found, ...]:
        """Rows of sixteen digits that are such a number and are not called the other one."""
        return tuple(
            one
            for one in _rows(text)
            if _called(one, text) in (self.name, "")
            and isinstance(self._judge(one.value, context), Taken)
        )

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context, f"{self.name}.no_card")
        if not isinstance(value, str) or not _FORM.fullmatch(value):
            count = str(len(value)) if isinstance(value, str) else "0"
            return Problem(f"{self.name}.too_short", {"count": count})
        judged = self._judge(value, context)
        # What was unusual has been read back once; only what cannot be is asked again.
        return judged if isinstance(judged, Problem) else Taken(value)

    def show(self, value: Any, context: Context) -> str:
        return _fours(value) if _holds(value) else shown_left_out(value, context)

    def mask(self, value: Any, context: Context) -> str:
        if not _holds(value):
            return shown_left_out(value, context)
        return _fours(HIDDEN * (LENGTH - 4) + value[-4:])

    def speak(self, value: Any, context: Context) -> str:
        if not _holds(value):
            return shown_left_out(value, context)
        return voice_of(context.world.texts, context.language).digits(value)

    def phrase(self, value: Any, context: Context) -> Phrase:
        return Phrase(self.show(value, context), self.speak(value, context), _holds(value))

    def _named(self, text: str) -> tuple[Found, ...]:
        """Rows of sixteen digits that are called by this kind's name, where there are several."""
        rows = _rows(text)
        return tuple(one for one in rows if len(rows) > 1 and _called(one, text) == self.name)

    def _length(self, digits: str, text: str) -> Problem:
        """Too short or too long; in which group, where it was written in fours."""
        if _MOBILE.fullmatch(digits):
            return Problem(f"{self.name}.phone")
        lengths = [len(group) for group in _GROUPS.findall(text)]
        for length, fault in ((3, "short_group"), (5, "long_group")):
            if sorted(lengths) == sorted((4, 4, 4, length)):
                return Problem(f"{self.name}.{fault}", {"group": str(lengths.index(length) + 1)})
        fault = "too_short" if len(digits) < LENGTH else "too_long"
        return Problem(f"{self.name}.{fault}", {"count": str(len(digits))})

    def _judge(self, digits: str, context: Context) -> Reading:
        if len(set(digits)) == 1:
            return Problem(f"{self.name}.all_equal")
        codes = {error.code for error in parse_nik(digits, reference_date=context.today).errors}
        for code, text in IMPOSSIBLE.items():
            if code in codes:
                return Problem(f"{self.name}.{text}")
        for code, text in UNUSUAL.items():
            if code in codes:
                return AskBack(digits, reason=f"{self.name}.{text}")
        return Taken(digits)


def _rows(text: str) -> tuple[Found, ...]:
    found = (
        Found(_NOT_DIGIT.sub("", hit.group()), hit.start(), hit.end())
        for hit in _INSIDE.finditer(text)
    )
    return tuple(one for one in found if len(one.value) == LENGTH)


def _called(one: Found, text: str) -> str:
    """The name that stands last before a number: "nik", "kk" or ""."""
    for word in reversed(plain(text[max(0, one.start - BEFORE) : one.start]).split()):
        name = next((name for name, words in NAMES.items() if word in words), "")
        if name:
            return name
    return ""


def _holds(value: Any) -> bool:
    return isinstance(value, str) and _FORM.fullmatch(value) is not None


def _fours(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
