"""A correction as it is said: what was wrong, what is right, and what it was called. Pure.

"salah, RT-nya 5 bukan 3" → old "3", new "RT-nya 5"; what "RT" means is found by `correction.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dialogs.words.repair import Corrections, Phrase
from dialogs.words.tidy import clean, plain

MOST_WORDS = 24  # a correction is short; longer texts are stories
_STOP = re.compile(r"[,;:!?.…]+$")
_APOSTROPHE = re.compile(r"['’]")
_FRONT = re.compile(r"^[\"'“”(,;:!?.…-]+")


class Token(NamedTuple):
    """A word as it was written, its plain form, and whether a comma or the like follows."""

    raw: str
    word: str
    stop: bool


class Said(NamedTuple):
    """`strong`: it says by itself that something was wrong. `old`, `new`: tokens, perhaps none."""

    strong: bool
    new: tuple[Token, ...]
    old: tuple[Token, ...] = ()

    @property
    def text(self) -> str:
        return written(self.new)


def written(tokens: Iterable[Token]) -> str:
    """The words as they were typed."""
    return " ".join(token.raw for token in tokens if token.raw)


def take_back(text: str, words: Corrections) -> Said | None:
    """What a text corrects; None for one that takes nothing back."""
    if words.signs.isdisjoint(plain(text[:400]).split()):
        return None
    tokens = tokens_of(text)
    if not tokens or len(tokens) > MOST_WORDS:
        return None
    contrast = _denied_first(tokens, words)
    if contrast:
        return contrast
    opened, strong, hinted = _without_openings(tokens, words)
    body, taken_back = _without_closings(opened, words)
    strong = strong or taken_back
    if not body:
        return Said(True, ()) if strong else None
    shaped = _denied_first(body, words) or _contrast(body, words) or _should(body, words)
    if shaped:
        return shaped._replace(strong=shaped.strong or strong)
    if strong:
        return Said(True, body)
    return _was_wrong(body, words) or (Said(False, body) if hinted else None)


def tokens_of(text: str) -> tuple[Token, ...]:
    """Words and figures, without the marks around them."""
    found = []
    for raw in clean(text[:400]).split():
        bare = _FRONT.sub("", _STOP.sub("", raw))
        if plain(bare) and any(map(str.isalnum, bare)):
            word, *rest = plain(bare).split() if _APOSTROPHE.search(bare) else (plain(bare),)
            found.append(Token(bare, word, stop=False))
            found += (Token("", part, stop=False) for part in rest)  # "that's": two words, once
            found[-1] = found[-1]._replace(stop=bool(_STOP.search(raw)))
        elif found:
            found[-1] = found[-1]._replace(stop=True)
    return tuple(found)


# Shapes -------------------------------------------------------------------------------------------


def _denied_first(tokens: tuple[Token, ...], words: Corrections) -> Said | None:
    """ "bukan 3, 5", "bukan 3 tapi 5", "not 3 but 5"."""
    bare, _ = _without(tokens, words.weak)
    if bare and bare[0].word in ("yang", "nomor", "ingkang"):
        bare = bare[1:]
    length = _begins(bare, words.against)
    if not length or len(bare) == length:
        return None
    old, new = _split(bare[length:], words.but)
    if not new and bare[length - 1].stop:  # "bukan, 5": a no, and then something else
        return None
    return Said(bool(new), _without_closings(new, words)[0], old)


def _contrast(tokens: tuple[Token, ...], words: Corrections) -> Said | None:
    """ "5 bukan 3", "RT-nya 5, bukan 3", "RT bukan 3 tapi 5"."""
    for at in range(1, len(tokens)):
        length = _begins(tokens[at:], words.against)
        if not length:
            continue
        before, after = tokens[:at], tokens[at + length :]
        if not after:  # "… bukan?" asks whether it is so
            return None
        old, new = _split(after, words.but)
        if new:
            return Said(True, (*before, *new), old)
        return Said(False, before, after)
    return None


def _should(tokens: tuple[Token, ...], words: Corrections) -> Said | None:
    """ "RT harusnya 5", "3 salah, yang benar 5"."""
    for at in range(len(tokens)):
        length = _begins(tokens[at:], words.should)
        if length and len(tokens) > at + length:
            before = tuple(one for one in tokens[:at] if not _begins((one,), words.strong))
            return Said(True, (*before, *tokens[at + length :]))
    return None


def _was_wrong(tokens: tuple[Token, ...], words: Corrections) -> Said | None:
    """ "tanggalnya salah", "RT 3 salah, 5"."""
    for at in range(1, len(tokens)):
        length = _begins(tokens[at:], words.strong)
        if not length:
            continue
        before, after = tokens[:at], tokens[at + length :]
        if not after:
            return Said(True, before)
        if tokens[at + length - 1].stop:
            return Said(True, after, before)
    return None


def _split(
    tokens: tuple[Token, ...], but: Sequence[Phrase]
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """At "tapi", else at the first comma: what was wrong, what is right."""
    for at in range(1, len(tokens)):
        length = _begins(tokens[at:], but)
        if length and len(tokens) > at + length:
            return tokens[:at], tokens[at + length :]
    for at, token in enumerate(tokens[:-1], 1):
        if token.stop:
            return tokens[:at], tokens[at:]
    return tokens, ()


def _without_openings(
    tokens: tuple[Token, ...], words: Corrections
) -> tuple[tuple[Token, ...], bool, bool]:
    """The rest; was there a strong word, was there one that hints at a correction."""
    strong = hinted = False
    while tokens:
        length = _begins(tokens, words.strong)
        strong = strong or bool(length)
        length = length or _begins(tokens, words.weak)
        if not length:
            break
        hinted = hinted or tuple(token.word for token in tokens[:length]) in words.hints
        tokens = tokens[length:]
    return tokens, strong, hinted


def _without_closings(
    tokens: tuple[Token, ...], words: Corrections
) -> tuple[tuple[Token, ...], bool]:
    taken_back = False
    while len(tokens) > 1:
        ends = tuple(token.word for token in tokens)
        found = next((one for one in words.closings if ends[-len(one) :] == one), None)
        if found is None or len(found) >= len(tokens):
            break
        taken_back = taken_back or found in words.taken_back
        tokens = tokens[: -len(found)]
    return tokens, taken_back


def _without(
    tokens: tuple[Token, ...], phrases: Sequence[Phrase]
) -> tuple[tuple[Token, ...], bool]:
    some = False
    while length := _begins(tokens, phrases):
        tokens, some = tokens[length:], True
    return tokens, some


def _begins(tokens: Sequence[Token], phrases: Sequence[Phrase]) -> int:
    """How many tokens the longest phrase at the beginning takes; 0 for none."""
    for phrase in phrases:
        if len(phrase) <= len(tokens) and all(
            word == token.word for word, token in zip(phrase, tokens, strict=False)
        ):
            return len(phrase)
    return 0
