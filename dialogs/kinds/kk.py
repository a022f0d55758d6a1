"""The number of a family card. Its date is the day of issue, never plus 40: such a one is a NIK."""

from __future__ import annotations

from dialogs.kinds.kind import AskBack, Context, Found, Reading, Taken
from dialogs.kinds.sixteen import NAMES, RegisterNumber
from dialogs.words import plain


class Kk(RegisterNumber):
    name = "kk"

    def find(self, text: str, context: Context) -> tuple[Found, ...]:
        """Only one that the text calls so: a man's NIK looks just like it."""
        named = not NAMES["kk"].isdisjoint(plain(text).split())
        return super().find(text, context) if named else ()

    def _judge(self, digits: str, context: Context) -> Reading:
        judged = super()._judge(digits, context)
        if isinstance(judged, Taken) and int(digits[6:8]) > 40:
            return AskBack(digits, reason="kk.looks_like_nik")
        return judged


KK = Kk()
