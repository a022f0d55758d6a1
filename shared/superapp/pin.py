"""The PIN beside a receipt: six digits, kept only as an argon2id hash.

A six-digit secret is weak against whoever has the hashes, so the hash is slow and the server
limits tries.
"""

import itertools
import random

from argon2 import PasswordHasher, Type, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

LENGTH = 6
MOST_HASH_LENGTH = 255

# OWASP's second choice for argon2id with one pass more; measured 45 to 60 ms on two slow cores.
_HASHER = PasswordHasher(time_cost=3, memory_cost=19_456, parallelism=1, type=Type.ID)
# A hash arrives from outside with its own cost: without a bound one hash could take all the memory.
_MOST_MEMORY_KIB = 65_536
_MOST_PASSES = 8
_MOST_LANES = 4
_FEWEST_DIFFERENT_DIGITS = 4


def mint(rng: random.Random) -> str:
    """A new PIN that nobody guesses first (no 111111, 123123, 123456)."""
    while True:
        pin = "".join(rng.choice("0123456789") for _ in range(LENGTH))
        if not trivial(pin):
            return pin


def trivial(pin: str) -> bool:
    """Few different digits, or digits that count up or down."""
    steps = {int(after) - int(before) for before, after in itertools.pairwise(pin)}
    return len(set(pin)) < _FEWEST_DIFFERENT_DIGITS or steps in ({1}, {-1})


def hash_pin(pin: str) -> str:
    """The argon2id hash to send and store."""
    return _HASHER.hash(pin)


def acceptable(pin_hash: str) -> bool:
    """Whether `pin_hash` is an argon2id hash that is not too dear to verify."""
    if len(pin_hash) > MOST_HASH_LENGTH or not pin_hash.isascii():
        return False
    try:
        cost = extract_parameters(pin_hash)
    except (InvalidHashError, ValueError):
        return False
    return (
        cost.type is Type.ID
        and cost.memory_cost <= _MOST_MEMORY_KIB
        and cost.time_cost <= _MOST_PASSES
        and cost.parallelism <= _MOST_LANES
    )


def verify(pin: str, pin_hash: str) -> bool:
    """Whether `pin` belongs to `pin_hash`; False for a hash that cannot be read."""
    try:
        return _HASHER.verify(pin_hash, pin)
    except (VerifyMismatchError, VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
