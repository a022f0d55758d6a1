"""What several kinds read alike: answers that there is none, digits with words around them."""

from __future__ import annotations

from typing import Any

from dialogs.kinds.kind import Context, Kind, Problem, Reading, Taken
from dialogs.texts import Phrase
from dialogs.words import Words, plain, tidy
from dialogs.words.numbers import digits_in

MOST_WORDS = 15  # of an utterance in which "tidak punya" is heard
MOST_AROUND = 8  # words around a number that are looked past
HIDDEN = "•"


def no_answer(text: str, context: Context, needed: str) -> Reading:
    """Takes "tidak punya", "lupa" where the question may be left out; else the text `needed`."""
    why = context.world.words.answer(text)
    if why is None:
        return None
    return Taken(None, why=why) if context.question.optional else Problem(needed)


def no_answer_inside(text: str, context: Context, needed: str) -> Reading:
    """As `no_answer`, also where the phrase stands in a longer utterance ("KTP saya hilang, jadi
    nggak tau nomornya"). For kinds that words alone never answer."""
    why = none_inside(text, context.world.words)
    if why is None:
        return None
    return Taken(None, why=why) if context.question.optional else Problem(needed)


def none_inside(text: str, words: Words) -> str | None:
    """Says "unknown", "none" or "skipped" of an utterance that says it as a whole or in passing."""
    whole = words.answer(text)
    said = f" {plain(text)} "
    if whole or len(said.split()) > MOST_WORDS:
        return whole
    return next(
        (why for phrase, why in words.answers.items() if " " in phrase and f" {phrase} " in said),
        None,
    )


def by_number(text: str, kind: Kind, context: Context) -> Reading:
    """An offered option by its number: "1", "yang kedua"."""
    ordinals = context.world.words.ordinals
    number = next(
        (ordinals[core] for core in context.world.words.cores(text) if core in ordinals), 0
    )
    offers = kind.offers(context) if number else ()
    if not offers or number > len(offers):
        return None
    return kind.choose(offers[number - 1 if number > 0 else number].id, context)


def by_label(text: str, kind: Kind, context: Context) -> Reading:
    """An offered option by what its button says."""
    said = plain(text)
    for offer in kind.offers(context):
        label = offer.label.shown if isinstance(offer.label, Phrase) else context.word(offer.label)
        if plain(label) == said:
            return kind.choose(offer.id, context)
    return None


def left_out(context: Context, needed: str = "answer.needed") -> Reading:
    """Does a stored "no answer" still hold?"""
    return Taken(None) if context.question.optional else Problem(needed)


def shown_left_out(value: Any, context: Context) -> str:
    """What stands for a value that is none or of another form."""
    return context.word("answer.left_out") if value is None else ""


def number_in(text: str, words: Words) -> tuple[str, bool] | None:
    """The one row of digits that a text spells, and whether nothing else stood in it.

    "NIK saya tiga satu tujuh …" → ("317…", False).
    """
    text = tidy(text)
    digits = digits_in(text, words)
    if digits:
        return digits, True
    tokens = text.split()
    ends = [_is_digits(token, words) for token in tokens]
    if True not in ends:
        return None
    first, last = ends.index(True), len(ends) - ends[::-1].index(True)
    if first + len(ends) - last > MOST_AROUND:
        return None
    digits = digits_in(" ".join(tokens[first:last]), words)
    return (digits, False) if digits else None


def _is_digits(token: str, words: Words) -> bool:
    return any("0" <= sign <= "9" for sign in token) or token in words.numbers
