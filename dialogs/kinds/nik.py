"""The NIK: the number of a person. Digits 7 and 8 are the day of birth, plus 40 for a woman."""

from __future__ import annotations

from dialogs.kinds.sixteen import RegisterNumber


class Nik(RegisterNumber):
    name = "nik"


NIK = Nik()
