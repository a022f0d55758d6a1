"""All ways through a guide, by what its conditions can tell apart.

Two answers that no condition distinguishes lead the same way, so one of them stands for both: a
guide of a dozen questions has some ten paths, and what holds on all of them holds for everybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dialogs.conditions import Condition, Test
from dialogs.guide import Guide, Question

# Parts of a guide whose entries may have a condition. Those of a question are met while it is
# asked, all others by the answers of a whole path.
PARTS = ("eligibility", "questions", "stops", "contradictions", "documents", "steps")
MOST = 5_000  # paths; a guide with more cannot be read by a person either


class Conditioned(NamedTuple):
    """One entry of a part and a condition of it, that stands `at` a place of the file. It ends in
    "when" (whether it is told at all) or "have" (whether a document is there already)."""

    part: str
    number: int
    at: tuple[str | int, ...]
    when: Condition


class Path(NamedTuple):
    """One way: `values` are the answers that decide it (None: left out), `asked` the questions in
    their order. `stop` is the number of the stop it ends at, None where it goes to the end."""

    values: Mapping[str, Any]
    asked: tuple[Question, ...]
    stop: int | None = None


class TooManyPaths(Exception):
    """More ways than anybody can look through."""


def conditioned(guide: Guide) -> Iterator[Conditioned]:
    """Everything in a guide that may have a condition."""
    for part in PARTS:
        for number, one in enumerate(getattr(guide, part, ())):
            yield Conditioned(part, number, (part, number, "when"), one.when)
            if getattr(one, "have", None) is not None:
                yield Conditioned(part, number, (part, number, "have"), one.have)
            if part == "stops":
                for line, document in enumerate(one.documents):
                    at = (part, number, "documents", line, "when")
                    yield Conditioned(part, number, at, document.when)


def paths(guide: Guide) -> tuple[Path, ...]:
    """Every way through a guide. Raises TooManyPaths."""
    telling = _telling(guide)
    found: list[Path] = []
    for path in _ways(guide, telling, 0, {}, ()):
        found.append(path)
        if len(found) > MOST:
            raise TooManyPaths
    return tuple(found)


def _telling(guide: Guide) -> Mapping[str, tuple[Any, ...]]:
    """Question → one answer for each group of answers that its tests tell apart."""
    tests: dict[str, list[Test]] = {}
    for one in conditioned(guide):
        for line in one.when.lines:
            for test in line:
                tests.setdefault(test.question, []).append(test)
    return {
        question.id: _groups(question, tests[question.id])
        for question in guide.questions
        if question.id in tests
    }


def _groups(question: Question, tests: list[Test]) -> tuple[Any, ...]:
    values: list[Any] = [choice.id for choice in question.choices] or [True, False]
    if question.optional:
        values.append(None)
    groups: dict[tuple[bool, ...], Any] = {}
    for value in values:
        groups.setdefault(tuple(test.holds({question.id: value}) for test in tests), value)
    return tuple(groups.values())


def _ways(
    guide: Guide,
    telling: Mapping[str, tuple[Any, ...]],
    at: int,
    values: dict[str, Any],
    asked: tuple[Question, ...],
) -> Iterator[Path]:
    stop = _stopped(guide, values)
    if stop is not None or at == len(guide.questions):
        yield Path(values, asked, stop)
        return
    question = guide.questions[at]
    if not question.when.holds(values):
        yield from _ways(guide, telling, at + 1, values, asked)
        return
    for value in telling.get(question.id, ("",)):
        known = {**values, question.id: value} if question.id in telling else values
        yield from _ways(guide, telling, at + 1, known, (*asked, question))


def _stopped(guide: Guide, values: Mapping[str, Any]) -> int | None:
    for number, stop in enumerate(guide.stops):
        if stop.when.holds(values):
            return number
    return None
