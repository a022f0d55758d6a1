"""Numbers as words, and digits read out in groups, in the language of the talk."""

from __future__ import annotations

from dialogs.texts import Catalogue, Slot


class Voice:
    """Says numbers with the words that the texts of one language hold under `number.…`."""

    __slots__ = ("_language", "_texts")

    def __init__(self, texts: Catalogue, language: str) -> None:
        self._texts = texts
        self._language = language

    def number(self, value: int) -> str:
        """0..999,999 in words; larger ones and negative ones as figures."""
        if not 0 <= value < 1_000_000:
            return str(value)
        if value in _WORDS:
            return self._word(f"number.{value}")
        for step, many in ((1000, "number.thousands"), (100, "number.hundreds")):
            count, rest = divmod(value, step)
            if count:
                one = f"number.{step}"
                head = self._word(one) if count == 1 else self._counted(many, count)
                return self._joined(head, rest)
        return self._joined(self._word(f"number.{value // 10 * 10}"), value % 10)

    def digits(self, digits: str, group: int = 4) -> str:
        """Digit by digit, a comma between groups: "tiga satu tujuh lima, nol tiga …"."""
        groups = (digits[at : at + group] for at in range(0, len(digits), group))
        return ", ".join(
            " ".join(self._word(f"number.{digit}") for digit in part) for part in groups
        )

    def _counted(self, many: str, count: int) -> str:
        return self._word(many, {"count": self.number(count)})

    def _joined(self, head: str, rest: int) -> str:
        if not rest:
            return head
        return self._word("number.joined", {"larger": head, "smaller": self.number(rest)})

    def _word(self, id: str, slots: dict[str, Slot] | None = None) -> str:
        # A text begins with a capital; a number stands inside a sentence.
        return self._texts.text(self._language, id, slots).shown.lower()


_WORDS = frozenset((*range(20), *range(20, 100, 10), 100, 1000))
