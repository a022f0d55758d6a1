"""Register numbers inside what somebody typed: found in every spelling, and taken out.

For channels that defer (`channels.yaml`): an NIK or KK number typed there all the same is taken
out before anything is kept. A slip of one or two digits is as personal as the whole number, so rows
of 14 digits and more count. Better a harmless number too many than one NIK kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dialogs.words import Words, clean, plain
from dialogs.words.numbers import digits_in

FEWEST = 14  # digits
LONGEST_PHONE = 15  # digits of any number in the world
_WORD = re.compile(r"[^\W_]+")
_PHONE = re.compile(r"(?:\+|00)?(?:62|0)[ .\-–]?8[0-9](?:[ .\-–]?[0-9]){6,11}(?![0-9])")
_EDGE = " \n,.:;-–#"
_NUMBER = frozenset({"nik", "niknya", "kk", "nomor", "nomer", "no", "number"})
_WHOSE = frozenset({"saya", "aku", "kula", "abdi", "my", "is", "adalah", "ini", "nya"})
_LOOKALIKES = frozenset("oOlIi|")
# Signs as somebody reads them out inside a number.
_SIGNS = frozenset({"titik", "koma", "strip", "spasi", "garis", "dot", "dash", "space", "point"})


class Masked(NamedTuple):
    """`text` without the numbers; `found` of them there were. `alone`: nothing else was said."""

    text: str
    found: int
    alone: bool


class _Piece(NamedTuple):
    """A word at [start:end] and the digits it spells; None for one that ends a row of digits."""

    start: int
    end: int
    digits: str | None


def masked(text: str, words: Words, least: int = FEWEST) -> Masked:
    """The text without rows of at least `least` digits that are no phone number."""
    read = clean(text, lines=True)
    rows = [row for row in _rows(read, words) if sum(len(one.digits or "") for one in row) >= least]
    if not rows:
        return Masked(text, 0, alone=False)
    kept, at = [], 0
    for row in rows:
        kept.append(_unnamed(read[at : row[0].start]))
        at = row[-1].end
    kept.append(read[at:])
    rest = " ".join(" ".join(kept).split()).strip(_EDGE)
    return Masked(rest, len(rows), alone=_says_nothing(rest, words))


def _unnamed(text: str) -> str:
    """Without the name of the number that stood behind it ("…, NIK saya")."""
    words = text.rstrip(_EDGE).split()
    at = len(words)
    while at and plain(words[at - 1]) in _NUMBER | _WHOSE:
        at -= 1
    named = any(plain(word) in _NUMBER for word in words[at:])
    return " ".join(words[:at]).rstrip(_EDGE) if named else text


def _rows(text: str, words: Words) -> Iterator[list[_Piece]]:
    """Pieces of digits with nothing but signs between them; a phone number breaks a row."""
    row: list[_Piece] = []
    phones = _phones(text)
    for piece in _pieces(text, words):
        phone = any(start <= piece.start < end for start, end in phones)
        if piece.digits is None or phone:
            if row:
                yield row
            row = []
        elif piece.digits or row:
            row.append(piece)
    if row:
        yield row


def _phones(text: str) -> list[tuple[int, int]]:
    """Mobile numbers that stand alone: no digit before them, none behind."""
    found = []
    for hit in _PHONE.finditer(text):
        before = text[: hit.start()].rstrip(" .-–")
        after = text[hit.end() :].lstrip(" .-–")
        if before[-1:].isdecimal() or after[:1].isdecimal():
            continue
        if sum(sign.isdecimal() for sign in hit.group()) <= LONGEST_PHONE:
            found.append((hit.start(), hit.end()))
    return found


def _pieces(text: str, words: Words) -> Iterator[_Piece]:
    times = 1
    for hit in _WORD.finditer(text):
        token = hit.group()
        lower = token.lower()
        digits = "" if lower in _SIGNS else _digits(token, lower, words)
        if lower in words.twice or lower in words.thrice:
            digits, times = "", 2 if lower in words.twice else 3
        elif digits:
            digits, times = digits * times, 1
        yield _Piece(hit.start(), hit.end(), digits)


def _digits(token: str, lower: str, words: Words) -> str | None:
    """As many digits as the word stands for; which ones they are nobody needs here."""
    if token.isdecimal():
        return token
    if any(sign.isdecimal() for sign in token):  # "NIK3175…", "3175O412…"
        read = digits_in(lower, words) if _only_digits_and_lookalikes(token) else None
        return read or max(re.findall(r"[0-9]+", token), key=len)
    value = words.numbers.get(lower)
    if value is not None and value < 100:
        return str(value)
    # "Dua belas", "tiga puluh": two words of a number of two digits.
    return "1" if lower in words.teens or words.scales.get(lower) == 10 else None


def _only_digits_and_lookalikes(token: str) -> bool:
    return all(sign.isdecimal() or sign in _LOOKALIKES for sign in token)


def _says_nothing(rest: str, words: Words) -> bool:
    """Only names of a number and words that mean nothing are left: "NIK saya", "ini KK ibu"."""
    labels = words.repair.heard.labels | words.fillers | words.openers | _NAMES
    return all(word in labels or word in words.numbers for word in plain(rest).split())


_NAMES = frozenset(
    [
        "nik",
        "niknya",
        "kk",
        "kknya",
        "ktp",
        "ktpnya",
        "nomor",
        "nomer",
        "no",
        "nomornya",
        "number",
        "my",
        "is",
        "the",
        "id",
        "card",
        "saya",
        "kula",
        "abdi",
        "ibu",
        "bapak",
        "adalah",
        "yaitu",
        "ini",
        "itu",
        "punya",
        "dan",
        "lan",
        "sareng",
        "kaliyan",
        "menika",
    ]
)
