"""A receipt number: nine signs with a check symbol, typed or spelled ("ka tujuh ki, em dua …")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dialogs.kinds.kind import AskBack, Context, Found, Kind, Problem, Reading, Taken
from dialogs.kinds.reading import left_out, no_answer_inside, shown_left_out
from dialogs.receipts import LENGTH, SYMBOLS, check, group, meant, normalise
from dialogs.words import Words, clean
from dialogs.words.numbers import read_number

LONGEST = 300  # characters that are looked through
SHORTEST = 3  # signs that are meant as a number
_LEAST = 2  # of its pieces that say themselves that they are no word
_TOKEN = re.compile(r"[^\W_]+")
_IN_THREES = re.compile(r"(?<![^\W_])(?:[^\W_]{3}[\s.\-‐-―/]{0,3}){2}[^\W_]{3}(?![^\W_])")


class ReceiptNumber(Kind):
    """Value: nine symbols ("K7QM2X9AB")."""

    name = "receipt"

    def parse(self, text: str, context: Context) -> Reading:
        read = self.read(text, context.world.words)
        return read if read is not None else no_answer_inside(text, context, f"{self.name}.needed")

    def read(self, text: str, words: Words) -> Reading:
        """What a text says; None where it holds no number."""
        text = clean(text[:LONGEST])
        found = {one.value for one in _inside(text)}
        if len(found) == 1:
            return Taken(found.pop())
        tried = tuple(dict.fromkeys(_readings(text, words)))
        right = next((signs for signs in tried if check(signs)), None)
        if right is not None:
            return Taken(right)
        nine = next((signs for signs in tried if len(signs) == LENGTH), None)
        if nine is not None:
            return self._mend(nine)
        longest = max(tried, key=len, default="")
        if len(longest) < SHORTEST:
            return None
        return Problem(f"{self.name}.length", {"count": str(len(longest))})

    def _mend(self, signs: str) -> Reading:
        suggested = meant(signs)
        if suggested is not None:
            return AskBack(suggested, reason=f"{self.name}.suggested")
        place, foreign = next(
            ((place, sign) for place, sign in enumerate(signs, 1) if sign not in SYMBOLS), (0, "")
        )
        if foreign:
            return Problem(f"{self.name}.sign", {"sign": foreign, "place": str(place)})
        return Problem(f"{self.name}.check")

    def find(self, text: str, context: Context) -> tuple[Found, ...]:
        return tuple(_inside(text))

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context, f"{self.name}.needed")
        return Taken(value) if _holds(value) else Problem(f"{self.name}.check")

    def show(self, value: Any, context: Context) -> str:
        return group(value) if _holds(value) else shown_left_out(value, context)

    def speak(self, value: Any, context: Context) -> str:
        return spoken(value) if _holds(value) else shown_left_out(value, context)


def spoken(receipt: str) -> str:
    """Sign by sign, with a pause after every third: "K 7 Q, M 2 X, 9 A B"."""
    return ", ".join(" ".join(part) for part in group(receipt).split("-"))


def inside(text: str) -> str | None:
    """The one receipt that stands in a text in its written form, or None."""
    found = {one.value for one in _inside(text[:LONGEST])}
    return found.pop() if len(found) == 1 else None


def _inside(text: str) -> Iterator[Found]:
    """Rows of nine signs that check and hold a figure: a word of nine letters is none."""
    for hit in _IN_THREES.finditer(text):
        value = normalise(hit.group())
        if check(value) and any(sign.isdecimal() for sign in value):
            yield Found(value, hit.start(), hit.end())


def _readings(text: str, words: Words) -> Iterator[str]:
    """The row of signs a text may spell: as it is written, then as it is read out."""
    tokens = [token for token in _TOKEN.findall(text) if token.isascii()]
    kept = [token for token in tokens if token.lower() not in words.letters.around]
    written = "".join(kept).upper()
    pieces = sum(_is_piece(token, words) for token in kept)
    if pieces < min(_LEAST, len(kept)) and not check(written):
        return
    if not all(_is_spelled(token, words) for token in kept):  # "ka tujuh ki" has nine letters, too
        yield written
    yield _read_out(kept, words)


def _is_piece(token: str, words: Words) -> bool:
    """No word: one sign, one with a figure in it or in capitals, a spelled letter, a number."""
    figure = any(sign.isdecimal() for sign in token)
    capitals = token.isupper() and len(token) % 3 == 0
    return len(token) == 1 or figure or capitals or _is_spelled(token, words)


def _is_spelled(token: str, words: Words) -> bool:
    low = token.lower()
    return low in words.letters.names or low in words.numbers


def _read_out(tokens: list[str], words: Words) -> str:
    signs: list[str] = []
    twice = 1
    for token in tokens:
        low = token.lower()
        if low in words.twice:
            twice = 2
            continue
        value = read_number((low,), words) if low in words.numbers else None
        letter = words.letters.names.get(low)
        said = str(value) if value is not None and value < 100 else letter or token.upper()
        signs.append(said * twice)
        twice = 1
    return "".join("".join(signs)[: 4 * LENGTH])


def _holds(value: Any) -> bool:
    return isinstance(value, str) and len(value) == LENGTH and check(value)


RECEIPT = ReceiptNumber()
