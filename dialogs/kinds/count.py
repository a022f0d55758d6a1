"""How many people: "lima orang", "berlima", "tiyang gangsal", "saya sama istri"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from dialogs.contract.answer import Precision
from dialogs.kinds.kind import AskBack, Context, Found, Kind, Problem, Reading, Taken
from dialogs.kinds.reading import left_out, no_answer, shown_left_out
from dialogs.speaking.numbers import voice_of
from dialogs.words import Words, clean, plain
from dialogs.words.numbers import apart, read_number

LARGEST = 999
LOOKED_AT = 500  # characters
MOST_AROUND, FEW_AROUND = 12, 4  # words beside the number: looked past, and taken for its unit
_WORD = re.compile(r"[0-9]+|[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Run(NamedTuple):
    """A stretch of words that says a number, at [first:last] of the tokens."""

    value: int | None
    first: int
    last: int


class People(Kind):
    """Value: int. `limits: {min: 1, max: 30}`."""

    name = "count"

    def parse(self, text: str, context: Context) -> Reading:
        words = context.world.words
        said = clean(text[:LOOKED_AT])
        whole = plain(said)
        core = next((core for core in words.cores(said) if core in words.people.together), "")
        if core:
            return _judged(words.people.together[core], context)
        if whole in words.people.nobody or words.answer(said) == "none":
            return _nobody(context) or no_answer(text, context, "count.needed")
        tokens = _tokens(said)
        runs = tuple(_runs(tokens, words))
        if _is_fraction(tokens, words) or any(run.value is None for run in runs):
            return Problem("count.unclear")
        named = _named(tokens, runs, words)
        if len(runs) > 1 and (named is None or not _listed(tokens, runs, words)):
            first, second = (" ".join(tokens[run.first : run.last]) for run in runs[:2])
            return Problem("count.two", {"first": first, "second": second})
        if named is not None:
            outside = _outside(named, context)
            return outside or AskBack(named, reason="count.added")
        if not runs:
            return no_answer(text, context, "count.needed")
        return self._one(runs[0], tokens, context)

    def find(self, text: str, context: Context) -> tuple[Found, ...]:
        """Numbers of people: with a word for people beside them, or "berlima"."""
        words, text = context.world.words, text[:LOOKED_AT]
        hits = list(_WORD.finditer(text))
        tokens = [plain(hit.group()) for hit in hits]
        found = [
            (words.people.together[token], at, at + 1)
            for at, token in enumerate(tokens)
            if words.people.together.get(token, 0) > 1
        ]
        for run in _runs(tokens, words):
            after = tokens[run.last : run.last + 1]
            before = tokens[max(0, run.first - 1) : run.first]
            if run.value is None or not words.people.classifiers & {*after, *before}:
                continue
            found.append((run.value, run.first, run.last))
        return tuple(
            Found(value, hits[first].start(), hits[last - 1].end())
            for value, first, last in sorted(found, key=lambda one: one[1])
            if _outside(value, context) is None
        )

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context, "count.needed")
        return (_outside(value, context) or Taken(value)) if _holds(value) else _UNCLEAR

    def show(self, value: Any, context: Context) -> str:
        if not _holds(value):
            return shown_left_out(value, context)
        return context.word("count.shown", {"number": str(value)})

    def speak(self, value: Any, context: Context) -> str:
        if not _holds(value):
            return shown_left_out(value, context)
        number = voice_of(context.world.texts, context.language).number(value)
        return context.word("count.shown", {"number": number})

    def _one(self, run: Run, tokens: list[str], context: Context) -> Reading:
        words = context.world.words
        around = [
            token
            for token in (*tokens[: run.first], *tokens[run.last :])
            if token not in words.fillers
            and token not in words.openers
            and token not in words.people.classifiers
        ]
        if len(around) > MOST_AROUND or run.value is None:
            return None
        about = any(token in words.money.about for token in around)
        precision: Precision = "about" if about else "exact"
        denied = any(words.yes_no.get(token) == "no" for token in around)
        outside = _outside(run.value, context)
        if outside is None and (denied or len(around) - about > FEW_AROUND):
            return AskBack(run.value, precision, "number.inside")
        return outside or Taken(run.value, precision)


_UNCLEAR = Problem("count.unclear")


def _tokens(said: str) -> list[str]:
    return [plain(hit.group()) for hit in _WORD.finditer(said)]


def _is_fraction(tokens: list[str], words: Words) -> bool:
    """People come whole: "dua setengah", "2,5"."""
    halves = (at for at, token in enumerate(tokens) if token in words.half)
    return any(at and _says(tokens[at - 1], words) for at in halves)


def _runs(tokens: list[str], words: Words) -> Iterator[Run]:
    """Numbers as they are said; two small ones in a row are two numbers ("lima enam orang")."""
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and (
            _says(tokens[end], words) or (end > at and tokens[end] in words.joins)
        ):
            end += 1
        while at < end:
            last = next(
                (last for last in range(end, at, -1) if _value(tokens[at:last], words) is not None),
                0,
            )
            yield Run(_value(tokens[at:last], words) if last else None, at, last or end)
            at = last or end
        at += 1


def _says(token: str, words: Words) -> bool:
    return (
        token.isdecimal()
        or token in words.numbers
        or token in words.teens
        or token in words.scales
        or bool(apart(token, words))
    )


def _value(tokens: list[str], words: Words) -> int | None:
    parts = [part for token in tokens for part in (apart(token, words) or (token,))]
    value = read_number(parts, words)
    return value if value is not None and value <= LARGEST else None


def _named(tokens: list[str], runs: tuple[Run, ...], words: Words) -> int | None:
    """People named one by one ("saya, istri, tiga anak"), with the one who speaks; None where
    nobody is named."""
    people = words.people
    said = f" {' '.join(tokens)} "
    total = 0
    for pair in people.pairs:
        if f" {pair} " in said:
            said = said.replace(f" {pair} ", " ", 1)
            total += 2
    rest = said.split()
    if any(token in people.classifiers for token in rest):
        return None  # "tiga orang sama cucu": the number says it
    counted = {run.first: run for run in runs}
    named = [at for at, token in enumerate(tokens) if token in people.who and token in rest]
    if not total and not named:
        return None
    used: set[int] = set()
    for at in named:
        beside = _beside(at, tokens, counted, used, words)
        total += beside.value or 0 if beside else 1
        if beside:
            used.add(beside.first)
    if len(used) < len(runs):
        return None if not named or runs[0].first not in used else total + 1
    return total + 1


def _beside(
    at: int, tokens: list[str], counted: dict[int, Run], used: set[int], words: Words
) -> Run | None:
    """The number that goes with the word at `at`: "tiga anak", "anak tiga", "anak saya 3"."""
    before = next((run for run in counted.values() if run.last == at), None)
    if before and before.first not in used:
        return before
    after = at + 1
    while after < len(tokens) and tokens[after] in words.people.me | words.fillers | {"ada"}:
        after += 1
    hit = counted.get(after)
    follows = hit is not None and tokens[hit.last : hit.last + 1]
    if hit and hit.first not in used and not (follows and follows[0] in words.people.who):
        return hit
    return None


def _listed(tokens: list[str], runs: tuple[Run, ...], words: Words) -> bool:
    """Has each number people of its own beside it ("dua anak tiga cucu")?"""
    who = words.people.who
    return all(
        (tokens[run.last : run.last + 1] and tokens[run.last] in who)
        or (run.first and tokens[run.first - 1] in who)
        for run in runs
    )


def _nobody(context: Context) -> Reading:
    if _outside(0, context) is not None or context.question.optional:
        return None
    return Taken(0)


def _judged(value: int, context: Context) -> Reading:
    return _outside(value, context) or Taken(value)


def _outside(value: int, context: Context) -> Problem | None:
    limits = context.question.limits
    least, most = int(limits.get("min", 0)), int(limits.get("max", LARGEST))
    if value < least:
        return Problem("count.too_small", {"least": str(least)})
    return Problem("count.too_large", {"most": str(most)}) if value > most else None


def _holds(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST


COUNT = People()
