"""Numbers as words, and digits read out in groups, in the language of the talk."""

from __future__ import annotations

from functools import lru_cache

from dialogs.texts import Catalogue


class Voice:
    """Says numbers with the words that the texts of one language hold under `number.…`."""

    __slots__ = ("_months", "_patterns", "_words")

    def __init__(self, texts: Catalogue, language: str) -> None:
        # A text begins with a capital; a number stands inside a sentence.
        self._words = {
            value: texts.text(language, f"number.{value}").shown.lower() for value in sorted(_WORDS)
        }
        self._patterns = {
            id: texts.template(language, id).source.lower()
            for id in ("number.joined", *(many for _, many in _STEPS))
        }
        self._months = [texts.text(language, f"month.{month}").shown for month in range(1, 13)]

    def number(self, value: int) -> str:
        """Below a thousand milliards in words; larger ones and negative ones as figures."""
        if not 0 <= value < LARGEST:
            return str(value)
        if value in self._words:
            return self._words[value]
        for step, many in _STEPS:
            count, rest = divmod(value, step)
            if count:
                alone = count == 1 and step in _WORDS  # "seribu", but "satu juta"
                head = self._words[step] if alone else self._counted(many, count)
                return self._joined(head, rest)
        return self._joined(self._words[value // 10 * 10], value % 10)

    def month(self, month: int) -> str:
        """The name of month 1..12."""
        return self._months[month - 1]

    def digits(self, digits: str, group: int = 4) -> str:
        """Digit by digit, a comma between groups: "tiga satu tujuh lima, nol tiga …"."""
        groups = (digits[at : at + group] for at in range(0, len(digits), group))
        return ", ".join(" ".join(self._words[int(digit)] for digit in part) for part in groups)

    def _counted(self, many: str, count: int) -> str:
        return self._patterns[many].format(count=self.number(count))

    def _joined(self, head: str, rest: int) -> str:
        if not rest:
            return head
        return self._patterns["number.joined"].format(larger=head, smaller=self.number(rest))


@lru_cache(maxsize=64)
def voice_of(texts: Catalogue, language: str) -> Voice:
    """The voice of a language, made once a catalogue."""
    return Voice(texts, language)


LARGEST = 10**12
_WORDS = frozenset((*range(20), *range(20, 100, 10), 100, 1000))
_STEPS = (
    (10**9, "number.milliards"),
    (10**6, "number.millions"),
    (1000, "number.thousands"),
    (100, "number.hundreds"),
)
