"""Sums of money in a text: figures, words of four languages, slang, "lima juta setengah"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from dialogs.words.numbers import apart, digits_in, read_number
from dialogs.words.tidy import plain

if TYPE_CHECKING:
    from dialogs.words import Words

LARGEST = 10**12  # Rupiah
MOST_SAID = 1000 * LARGEST  # what is above is no sum at all
MOST_PIECES = 40  # of a stretch that is looked at for two sums
LONGEST = 13  # digits of a figure; a longer one is no sum
_TOKEN = re.compile(
    r"[0-9]{1,3}(?: [0-9]{3}){2,}(?![0-9.,])|[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+|[-–—~/]|[^\s\w]"
)
_HYPHENS = "-–—~/"
_CENTS = re.compile(r"(?<=[0-9])[.,](?:0|00)\Z")


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """Lookups over plain words. `slang`: → Rupiah; `plain_slang` means just that, other slang
    below a thousand may mean thousands. `counted` after a number, `years` before it: no money."""

    currency: frozenset[str] = frozenset()
    scales: Mapping[str, int] = field(default_factory=dict)
    vague: frozenset[str] = frozenset()
    slang: Mapping[str, int] = field(default_factory=dict)
    plain_slang: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    upto: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    periods: Mapping[str, str] = field(default_factory=dict)
    nothing: tuple[str, ...] = ()


def build(file: Mapping[str, Any]) -> MoneyWords:
    """Compile money.yaml. Pure."""
    every = {
        name: frozenset(plain(word) for words in file[name].values() for word in words)
        for name in ("about", "upto", "nothing")
    }
    return MoneyWords(
        currency=frozenset(map(plain, file["currency"])),
        scales=_by_word(file["scales"]),
        vague=frozenset(file["vague"]),
        slang=_by_word(file["slang"]),
        plain_slang=frozenset(file["plain_slang"]),
        about=every["about"],
        upto=every["upto"],
        counted=frozenset(file["counted"]),
        years=frozenset(file["years"]),
        periods={
            plain(word): period for period, words in file["periods"].items() for word in words
        },
        nothing=tuple(sorted(every["nothing"], key=lambda one: (-len(one), one))),
    )


def _by_word(table: Mapping[Any, Sequence[str]]) -> dict[str, int]:
    return {plain(word): int(value) for value, words in table.items() for word in words}


class Amount(NamedTuple):
    """A number at [start:end] that may be money. `marked`: with a currency or a scale, so that it
    says itself that it is; `reason` where it can be read in another way (a text id)."""

    value: Decimal
    start: int
    end: int
    marked: bool
    reason: str = ""
    about: bool = False


class Sums(NamedTuple):
    """What a text says of money. `around` are its other words; `unread`: numbers that make no
    sum; `joined`: words or a hyphen that stand between two sums."""

    amounts: tuple[Amount, ...]
    around: tuple[str, ...]
    unread: bool
    joined: bool


class _Piece(NamedTuple):
    what: str  # "figure", "number", "scale", "half", "currency", "slang", "" for other words
    word: str
    start: int
    end: int
    scale: int = 0
    about: bool = False


def read_sums(text: str, words: Words) -> Sums:
    """Take a text apart; small letters are made where that keeps the places."""
    lower = text.lower()
    pieces = [
        piece
        for hit in _TOKEN.finditer(lower if len(lower) == len(text) else text)
        for piece in _pieces(hit, words)
    ]
    amounts: list[Amount] = []
    unread = joined = False
    around: list[str] = []
    for run in _runs(pieces, words):
        if not run[0].what:
            word = run[0].word
            joined = joined or (bool(amounts) and word in words.money.upto | set(_HYPHENS))
            if word[0].isalpha():
                around.append(word)
            continue
        found = _amounts(run, words)
        unread = unread or (not found and any(piece.what != "currency" for piece in run))
        joined = joined or len(found) > 1
        amounts.extend(found)
    return Sums(tuple(amounts), tuple(around), unread, joined)


def _pieces(hit: re.Match[str], words: Words) -> Iterator[_Piece]:
    """One token, or the number words that were written together ("duaratus", "rongewu")."""
    token, start, end = hit.group(), hit.start(), hit.end()
    if token[0] in "0123456789":
        yield _Piece("figure", token, start, end)
    elif _kind(token, words):
        yield from _split(token, start, end, words)
    else:
        parts = apart(token, words) or (token,)
        for part in parts:
            yield from _split(part, start, end, words)


def _split(word: str, start: int, end: int, words: Words) -> Iterator[_Piece]:
    what, money = _kind(word, words), words.money
    scale = money.scales.get(word) or words.scales.get(word, 0)
    if what == "number" and words.numbers.get(word, 0) >= 1000:  # "sejuta" is one million
        yield _Piece("number", "satu", start, start)
        yield _Piece("scale", word, start, end, words.numbers[word])
    else:
        yield _Piece(what, word, start, end, scale, word in money.vague)


def _kind(word: str, words: Words) -> str:
    money = words.money
    if word in money.slang:
        return "slang" if word not in money.scales else "scale"
    if word in money.currency:
        return "currency"
    if word in money.scales or words.scales.get(word, 0) >= 1000:
        return "scale"
    if word in words.half:
        return "half"
    known = word in words.numbers or word in words.teens or word in words.scales
    return "number" if known else ""


def _runs(pieces: Sequence[_Piece], words: Words) -> Iterator[list[_Piece]]:
    """Stretches that may say one sum; every other piece alone. A currency begins a new one, and
    ends one; "dan" after a scale goes on ("dua juta dan lima ratus ribu")."""
    run: list[_Piece] = []
    for piece in pieces:
        if piece.word == "." and run and run[-1].what == "currency":
            continue  # "Rp. 50.000"
        if run and (piece.word == "a" or piece.word in words.joins):
            continue  # "half a million"
        if run and run[-1].what == "scale" and piece.word in words.between:
            continue
        if not piece.what:
            if run:
                yield run
            run = []
            yield [piece]
            continue
        ended = len(run) > 1 and run[-1].what == "currency"
        two = bool(run) and piece.what == "figure" and run[-1].what in ("figure", "number")
        if run and (two or ended or (piece.what == "currency" and run[-1].what == "currency")):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _amounts(run: Sequence[_Piece], words: Words) -> tuple[Amount, ...]:
    """The sum of a stretch; two where only both halves make one ("1 juta dan 2 juta")."""
    whole = _amount(run, words)
    if whole is not None:
        return (whole,)
    for cut in range(min(len(run), MOST_PIECES) - 1, 0, -1):
        first = _amount(run[:cut], words)
        second = _amount(run[cut:], words) if first else None
        if first and second:
            return first, second
    return ()


def _amount(run: Sequence[_Piece], words: Words) -> Amount | None:
    said = [piece for piece in run if piece.what != "currency"]
    if not said:
        return None
    currency = len(said) < len(run)
    read = _slang(said, words) if said[0].what == "slang" else _scaled(said, words)
    if read is None or read[0] > MOST_SAID:
        return None
    value, reason = read
    scaled = said[0].what == "slang" or any(piece.what == "scale" for piece in said)
    about = any(piece.about for piece in said)
    return Amount(value, run[0].start, run[-1].end, currency or scaled, reason, about)


def _slang(said: Sequence[_Piece], words: Words) -> tuple[Decimal, str] | None:
    """ "goceng", "ceban gopek", "gocap ribu"."""
    money = words.money
    total, meant = Decimal(0), ""
    for piece in said:
        if piece.what == "slang":
            total += money.slang[piece.word]
            if money.slang[piece.word] < 1000 and piece.word not in money.plain_slang:
                meant = "money.thousand_meant"
        elif piece.what == "scale" and piece is said[-1]:
            return total * piece.scale, ""
        else:
            return None
    small = meant and total < 1000
    return (total * 1000, meant) if small else (total, "")


def _scaled(said: Sequence[_Piece], words: Words) -> tuple[Decimal, str] | None:
    """ "2 juta 500 ribu", "lima juta setengah", "1jt500", "sejuta dua ratus"."""
    total, reason = Decimal(0), ""
    last: _Piece | None = None
    group: list[_Piece] = []
    for piece in said:
        if piece.what != "scale":
            group.append(piece)
            continue
        if (last is not None and piece.scale >= last.scale) or not group:
            return None
        read = _quantity(group, piece.scale, words)
        if read is None:
            return None
        total += read[0] * piece.scale
        reason = reason or read[1] or ("money.scale" if piece.word == "m" else "")
        last, group = piece, []
    if not group:
        return _whole(total, reason)
    if last is not None and [piece.what for piece in group] == ["half"]:
        return _whole(total + Decimal(last.scale) / 2, reason)
    read = _quantity(group, 0, words)
    if read is None:
        return None
    if last is None:
        return read
    rest = read[0]
    if last.scale > 1000 and rest < 1000:  # "sejuta dua ratus" means two hundred thousand
        reason = reason or ("" if group[0].start == last.end else "money.thousands_meant")
        rest *= last.scale // 1000
    return _whole(total + rest, reason or read[1])


def _whole(value: Decimal, reason: str) -> tuple[Decimal, str] | None:
    return (value, reason) if value == value.to_integral_value() else None


def _quantity(group: Sequence[_Piece], scale: int, words: Words) -> tuple[Decimal, str] | None:
    """The number before a scale, or the last one of a sum."""
    if len(group) == 1 and group[0].what == "figure":
        return _figure(group[0].word, scale)
    half = Decimal("0.5") if group[-1].what == "half" else Decimal(0)
    tokens = [piece.word for piece in (group[:-1] if half else group)]
    if any(piece.what not in ("number", "figure") for piece in group[: len(tokens)]):
        return None
    if not tokens:
        return half, ""
    whole = read_number(tokens, words)
    if whole is not None:
        return whole + half, ""
    row = None if half or scale else digits_in(" ".join(tokens), words, letters=False)
    if row and 3 < len(row) <= LONGEST and row[0] != "0":
        return Decimal(row), "number.row"
    return None


def _figure(token: str, scale: int) -> tuple[Decimal, str] | None:
    """ "1.500.000", "1,5" before a scale, "50000", "1.500.000,00"."""
    token = token.replace(" ", ".")
    parts, marks = re.split(r"[.,]", token), re.findall(r"[.,]", token)
    if sum(map(len, parts)) > LONGEST + 2 or (token[0] == "0" and len(parts[0]) > 1):
        return None
    if not marks:
        return Decimal(token), ""
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0"
    if len(set(marks)) == 1 and grouped:
        whole = Decimal("".join(parts))
        if not scale or len(marks) > 1:
            return whole, ""
        return (whole if scale == 1000 else Decimal(".".join(parts))), "number.mark"
    if scale and len(marks) == 1:
        return Decimal(".".join(parts)), ""
    bare = _CENTS.sub("", token)
    if bare != token and len(marks) > 1:
        return _figure(bare, scale)
    return (Decimal(".".join(parts)), "") if len(marks) == 1 and len(parts[1]) < 3 else None
