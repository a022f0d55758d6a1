"""Receipt numbers: nine symbols, said and shown in threes ("ABC-DEF-GHJ"). Pure.

The last symbol checks the rest. The alphabet leaves out 0, O, 1, I and L, which people confuse. 31
symbols make a prime, so the check is a pure weighted sum (the polynomial of ISO 7064's pure
systems): sum(3**i * value_i) = 0 (mod 31). As 3 generates all residues mod 31, the nine weights
differ and none is zero: every single wrong symbol is caught, and every swap of two symbols,
adjacent or not. Luhn mod N misses swaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 9
SYMBOLS = frozenset(ALPHABET)

_MODULUS = len(ALPHABET)
_GENERATOR = 3
_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015_/]+")

# What a sign that no receipt holds was probably meant to be, by its look.
_LOOKALIKES = {"0": "QD8CG", "O": "QDCG8", "1": "J7T", "I": "J7T", "L": "J7E"}
# Signs that are taken for each other on paper.
_TWINS = ("8B", "5S", "2Z", "6G", "UV", "MN", "7T", "EF", "KX", "4A")
_TWIN = {pair[at]: pair[1 - at] for pair in _TWINS for at in (0, 1)}
_MOST_FOREIGN = 3  # signs of another alphabet in one number; more are no misreading


def normalise(text: str) -> str:
    """The receipt as stored: upper case, without the separators people type. Does not check it."""
    return _SEPARATORS.sub("", text).upper()


def check(text: str) -> bool:
    """Whether `text`, as a person types it, is a well-formed receipt."""
    symbols = normalise(text)
    if len(symbols) != LENGTH or not SYMBOLS.issuperset(symbols):
        return False
    return _weighted_sum(symbols) == 0


def group(receipt: str) -> str:
    """The receipt in threes, for showing: "ABC-DEF-GHJ"."""
    return "-".join(receipt[start : start + 3] for start in range(0, len(receipt), 3))


def check_symbol(body: str) -> str:
    """The last symbol of a receipt, from the eight before it."""
    return ALPHABET[-_weighted_sum(body) * _GENERATOR % _MODULUS]


def meant(symbols: str) -> str | None:
    """The one receipt that nine misread signs may stand for: a sign of another alphabet is what it
    looks like, or one sign is its twin, or two neighbours changed places. None for none or many."""
    found = {tried for tried in _tried(symbols) if check(tried)}
    return found.pop() if len(found) == 1 else None


def _tried(symbols: str) -> Iterator[str]:
    foreign = [place for place, sign in enumerate(symbols) if sign not in _VALUE]
    if foreign:
        if len(foreign) <= _MOST_FOREIGN:
            choices = (
                _LOOKALIKES.get(sign, "") if sign not in _VALUE else sign for sign in symbols
            )
            yield from map("".join, product(*choices))
        return
    for place, sign in enumerate(symbols):
        if sign in _TWIN:
            yield symbols[:place] + _TWIN[sign] + symbols[place + 1 :]
    for place in range(len(symbols) - 1):
        pair = symbols[place : place + 2]
        if pair[0] != pair[1]:
            yield symbols[:place] + pair[::-1] + symbols[place + 2 :]


def _weighted_sum(symbols: str) -> int:
    """The check sum of `symbols`; the last one has weight 1."""
    total = 0
    for symbol in symbols:
        total = (total * _GENERATOR + _VALUE[symbol]) % _MODULUS
    return total
