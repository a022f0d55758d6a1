"""The words of dates, compiled: each is one or more pieces that `dialogs/dates/` fits together.

A piece is a letter and a value:

    W weekday, Monday 0   H day     N number           L ago         A early    O days from today
    P pasaran, Legi 0     K week    D "…-an", decade   E yesterday   G middle   o the same, unsure
    M month, 1..12        B month   C "fifties"        F ahead       Z late     V night
    X Sunday or week      Y year    R era or feast     I this        b before   S since   U age
    T "tanggal"           ~ about   J "hours ago"      Q several     a after
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from dialogs.words.tables import as_set, flat
from dialogs.words.tidy import plain


class Piece(NamedTuple):
    letter: str
    value: Any = 0


Pieces = tuple[Piece, ...]
SATURDAY = 5
LETTERS = {
    "day": "H",
    "week": "K",
    "sunday_or_week": "X",
    "month": "B",
    "year": "Y",
    "date": "T",
    "ago": "L",
    "yesterday": "E",
    "ahead": "F",
    "this": "I",
    "since": "S",
    "several": "Q",
    "early": "A",
    "middle": "G",
    "late": "Z",
    "before": "b",
    "after": "a",
    "night": "V",
    "decade": "D",
    "age": "U",
    "moment": "J",
}


@dataclass(frozen=True, slots=True)
class DateWords:
    """Lookups over plain text.

    `pieces`: phrase → what it is; `longest`: first word → words of its longest phrase.
    `days`: whole utterance → days from today; those in `unsure` are read back.
    `short`: hasty spelling → word. `months`, `roman`: → 1..12. `noise` means nothing, `times` and
    `hours` nothing for the day; `hour_leads` open an hour ("jam tiga"). A date after one of `names`
    is no date ("Pasar Minggu").
    `asked`: what "lupa kapannya" does not know. `card_like`, `cards`, `card_noise`: "seperti di
    KTP". `spellings`: words in which a slip is forgiven.
    """

    pieces: Mapping[str, Pieces]
    longest: Mapping[str, int]
    days: Mapping[str, int]
    unsure: frozenset[str]
    short: Mapping[str, str]
    months: Mapping[str, int]
    roman: Mapping[str, int]
    noise: frozenset[str]
    times: frozenset[str]
    hour_leads: frozenset[str]
    hours: frozenset[str]
    names: frozenset[str]
    asked: frozenset[str]
    card_like: frozenset[str]
    cards: frozenset[str]
    card_noise: frozenset[str]
    spellings: tuple[str, ...]


def build(file: Mapping[str, Any]) -> DateWords:
    """Compile the parsed `dates.yaml`. Pure."""
    days = {word: int(offset) for word, offset in flat(file["days"]).items()}
    pieces: dict[str, Pieces] = {}
    for phrase, found in _pieces(file, days):
        pieces.setdefault(phrase, found)
    longest: dict[str, int] = {}
    for phrase in pieces:
        first, *rest = phrase.split()
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    noise = as_set(file["noise"])
    return DateWords(
        pieces=pieces,
        longest=longest,
        days=days | {word: -1 for word, (piece, *_) in pieces.items() if piece.letter == "E"},
        unsure=as_set(file["unsure"]),
        short=dict(file["short"]),
        months={word: int(month) for word, month in flat(file["months"]).items()},
        roman={numeral: int(month) for month, numeral in file["roman"].items()},
        noise=noise,
        times=as_set(file["times"]),
        hour_leads=as_set(file["hours"]["leads"]),
        hours=as_set(file["hours"]["rest"]),
        names=as_set(file["names"]),
        asked=as_set(file["asked"]),
        card_like=as_set(file["card"]["like"]),
        cards=as_set(file["card"]["cards"]),
        card_noise=as_set(file["card"]["noise"]),
        spellings=tuple(
            sorted(word for word in {*pieces, *noise} if len(word) >= 5 and " " not in word)
        ),
    )


def _pieces(file: Mapping[str, Any], days: Mapping[str, int]) -> Iterator[tuple[str, Pieces]]:
    """Every phrase with what it stands for; the first meaning of a phrase holds."""
    for phrase in chain.from_iterable(file["about"]):
        yield plain(phrase), (Piece("~"),)
    unsure = as_set(file["unsure"])
    for phrase, offset in days.items():
        yield phrase, (Piece("o" if phrase in unsure else "O", offset),)
    for letter, table in (("M", "months"), ("W", "weekdays"), ("P", "pasaran"), ("C", "decades")):
        for phrase, value in flat(file[table]).items():
            yield phrase, (Piece(letter, int(value)),)
    for phrase in file["weekend"]:
        yield plain(phrase), (Piece("W", SATURDAY), Piece("~"))
    for phrase, meaning in flat(file["amounts"]).items():
        number, _, part = meaning.partition(" ")
        unit = (Piece(LETTERS[part]),) if part else ()
        yield phrase, (Piece("N", (number,)), *unit)
    for phrase, meaning in (*flat(file["eras"]).items(), *flat(file["feasts"]).items()):
        yield phrase, (Piece("R", meaning),)
    for phrase, name in flat(file["parts"]).items():
        yield plain(phrase), (Piece(LETTERS[name]),)
