"""Several of many: "1 dan 3", labels in a row, "2 sampai 5", "semua". One alone is several too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from dialogs.kinds.choice import CHOICE
from dialogs.kinds.kind import AskBack, Context, Found, Kind, Offer, Problem, Reading, Taken
from dialogs.kinds.reading import left_out, no_answer, shown_left_out
from dialogs.words import Words, plain

_BETWEEN = re.compile(r"[,;&+\n]")
_RANGE = re.compile(r"([0-9]{1,3})[\s]*(?:[-–]|s/d)[\s]*([0-9]{1,3})")


class Read(NamedTuple):
    """What one part of an utterance says. `left`: words that no choice explains; `near`: a choice
    that was only similar; `beyond`: a number without a choice."""

    ids: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    near: bool = False
    beyond: int | None = None


class Several(Kind):
    """Value: the ids of the chosen ones, in the order of the question's choices.

    A face shows ticks and says what is ticked in one utterance; an option chosen alone is the
    whole answer.
    """

    name = "several"

    def parse(self, text: str, context: Context) -> Reading:
        words, choices = context.world.words, context.question.choices
        if not plain(text) or not choices:
            return None
        if any(core in words.every for core in words.cores(text)):
            return Taken([choice.id for choice in choices])
        meant = words.answer(text)
        if CHOICE.find(text, context):  # a label says more than "KTP hilang" as "not at hand"
            return _judge(tuple(_read(text, context)), context)
        if meant in {choice.id for choice in choices}:
            return Taken([meant])
        none = no_answer(text, context, "several.needed")
        return none or _judge(tuple(_read(text, context)), context)

    def find(self, text: str, context: Context) -> tuple[Found, ...]:
        hits = CHOICE.find(text, context)
        return tuple(hit._replace(value=[hit.value]) for hit in hits)

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context, "several.needed")
        known = {choice.id for choice in context.question.choices}
        if (
            isinstance(value, list)
            and value
            and all(isinstance(id, str) and id in known for id in value)
            and len(set(value)) == len(value)
        ):
            return Taken(value)
        return Problem("several.needed")

    def offers(self, context: Context) -> tuple[Offer, ...]:
        return CHOICE.offers(context)

    def choose(self, option: str, context: Context) -> Reading:
        one = CHOICE.choose(option, context)
        return Taken([one.value]) if isinstance(one, Taken) else None

    def show(self, value: Any, context: Context) -> str:
        return _row([CHOICE.show(id, context) for id in _ids(value)], value, context)

    def speak(self, value: Any, context: Context) -> str:
        return _row([CHOICE.speak(id, context) for id in _ids(value)], value, context)


def _judge(parts: tuple[Read, ...], context: Context) -> Reading:
    """All parts together."""
    said = {id for part in parts for id in part.ids}
    ids = [choice.id for choice in context.question.choices if choice.id in said]
    left = [word for part in parts for word in part.left]
    if any(context.world.words.yes_no.get(word) == "no" for word in left):
        return Problem("several.denied") if ids else None
    beyond = next((part.beyond for part in parts if part.beyond is not None), None)
    if beyond is not None:
        slots = {"number": str(beyond), "count": str(len(context.question.choices))}
        return Problem("choice.out_of_range", slots)
    if not ids:
        return None
    if left:
        return AskBack(ids, reason="several.part")
    near = any(part.near for part in parts)
    return AskBack(ids, reason="choice.close") if near else Taken(ids)


def _read(text: str, context: Context) -> Iterator[Read]:
    """Labels first, the longest at a place; then what stands between them."""
    rest, end = [], 0
    for hit in sorted(CHOICE.find(text, context), key=lambda hit: hit.start):
        yield Read((hit.value,))
        rest.append(text[end : hit.start])
        end = max(end, hit.end)
    rest.append(text[end:])
    words = context.world.words
    for piece in _BETWEEN.split("\n".join(rest)):
        for first, last in _RANGE.findall(piece):
            yield _numbered(range(int(first), int(last) + 1), context)
        for tokens in _parts(plain(_RANGE.sub(" ", piece)).split(), words):
            yield _part(tokens, context)


def _parts(tokens: Iterable[str], words: Words) -> Iterator[list[str]]:
    """Cut where a word joins: "1 dan 3"."""
    part: list[str] = []
    for token in tokens:
        if token not in words.between:
            part.append(token)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _part(tokens: list[str], context: Context) -> Read:
    words = context.world.words
    numbers = _numbers(tokens, words)
    if numbers:
        return _numbered(numbers, context)
    meaning = [word for word in tokens if word not in words.fillers and word not in words.openers]
    if not meaning:
        return Read()
    reading = CHOICE.parse(" ".join(tokens), context)
    if isinstance(reading, Taken) and reading.value is not None:
        return Read((reading.value,))
    if isinstance(reading, AskBack):
        return Read((reading.value,), near=True)
    return Read(left=tuple(meaning))


def _numbers(tokens: list[str], words: Words) -> list[int]:
    """ "yang terakhir" → [-1]; "1 3 4" → [1, 3, 4]; "2 sampai 4" → [2, 3, 4]."""
    for core in words.cores(" ".join(tokens)):
        if core in words.ordinals:
            return [words.ordinals[core]]
    each = [words.ordinals.get(token, 0) for token in tokens]
    if len(tokens) == 3 and tokens[1] in words.upto and each[0] and each[2]:
        return list(range(each[0], each[2] + 1))
    return each if all(each) else []


def _numbered(numbers: Sequence[int], context: Context) -> Read:
    choices = context.question.choices
    beyond = [number for number in numbers if not 0 < abs(number) <= len(choices)]
    if beyond:
        return Read(beyond=beyond[-1])
    return Read(tuple(choices[n - 1 if n > 0 else n].id for n in numbers))


def _ids(value: Any) -> list[str]:
    return [id for id in value if isinstance(id, str)] if isinstance(value, list) else []


def _row(labels: list[str], value: Any, context: Context) -> str:
    if not labels:
        return shown_left_out(value, context)
    *first, last = labels
    return context.word("several.row", {"first": ", ".join(first), "last": last}) if first else last


SEVERAL = Several()
