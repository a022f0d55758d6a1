"""Code words: a plain word that our own later messages carry; a false one does not know it."""

import random
from functools import cache
from pathlib import Path


@cache
def code_words() -> tuple[str, ...]:
    """Friendly Indonesian words, lower case, four to nine letters, easy to say and to spell."""
    lines = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()
    return tuple(lines)


def mint(rng: random.Random) -> str:
    """One code word."""
    return rng.choice(code_words())
