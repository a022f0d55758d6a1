"""A text cut into the pieces dates are made of (see `dialogs/words/dates.py` for the letters)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from dialogs.words import Words, plain
from dialogs.words.dates import DateWords, Piece, Pieces

ABOUT = "~"
NOW = Piece("O", 0)
MOST_UNKNOWN = 2  # words that a slip may have spoilt
_SEAM = re.compile(r"(?<=[0-9])(?=[^\W\d_])|(?<=[^\W\d_])(?=[0-9])")  # "17agustus1945"
_TWICE = re.compile(r"\b(kira|kinten|kiro|hari|pagi|minggu|kemarin|kemaren)2\b")  # "kira2"
_ACCENTS = str.maketrans("éèêëāáàíóú", "eeeeaaaiou")
_ENDINGS = ("nya", "ne", "na", "ku", "e")


class Cut(NamedTuple):
    """`letters` are the pieces' letters in a row; `reason` says which spelling was guessed."""

    pieces: Pieces
    letters: str
    about: bool = False
    reason: str = ""


def tokens_of(text: str) -> list[str]:
    """`text` is tidied; accents do not count ("poé")."""
    if not text.isascii():
        text = text.translate(_ACCENTS)
    return _SEAM.sub(" ", plain(_TWICE.sub(r"\1 \1", text))).split()


def cut(tokens: Sequence[str], words: Words) -> Cut | None:
    """None when a word among them has no place in a date."""
    tokens = _without_hours(tokens, words)
    pieces: list[Piece] = []
    at = 0
    while at < len(tokens):
        found, length = _phrase(tokens, at, words.dates)
        if not found:
            before = pieces[-1].letter if pieces else ""
            found = _word(tokens[at], before, words)
            if found is None:
                return None
        for piece in found:
            _add(pieces, piece)
        at += length
    return _tidied(pieces)


def corrected(tokens: Sequence[str], words: Words) -> tuple[list[str], str] | None:
    """The words with slips mended, and which kind of word it was; None where nothing is near."""
    out, reason, mended = list(tokens), "", 0
    for at, token in enumerate(_without_hours(tokens, words, keep=True)):
        if not token or _known(token, words):
            continue
        mended += 1
        # "bukan" is a word of its own, not a slip for "bulan".
        own = token in words.yes_no or token in words.openings or token in words.echoes
        near = None if own or mended > MOST_UNKNOWN else _near(token, words.dates)
        if near is None:
            return None
        out[at] = near
        month = near in words.dates.months
        reason = "date.close" if month and reason != "date.spelling" else "date.spelling"
    return (out, reason) if mended else None


def _near(token: str, dates: DateWords) -> str | None:
    """The one word of dates that a slip away from this token was meant."""
    if len(token) < 4 or not token.isalpha():
        return None
    slips = 1 if len(token) < 7 else 2
    hits = process.extract(token, dates.spellings, scorer=OSA.distance, score_cutoff=slips, limit=6)
    hits = [hit for hit in hits if hit[1] == hits[0][1] and len(hit[0]) > 3]
    meant = {dates.pieces.get(word) for word, _, _ in hits}
    return hits[0][0] if len(meant) == 1 else None


def _known(token: str, words: Words) -> bool:
    dates = words.dates
    return token in dates.longest or _word(token, "", words) is not None


def _phrase(tokens: Sequence[str], at: int, dates: DateWords) -> tuple[Pieces | None, int]:
    """The longest phrase that begins here."""
    for length in range(dates.longest.get(tokens[at], 0), 0, -1):
        found = dates.pieces.get(" ".join(tokens[at : at + length]))
        if found and at + length <= len(tokens):
            return found, length
    return None, 1


def _word(token: str, before: str, words: Words) -> Pieces | None:
    """One word that is no phrase of dates; None for a word that has no place in one."""
    dates = words.dates
    if before == "N" and token in dates.roman:
        return (Piece("M", dates.roman[token]),)
    if _is_number(token, words):
        return (Piece("N", (token,)),)
    if token in dates.noise or token in dates.times:
        return ()
    return _with_ending(token, words) or _run_together(token, words)


def _with_ending(token: str, words: Words) -> Pieces | None:
    """ "harinya", "tanggale"; "semingguan" is about a week, "puluhan" a decade."""
    pieces = words.dates.pieces
    if token.endswith("an"):
        stem = token[:-2]
        if stem in words.scales or words.numbers.get(stem, 0) >= 20:
            return Piece("N", (stem,)), Piece("D")
        parts = _number_parts(stem, words)
        if parts and stem.endswith("puluh"):
            return Piece("N", parts), Piece("D")
        if stem in pieces and pieces[stem][-1].letter in "HKXBYE":
            return (*pieces[stem], Piece(ABOUT))
    for ending in _ENDINGS:
        stem = token.removesuffix(ending)
        if stem != token and len(stem) > 2 and stem in pieces:
            return pieces[stem]
    return None


def _run_together(token: str, words: Words) -> Pieces | None:
    """Number words without blanks: "duapuluh", "sangangatus"."""
    parts = _number_parts(token, words) if 6 <= len(token) <= 40 else None
    return (Piece("N", parts),) if parts else None


def _number_parts(token: str, words: Words) -> tuple[str, ...] | None:
    ways: dict[int, tuple[str, ...]] = {0: ()}  # how far it was read → as which words
    for end in range(2, len(token) + 1):
        for start in range(max(0, end - 10), end - 1):
            if start in ways and _is_number(token[start:end], words):
                ways.setdefault(end, (*ways[start], token[start:end]))
    return ways.get(len(token))


def _is_number(token: str, words: Words) -> bool:
    return (
        token.isdecimal()
        or token in words.numbers
        or token in words.teens
        or token in words.scales
        or token in words.joins
    )


def _add(pieces: list[Piece], piece: Piece) -> None:
    last = pieces[-1] if pieces else None
    if last and last.letter == piece.letter == "N":
        pieces[-1] = Piece("N", (*last.value, *piece.value))
    elif last != piece or piece.letter not in "TLHY":  # "tanggal … tanggal", "yang lalu lalu"
        pieces.append(piece)


def _tidied(pieces: Sequence[Piece]) -> Cut:
    """Without "roughly", which holds for the whole, nights that belong to no weekday, and "tadi"
    beside another day ("tadi malam Jumat")."""
    about = any(piece.letter == ABOUT for piece in pieces)
    pieces = [piece for piece in pieces if piece.letter != ABOUT]
    yesterday = any(piece.letter == "E" for piece in pieces)
    kept = [
        piece
        for piece, after in zip(pieces, (*pieces[1:], Piece("")), strict=False)
        if not (piece.letter == "V" and after.letter not in ("W", "X"))
        and not (piece.letter == "o" and len(pieces) > 1)
        and not (piece == NOW and yesterday)  # "nembe kamari"
        and not (piece.letter in ("a", "b") and not after.letter)  # "kemarin abis magrib"
    ]
    return Cut(tuple(kept), "".join(piece.letter for piece in kept), about)


def _without_hours(tokens: Sequence[str], words: Words, keep: bool = False) -> list[str]:
    """Without "jam setengah tiga", which says nothing of the day; `keep` leaves blanks there."""
    dates = words.dates
    if not any(token in dates.hour_leads for token in tokens):
        return list(tokens)
    out: list[str] = []
    inside = False
    for at, token in enumerate(tokens):
        if token in dates.hour_leads and " ".join(tokens[at : at + 3]) not in dates.pieces:
            inside = " ".join(tokens[at : at + 2]) not in dates.pieces
        elif inside:
            inside = _is_number(token, words) or token in dates.hours
        if not inside:
            out.append(token)
        elif keep:
            out.append("")
    return out
