"""The parts of an address in a text: RT, RW, what stands nearby, and the words left for a name."""

from __future__ import annotations

import re
from typing import NamedTuple

from dialogs.places import Gazetteer
from dialogs.words import Words, clean
from dialogs.words.numbers import read_number

LANDMARK = 200  # characters kept
MOST = 2000

_SPELT = re.compile(r"\b(r[tw])((?:[\s.:]+(?!r[tw]\b)[a-z]+){1,3})", re.IGNORECASE)
_RT = re.compile(r"\brt\s*[.:]?\s*0*([0-9]{1,3})(?![0-9])")
_RW = re.compile(r"(?<![a-z])rw\s*[.:]?\s*0*([0-9]{1,3})(?![0-9])")
# "rt 5/8", "rt.05 / rw.08": the mark before the second is often left out.
_BOTH = re.compile(r"\brt\s*[.:]?\s*0*([0-9]{1,3})\s*/\s*0*([0-9]{1,3})(?![0-9/])")
_PAIR = re.compile(r"(?<![0-9/])0*([0-9]{1,3})\s*/\s*0*([0-9]{1,3})(?![0-9/])")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Address(NamedTuple):
    """`rt`, `rw`: three digits or "". `landmark`: as written. `rest`: the words elsewhere."""

    rt: str
    rw: str
    landmark: str
    rest: tuple[str, ...]


def read_address(text: str, words: Words, places: Gazetteer) -> Address:
    """Take a text apart. Total; looks at the first 2,000 characters."""
    given = _SPELT.sub(
        lambda hit: _in_figures(hit, words), clean(text[:MOST])[:MOST].strip(" .,;:!?")
    )
    lower = given.lower()
    if len(lower) != len(given):  # letters that grow would shift the places
        given = lower
    given, lower = _without_lead(given, lower, words)
    pair = _BOTH.search(lower)
    rt, rw = (None, None) if pair else (_RT.search(lower), _RW.search(lower))
    pair = pair or (None if rt or rw else _PAIR.search(lower))
    for hit in (rt, rw, pair):
        if hit:
            given, lower = _blank(given, hit), _blank(lower, hit)
    landmark, others = _landmark(given, lower, words, places)
    return Address(
        _three(pair[1] if pair else rt[1] if rt else ""),
        _three(pair[2] if pair else rw[1] if rw else ""),
        landmark,
        tuple(_WORD.findall(others)),
    )


def _without_lead(given: str, lower: str, words: Words) -> tuple[str, str]:
    for lead in words.place_leads:
        if lower.startswith(f"{lead} "):
            return given[len(lead) + 1 :].lstrip(), lower[len(lead) + 1 :].lstrip()
    return given, lower


def _in_figures(hit: re.Match[str], words: Words) -> str:
    """Makes "rt 3" of "rt tiga", "rw 12" of "rw dua belas"; the longest number first."""
    said = hit[2].replace(".", " ").replace(":", " ").split()
    small = [word.lower() for word in said]
    for end in range(len(said), 0, -1):
        value = read_number(small[:end], words)
        if value is not None and 0 < value < 1000:
            return " ".join((hit[1], str(value), *said[end:]))
    return hit.group()


def _blank(text: str, hit: re.Match[str]) -> str:
    return text[: hit.start()] + "," * (hit.end() - hit.start()) + text[hit.end() :]


def _landmark(given: str, lower: str, words: Words, places: Gazetteer) -> tuple[str, str]:
    """The part that begins with a word for a thing nearby, up to the comma, and all the rest."""
    hits = list(_WORD.finditer(lower))
    for at, hit in enumerate(hits):
        if hit.group() in words.landmarks and not _in_a_name(at, hits, lower, places):
            end = lower.find(",", hit.start())
            end = len(lower) if end < 0 else end
            return given[hit.start() : end].strip(" .,;")[:LANDMARK], (
                lower[: hit.start()] + " , " + lower[end:]
            )
    return "", lower


def _in_a_name(at: int, hits: list[re.Match[str]], lower: str, places: Gazetteer) -> bool:
    """Is the word at `at` part of a name of Jakarta ("Pasar Rebo", "Kedaung Kali Angke")?"""
    names = (
        lower[hits[first].start() : hits[last].end()]
        for first in range(max(0, at - 2), at + 1)
        for last in range(max(at, first + 1), min(first + 4, len(hits)))
    )
    return any(places.is_home(name) or places.in_district(name) for name in names)


def _three(number: str) -> str:
    return number.zfill(3) if number and int(number) else ""
