"""Numbers written in words, in four languages: a value, or a row of digits read out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogs.words import Words

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")


def read_number(tokens: Sequence[str], words: Words) -> int | None:
    """The value of "dua puluh satu", "patlikur", "17"; None when it is not one whole number."""
    total = group = 0
    unit: int | None = None
    room = 1000  # what comes next has to be smaller: "satu dua" is a row of digits
    for token in tokens:
        if token in words.joins:
            continue
        value = int(token) if token.isdecimal() and len(token) < 7 else words.numbers.get(token)
        if value is not None:
            if unit is not None or room <= value < 1000 or (not value and len(tokens) > 1):
                return None
            if value < 10:
                unit, room = value, min(room, 10)
            elif value < 1000:
                group, room = group + value, 10 if value % 10 == 0 and value >= 20 else 1
                room = 100 if value == 100 else room
            else:
                total, room = total + value, 1000
            continue
        step = 10 if token in words.teens else words.scales.get(token)
        if step is None or (unit is None and step < 1000):
            return None
        amount = unit or 0
        if token in words.teens:
            group, room = group + 10 + amount, 1
        elif step < 1000:
            group, room = group + amount * step, step
        else:
            total, group, room = total + (group + amount) * step, 0, 1000
        unit = None
    return total + group + (unit or 0) if tokens else None


def apart(token: str, words: Words) -> tuple[str, ...]:
    """The number words that were written as one ("duaratus", "rongewu", "limapuluhribu"); () for
    anything else."""
    if not 5 <= len(token) <= _LONGEST_JOINED:
        return ()
    for at in range(len(token) - 3, 1, -1):
        head, tail = token[:at], token[at:]
        if tail in words.scales or tail in words.teens or tail in words.money.scales:
            single = head in words.numbers or head in words.scales or head in words.teens
            parts = (head,) if single else apart(head, words)
            if parts:
                return (*parts, tail)
    return ()


_LONGEST_JOINED = 40


def digits_in(text: str, words: Words, letters: bool = True) -> str | None:
    """The row of digits that a text spells, or None when something else stands in it.

    "3174 0157-…", "tiga satu tujuh empat", "dua belas dobel nol". With `letters` also O for 0 and
    l or I for 1 inside digits. `text` is tidied.
    """
    out: list[str] = []
    spelled: list[str] = []  # number words that may belong together: "dua", "belas"
    times = 1
    for piece in _pieces(text, letters):
        if _may_follow(piece, words):
            spelled.append(piece)
            continue
        if not _say(spelled, times, words, out):
            return None
        spelled, times = [], times if not spelled else 1
        if piece.isdecimal():
            out.append(piece * times)
            times = 1
        elif piece in words.twice or piece in words.thrice:
            times = 2 if piece in words.twice else 3
        else:
            return None
    return "".join(out) if _say(spelled, times, words, out) and out else None


def _pieces(text: str, letters: bool) -> list[str]:
    pieces: list[str] = []
    for chunk in text.split():
        if letters and any(sign.isdecimal() for sign in chunk):
            chunk = chunk.translate(_LOOKALIKES)
        pieces.extend(_TOKEN.findall(chunk))
    return pieces


def _may_follow(piece: str, words: Words) -> bool:
    if piece in words.teens or words.scales.get(piece) == 10:
        return True
    return words.numbers.get(piece, 100) < 100


def _say(spelled: Sequence[str], times: int, words: Words, out: list[str]) -> bool:
    """Number words as digits, the longest number first: "dua belas tiga" is 12 3."""
    at = 0
    while at < len(spelled):
        for end in range(min(at + 3, len(spelled)), at, -1):
            value = read_number(spelled[at:end], words)
            if value is not None and value < 100:
                out.append(str(value) * times)
                at, times = end, 1
                break
        else:
            return False
    return True


_LOOKALIKES = str.maketrans({"o": "0", "O": "0", "l": "1", "I": "1", "i": "1", "|": "1"})
