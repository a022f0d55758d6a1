"""The two sixteen-digit numbers of the civil register: NIK and family card, one shape.

PP KK CC DDMMYY SSSS. There is no check digit: the form can only tell a slip, never prove a number.
A NIK keeps the region of its first registration, so another province is as usual as this one.
"""

from __future__ import annotations

import re
from typing import Any

from lokal import parse_nik

from dialogs.kinds.kind import AskBack, Context, Found, Kind, Problem, Reading, Taken
from dialogs.kinds.reading import HIDDEN, left_out, no_answer, number_in, shown_left_out
from dialogs.speaking.numbers import Voice
from dialogs.texts import Phrase

LENGTH = 16
SHORTEST = 4  # digits among other words that are meant as a number
_FORM = re.compile(r"[0-9]{16}")
_INSIDE = re.compile(r"(?<![0-9])[0-9](?:[ .\-–]?[0-9]){15}(?![0-9])")
_NOT_DIGIT = re.compile(r"[^0-9]")

# lokal-id's findings: those that cannot be, and those that are only unusual.
IMPOSSIBLE = {"birth_date": "date", "serial": "serial"}
UNUSUAL = {"province": "province", "wilayah": "region"}


class RegisterNumber(Kind):
    """Value: sixteen digits."""

    private = True
    hidden = True
    looks_for_emergency = True

    def parse(self, text: str, context: Context) -> Reading:
        read = number_in(text, context.world.words)
        if read is None:
            return no_answer(text, context, f"{self.name}.no_card")
        digits, alone = read
        if len(digits) == LENGTH:
            return self._judge(digits, context)
        if not alone and len(digits) < SHORTEST:
            return no_answer(text, context, f"{self.name}.no_card")
        found = self.find(text, context)
        if len(found) == 1:  # beside other figures: "NIK 3175…, umur 76"
            return self._judge(found[0].value, context)
        length = "too_short" if len(digits) < LENGTH else "too_long"
        return Problem(f"{self.name}.{length}", {"count": str(len(digits))})

    def find(self, text: str, context: Context) -> tuple[Found, ...]:
        """Rows of sixteen digits that can be such a number."""
        found = (
            Found(_NOT_DIGIT.sub("", hit.group()), hit.start(), hit.end())
            for hit in _INSIDE.finditer(text)
        )
        return tuple(
            one for one in found if not isinstance(self._judge(one.value, context), Problem)
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
        return Voice(context.world.texts, context.language).digits(value)

    def phrase(self, value: Any, context: Context) -> Phrase:
        return Phrase(self.show(value, context), self.speak(value, context), _holds(value))

    def _judge(self, digits: str, context: Context) -> Reading:
        if len(set(digits)) == 1:
            return Problem(f"{self.name}.all_equal")
        codes = self._findings(digits, context)
        for code, text in IMPOSSIBLE.items():
            if code in codes:
                return Problem(f"{self.name}.{text}")
        for code, text in UNUSUAL.items():
            if code in codes:
                return AskBack(digits, reason=f"{self.name}.{text}")
        return Taken(digits)

    def _findings(self, digits: str, context: Context) -> set[str]:
        info = parse_nik(digits, reference_date=context.today)
        return {error.code for error in info.errors}


def _holds(value: Any) -> bool:
    return isinstance(value, str) and _FORM.fullmatch(value) is not None


def _fours(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
