"""What is written, as it is said: "Rp50.000" → "lima puluh ribu rupiah", "KTP" → "ka te pe".

The conventions of a language are data (`forms/LANGUAGE.yaml`). One pattern finds all that a voice
would stumble on; what it does not find is said as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dialogs.speaking.numbers import Voice

LONGEST_SPELT = 6  # capitals in a row; more of them is a word that is shouted
LONGEST_NUMBER = 4  # digits that are a number; a longer row without marks is read digit by digit
SHORTEST_ROW = 8  # digits in groups ("0812 3456 7890"); fewer are numbers side by side
GROUP = 4
THREE = 3  # six digits are a PIN, said in threes

# A look that costs little: nothing here, nothing to do.
_ODD = re.compile(r"[0-9/&+=@#²°×±%–—·•…“”\"()\[\]*_<>|~^]|[A-Z]{2}|[a-z]\.[a-zA-Z]|\w\.(?=\s\w)")
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = r"(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]"
_SPACES = re.compile(r"\s+")
_STRAY = re.compile(r"\s*,(?:\s*,)*\s*(?=[.!?]|$)|(?:^|(?<=[.!?]))\s*,\s*|\s+(?=[,.!?;:])")
_SILENT = re.compile(r"[“”\"*_<>|~^\[\]%]")


class Saying:
    """Says the written conventions of one language."""

    def __init__(self, forms: Mapping[str, Any], voice: Voice) -> None:
        self._forms = forms
        self._voice = voice
        self._words = frozenset(forms["words"])
        self._digits = frozenset(forms["digits"])
        self._spelt = frozenset(forms["spelt"])
        self._point = forms["decimal_sign"]
        named = [each for each in (*forms["titles"], *forms["said"]) if not _ODD.search(each)]
        self._odd = re.compile(rf"{_ODD.pattern}|\b(?:{_any(named)})")
        self._rules = self._made()
        self._pattern = re.compile("|".join(f"(?P<{name}>{rule})" for name, rule, _ in self._rules))
        self._how: Mapping[str, Callable[[re.Match[str]], str]] = {
            name: how for name, _, how in self._rules
        }

    def say(self, text: str) -> str:
        """`text` in words alone; a text without anything odd comes back as it is."""
        if not self._odd.search(text):
            return text
        calm = self._calmed(text) if text.isupper() and " " in text.strip() else text
        said = _SILENT.sub("", self._pattern.sub(self._one, calm))
        lead, tail = text[:1].isspace(), text[-1:].isspace()  # parts of a sentence are joined later
        whole = _STRAY.sub("", _SPACES.sub(" ", said)).strip()
        return f"{' ' * lead}{whole}{' ' * tail}" if whole else " " * lead

    def _calmed(self, text: str) -> str:
        """What is shouted is said as words; "KTP" among them stays what it is."""
        return _WORD.sub(lambda hit: hit[0] if hit[0] in self._spelt else hit[0].lower(), text)

    def _one(self, hit: re.Match[str]) -> str:
        return self._how[hit.lastgroup or ""](hit)

    def _made(self) -> tuple[tuple[str, str, Callable[[re.Match[str]], str]], ...]:
        """(name, pattern, how it is said), the first that fits is taken."""
        forms, point = self._forms, re.escape(self._point)
        mark = re.escape("." if self._point == "," else ",")
        figure = rf"[0-9]{{1,3}}(?:{mark}[0-9]{{3}})+(?:{point}[0-9]+)?|[0-9]+{point}[0-9]+|[0-9]+"
        said, titles = forms["said"], forms["titles"]
        return (
            ("said", rf"(?<!\w)(?:{_any(said)})(?!\w)", lambda hit: said[hit.group()]),
            ("title", rf"(?<!\w)(?:{_any(titles)})(?!\w)", lambda hit: titles[hit.group()]),
            ("rt", r"(?<!\w)[Rr][TtWw][ .]?0*[0-9]{1,3}(?!\w)", self._neighbourhood),
            ("rw", r"\s?/\s?(?=RW)", lambda hit: ", "),
            (
                "rupiah",
                rf"(?<!\w)Rp\.? ?(?:{figure})(?: (?:{_any(forms['scales'])}))?",
                self._rupiah,
            ),
            ("ordinal", rf"(?<!\w)(?:{forms['ordinal']['written']})(?!\w)", self._ordinal),
            (
                "time",
                rf"(?<![\w.,])(?:(?:{_any(forms['hour_lead'])}) )?{_CLOCK}(?!\w|[.,][0-9])",
                self._time,
            ),
            ("date", r"(?<!\w)[0-9]{1,2}/(?:0?[1-9]|1[0-2])/[0-9]{4}(?!\w)", self._date),
            ("row", r"(?<!\w)\+?[0-9]{3,}(?:[ -][0-9]{2,})+(?!\w)", self._row),
            ("code", r"(?<!\w)(?=[A-Z]*[0-9])(?=[0-9]*[A-Z])[A-Z0-9]{2,9}(?!\w)", self._code),
            ("percent", rf"(?:{figure}) ?%", self._percent),
            ("number", rf"(?:{figure})", lambda hit: self._number(hit.group())),
            ("range", r"(?<=\w)[–—](?=\w)|(?<=[0-9])-(?=[0-9])", lambda hit: f" {forms['to']} "),
            ("pause", r"\s[–—-]\s|[–—·•]|[()]", lambda hit: ", "),
            ("capitals", r"(?<!\w)[A-Z]{2,}(?![A-Z])", self._capitals),
            ("domain", r"(?<=[a-z0-9])\.(?=[a-zA-Z0-9])", lambda hit: f" {forms['dot']} "),
            ("sign", rf"[{re.escape(''.join(forms['signs']))}]", self._sign),
            ("ellipsis", "…", lambda hit: "."),
        )

    def _neighbourhood(self, hit: re.Match[str]) -> str:
        written = hit.group()
        return f"{self._letters(written[:2])} {self._voice.number(int(written[2:].strip(' .')))}"

    def _rupiah(self, hit: re.Match[str]) -> str:
        amount = hit.group()[2:].strip(" .")
        figure, _, scale = amount.partition(" ")
        number = f"{self._number(figure)} {self._forms['scales'].get(scale, '')}".strip()
        return str(self._forms["rupiah"]).format(n=number)

    def _ordinal(self, hit: re.Match[str]) -> str:
        value, ordinal = int(re.sub(r"[^0-9]", "", hit.group())), self._forms["ordinal"]
        words = ordinal.get("words", ())
        if 0 < value <= len(words):
            return str(words[value - 1])
        return str(ordinal["said"]).format(n=self._voice.number(value))

    def _time(self, hit: re.Match[str]) -> str:
        hour, minutes = (int(part) for part in re.findall(r"[0-9]+", hit.group()))
        slots = {"hour": self._voice.number(hour), "minutes": self._voice.number(minutes)}
        return str(self._forms["hour_minutes" if minutes else "hour"]).format(**slots)

    def _date(self, hit: re.Match[str]) -> str:
        day, month, year = (int(part) for part in hit.group().split("/"))
        said = self._voice.number(day), self._voice.month(month), self._voice.number(year)
        return " ".join(said)

    def _row(self, hit: re.Match[str]) -> str:
        groups = re.split(r"[ -]", hit.group().lstrip("+"))
        if sum(map(len, groups)) < SHORTEST_ROW:
            return " ".join(self._number(group) for group in groups)
        return ", ".join(self._voice.digits(group, max(GROUP, len(group))) for group in groups)

    def _code(self, hit: re.Match[str]) -> str:
        return " ".join(
            self._voice.digits(sign) if sign.isdecimal() else self._letters(sign)
            for sign in hit.group()
        )

    def _percent(self, hit: re.Match[str]) -> str:
        number = self._number(hit.group().rstrip("% "))
        return str(self._forms["percent"]).format(n=number)

    def _number(self, written: str) -> str:
        whole, _, part = written.partition(self._point)
        grouped = not whole.isdecimal()
        digits = re.sub(r"[^0-9]", "", whole)
        row = len(digits) > LONGEST_NUMBER or (digits[0] == "0" and len(digits) >= LONGEST_NUMBER)
        if digits in self._digits or (row and not grouped):
            threes = len(digits) <= 2 * THREE and len(digits) % THREE == 0
            return self._voice.digits(digits, THREE if threes else GROUP)
        said = self._voice.number(int(digits))
        if not part:
            return said
        return f"{said} {self._forms['decimal']} {self._voice.digits(part, len(part))}"

    def _capitals(self, hit: re.Match[str]) -> str:
        written = hit.group()
        if written in self._words or len(written) > LONGEST_SPELT:
            return written.lower()
        tail = hit.string[hit.end() : hit.end() + 1].isalpha()  # "KTPnya"
        return self._letters(written) + " " * tail

    def _letters(self, written: str) -> str:
        letters = self._forms["letters"]
        return " ".join(str(letters[sign.lower()]) for sign in written)

    def _sign(self, hit: re.Match[str]) -> str:
        return f" {self._forms['signs'][hit.group()]} "


def _any(written: Iterable[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(written, key=len, reverse=True)) or r"(?!)"


def forms_of(languages: Mapping[str, Mapping[str, Any]], language: str) -> Mapping[str, Any]:
    """The forms of a language; what its file leaves out is Indonesian."""
    return {**languages["id"], **languages.get(language, {})}
