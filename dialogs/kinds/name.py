"""A person's name. One word is a whole name; nothing is an emergency in a name."""

from __future__ import annotations

import re
from typing import Any

from dialogs.kinds.kind import AskBack, Context, Kind, Problem, Reading, Taken
from dialogs.kinds.reading import HIDDEN, left_out, no_answer, shown_left_out
from dialogs.words import Words, clean, plain, without_tags

SHORTEST, LONGEST = 2, 100
MOST_WORDS = 7
ROOM = 1000  # what is looked at, markup and blanks included
_DIGIT = re.compile(r"[0-9]")
_NOT_NAME = re.compile(r"[^\w\s.'’`,/\-]|_")
_BESIDE = re.compile(r"\([^()]*\)")  # "Siti (ibu)"
_APOSTROPHES = str.maketrans("’‘`ʼ", "''''")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
_ROMAN = re.compile(r"[ivx]{2,4}")
_PART = re.compile(r"(^|[\-/(])(\w)")


class Name(Kind):
    """Value: the name as it is written, 2..100 characters."""

    name = "name"
    free_text = True
    looks_for_emergency = False
    private = True

    def parse(self, text: str, context: Context) -> Reading:
        words = context.world.words
        none = no_answer(text, context, "name.not_a_name")
        if none:
            return none
        if words.agreed(text):
            return Problem("name.not_a_name")
        said = _BESIDE.sub(" ", clean(without_tags(text[:ROOM])).translate(_APOSTROPHES))
        bare = " ".join(_NOT_NAME.sub(" ", said).split())
        given = _without_lead_in(bare, words)
        if "@" in text:
            return Problem("name.not_a_name")
        if _DIGIT.search(given):
            return Problem("name.digits")
        if len(given) > LONGEST:
            return Problem("name.too_long", {"count": str(len(given))})
        name = clean(_written(given, words))
        if not name:
            return Problem("name.only_title") if given else Problem("name.not_a_name")
        if sum(map(str.isalpha, name)) < SHORTEST:
            return Problem("name.too_short")
        tokens = plain(name).split()
        if len(tokens) > 1 and words.not_names.issuperset(tokens):
            return Problem("name.not_a_name")  # "seperti di KTP"
        if not words.not_names.isdisjoint(tokens):
            return AskBack(name, reason="name.odd")
        return AskBack(name, reason="name.long") if len(tokens) > MOST_WORDS else Taken(name)

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context)
        if not isinstance(value, str):
            return Problem("name.not_a_name")
        if len(value) > LONGEST:
            return Problem("name.too_long", {"count": str(len(value))})
        if _DIGIT.search(value):
            return Problem("name.digits")
        if sum(map(str.isalpha, value)) < SHORTEST or clean(value) != value:
            return Problem("name.too_short")
        return Taken(value)

    def show(self, value: Any, context: Context) -> str:
        return value if isinstance(value, str) else shown_left_out(value, context)

    def mask(self, value: Any, context: Context) -> str:
        if not isinstance(value, str):
            return shown_left_out(value, context)
        return " ".join(word[0] + HIDDEN * 3 for word in value.split())


def _without_lead_in(text: str, words: Words) -> str:
    """Makes "Siti" of "nama saya Siti". A lead-in is a whole phrase, and something follows it."""
    lower = text.lower()
    if len(lower) != len(text) or not lower.startswith(words.lead_ins):
        return text
    for lead in words.lead_ins:
        if lower.startswith(lead) and lower[len(lead) : len(lead) + 1] in (" ", ",", ":"):
            return _without_lead_in(text[len(lead) :].lstrip(" ,:"), words)
    return text


def _written(given: str, words: Words) -> str:
    """Titles tidied, forms of address dropped, all-small and all-capital words as names are."""
    tokens = [token for token in (part.strip(",/-`'’") for part in given.split()) if token]
    while len(tokens) > 1 and plain(tokens[-1]) in words.name_closers:
        tokens.pop()
    while tokens and words.name_titles.get(plain(tokens[0])) == "":
        del tokens[0]
    return " ".join(_word(token, at, words) for at, token in enumerate(tokens)).strip(" .")


def _word(token: str, at: int, words: Words) -> str:
    key = token.lower().strip(".")
    if at < 3 and words.name_titles.get(key):
        return words.name_titles[key]
    if "." in token and _INITIALS.fullmatch(token):
        return token.upper()
    if at and key in words.name_particles:
        return key
    if at and _ROMAN.fullmatch(key):
        return key.upper()
    if token.islower() or (token.isupper() and len(key) > 1):
        return _PART.sub(lambda hit: hit[1] + hit[2].upper(), token.lower())
    return token


NAME = Name()
