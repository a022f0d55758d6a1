"""The NIK: the number of a person. Digits 7 and 8 are the day of birth, plus 40 for a woman."""

from __future__ import annotations

from dialogs.kinds.kind import AskBack, Context, Reading, Taken
from dialogs.kinds.sixteen import RegisterNumber

FIRST_CARD = 5  # family cards carry their day of issue in this form since 2005


class Nik(RegisterNumber):
    name = "nik"

    def _judge(self, digits: str, context: Context) -> Reading:
        """A date of the last years may be the day of issue of a family card."""
        judged = super()._judge(digits, context)
        recent = FIRST_CARD <= int(digits[10:12]) <= context.today.year % 100
        if isinstance(judged, Taken) and recent and int(digits[6:8]) <= 31:
            return AskBack(digits, reason="nik.looks_like_kk")
        return judged


NIK = Nik()
