"""Typos as trembling fingers and small keys make them. Deterministic for a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Keys beside each other on a phone.
NEAR = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "xa",
}  # fmt: skip
SHORTEST = 4  # letters; shorter words are seldom mistyped and hardly readable then


def mistyped(text: str, seed: int, share: float = 0.3) -> str:
    """The text with a slip in about `share` of its words of four letters and more."""
    chance = random.Random(f"{seed}:{text}")  # noqa: S311 - guards nothing
    return " ".join(
        _slip(word, chance) if len(word) >= SHORTEST and chance.random() < share else word
        for word in text.split()
    )


def mistyped_all(texts: Iterable[str], seed: int, share: float = 0.3) -> list[str]:
    return [mistyped(text, seed, share) for text in texts]


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(SLIPS)(word, at, chance)


def _dropped(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _swapped(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _doubled(word: str, at: int, chance: random.Random) -> str:
    return word[: at + 1] + word[at:]


def _neighbour(word: str, at: int, chance: random.Random) -> str:
    near = NEAR.get(word[at].lower())
    return word[:at] + chance.choice(near or LETTERS) + word[at + 1 :]


def _without_vowels(word: str, at: int, chance: random.Random) -> str:
    short = word[0] + "".join(sign for sign in word[1:] if sign.lower() not in "aeiou")
    return short if len(short) > 1 else word


SLIPS: tuple[Callable[[str, int, random.Random], str], ...] = (
    *(_dropped, _swapped, _doubled, _neighbour, _without_vowels),
)
