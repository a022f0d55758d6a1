"""Receipt numbers: nine symbols, said and shown in threes ("ABC-DEF-GHJ").

Three symbols name the device, five are random, the last checks the rest. The alphabet leaves out
0, O, 1, I and L, which people confuse. 31 symbols make a prime, so the check is a pure weighted sum
(the polynomial of ISO 7064's pure systems): sum(3**i * value_i) = 0 (mod 31). As 3 generates all
residues mod 31, the nine weights differ and none is zero: every single wrong symbol is caught, and
every swap of two symbols, adjacent or not. Luhn mod N misses swaps.
"""

import random
import re

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 9
DEVICE_LENGTH = 3

_MODULUS = len(ALPHABET)
_GENERATOR = 3
_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015_/]+")


def mint(device: str, rng: random.Random) -> str:
    """A new receipt of `device` (three symbols). The device sees to it that none comes twice."""
    if len(device) != DEVICE_LENGTH or any(symbol not in _VALUE for symbol in device):
        raise ValueError(f"a device name is {DEVICE_LENGTH} symbols of {ALPHABET}")
    body = device + "".join(rng.choice(ALPHABET) for _ in range(LENGTH - DEVICE_LENGTH - 1))
    return body + _check_symbol(body)


def normalise(text: str) -> str:
    """The receipt as stored: upper case, without the separators people type. Does not check it."""
    return _SEPARATORS.sub("", text).upper()


def check(text: str) -> bool:
    """Whether `text`, as a person types it, is a well-formed receipt."""
    symbols = normalise(text)
    if len(symbols) != LENGTH or any(symbol not in _VALUE for symbol in symbols):
        return False
    return _weighted_sum(symbols) == 0


def group(receipt: str) -> str:
    """The receipt in threes, for showing: "ABC-DEF-GHJ"."""
    return "-".join(receipt[start : start + 3] for start in range(0, len(receipt), 3))


def _weighted_sum(symbols: str) -> int:
    """The check sum of `symbols`; the last one has weight 1."""
    total = 0
    for symbol in symbols:
        total = (total * _GENERATOR + _VALUE[symbol]) % _MODULUS
    return total


def _check_symbol(body: str) -> str:
    return ALPHABET[-_weighted_sum(body) * _GENERATOR % _MODULUS]
