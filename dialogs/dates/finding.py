"""Where in a longer text a date may stand: stretches of words that dates are made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from dialogs.dates.pieces import cut
from dialogs.words import Words

LOOKED_THROUGH = 2000  # characters
MOST_TRIES = 200
LONGEST = 10  # words of one date
_WORD = re.compile(r"[0-9]+(?:[-/.][0-9]+)*|[^\W\d_]+")
# Enough to be a date inside a story. A number, "bulan", "tadi" or "Minggu" alone is not.
_ENOUGH = re.compile(
    r"[EO].*|SN[HKXBY]|N[HKXBY][LF]|[KXBY][LE]|[LF]N?[KXBY]|.*W.*|VX[LE]?|HX.*"
    r"|.*NM.*|B?M(?:Y?N|[LE]|Y[LE])|BN?M?Y?N|TN.*|YND?|Y?ND|Y?C|Y[LE]|R[LE]|RYN|.*NBN.*"
)


T = TypeVar("T")


class Token(NamedTuple):
    text: str
    start: int
    end: int
    figures: bool  # a whole date in figures ("17/8/1945")


def find_dates(
    text: str, words: Words, read: Callable[[str], T | None]
) -> Iterator[tuple[T, int, int]]:
    """(what `read` made of it, start, end) of each date, each as long as it can be."""
    tokens = [_token(hit) for hit in _WORD.finditer(text[:LOOKED_THROUGH])]
    at, tries = 0, 0
    while at < len(tokens) and tries < MOST_TRIES:
        for last in range(_end(tokens, at, words), at, -1):
            tries += 1
            start, end = tokens[at].start, tokens[last - 1].end
            found = read(text[start:end]) if _enough(tokens[at:last], words) else None
            if found is not None:
                yield found, start, end
                at = last - 1
                break
        at += 1


def _end(tokens: Sequence[Token], at: int, words: Words) -> int:
    """Up to where words of dates stand from here on; `at` itself where none begins."""
    if not _begins(tokens, at, words):
        return at
    end = at + 1
    while end < min(len(tokens), at + LONGEST) and _belongs(tokens[end], words):
        end += 1
    return end


def _token(hit: re.Match[str]) -> Token:
    said = hit.group().lower()
    return Token(said, *hit.span(), figures=len(re.findall(r"[-/.]", said)) == 2)


def _begins(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """A word of dates that is not part of a name ("Pasar Minggu", "Jalan 17 Agustus")."""
    if at and tokens[at - 1].text in words.dates.names:
        return False
    said, dates = tokens[at].text, words.dates
    named = said in dates.pieces or (said in dates.longest and said not in dates.noise)
    return tokens[at].figures or named or _is_number(said, words)


def _belongs(token: Token, words: Words) -> bool:
    said, dates = token.text, words.dates
    return (
        said in dates.longest
        or said in dates.times
        or said in dates.hour_leads
        or said == "yang"
        or _is_number(said, words)
    )


def _is_number(said: str, words: Words) -> bool:
    return said.isdecimal() or said in words.numbers or said in words.teens or said in words.scales


def _enough(tokens: Sequence[Token], words: Words) -> bool:
    if any(token.figures for token in tokens):
        return len(tokens) == 1
    last = tokens[-1].text
    if last not in words.dates.pieces and last in words.dates.noise:
        return False
    found = cut([token.text for token in tokens], words)
    return bool(found and _ENOUGH.fullmatch(found.letters))
