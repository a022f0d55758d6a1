"""Small faults an author could make, one at a time: each is a guide with one thing changed.

An operator gets the plain data of a YAML file and yields edits; it never changes what it was given.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

Data = dict[str, Any]
Place = tuple[str | int, ...]

LINES = ("documents", "steps", "eligibility", "stops", "contradictions")
CONDITIONED = ("questions", *LINES)
WITH_CONDITION = ("stops", "contradictions")  # these go with their condition: `lines` drops them
LIMITS = {"past": "future", "future": "past", "birth": "past"}
FLAGS = ("two_hands", "condolence", "private", "emergency")  # of a guide


class Edit(NamedTuple):
    """Where it was done, what, and the data with it."""

    at: Place
    what: str
    data: Data


def of_guide(data: Data) -> Iterator[Edit]:
    """Every edit of a guide's file."""
    for operator in GUIDE:
        yield from operator(data)


def of_question(data: Data) -> Iterator[Edit]:
    """Every edit of one shared question."""
    yield from _question(data, ())


def _at(data: Any, place: Place) -> Any:
    for step in place:
        data = data[step]
    return data


def _set(data: Data, place: Place, value: Any) -> Data:
    changed = copy.deepcopy(data)
    _at(changed, place[:-1])[place[-1]] = value
    return changed


def _without(data: Data, place: Place) -> Data:
    changed = copy.deepcopy(data)
    del _at(changed, place[:-1])[place[-1]]
    return changed


def _swapped(data: Data, one: Place, other: Place) -> Data:
    return _set(_set(data, one, _at(data, other)), other, _at(data, one))


def conditions(data: Data) -> Iterator[Edit]:
    """Each negated test by test, and dropped: whole, line by line, test by test, value by value."""
    for part in CONDITIONED:
        for number, entry in enumerate(data.get(part, ())):
            for key in ("when", "have"):
                if key in entry:
                    yield from _condition(data, (part, number, key))
            for line, document in enumerate(entry.get("documents", ())):
                if "when" in document:
                    yield from _condition(data, (part, number, "documents", line, "when"))


def _condition(data: Data, at: Place) -> Iterator[Edit]:
    when = _at(data, at)
    if at[0] not in WITH_CONDITION or len(at) > 3:
        yield Edit(at, "condition dropped", _without(data, at))
    lines = when if isinstance(when, list) else [when]
    for number, line in enumerate(lines):
        place = (*at, number) if isinstance(when, list) else at
        if len(lines) > 1:
            yield Edit(place, "line of a condition dropped", _without(data, place))
        for question, value in line.items():
            test = (*place, question)
            if len(line) > 1:
                yield Edit(test, "test dropped", _without(data, test))
            other = value["not"] if isinstance(value, dict) else {"not": value}
            yield Edit(test, "test negated", _set(data, test, other))
            yield from _values(data, test, value)


def _values(data: Data, test: Place, value: Any) -> Iterator[Edit]:
    place, values = test, value
    if isinstance(value, dict):
        place, values = (*test, "not"), value["not"]
    if isinstance(values, list) and len(values) > 1:
        for number, one in enumerate(values):
            yield Edit((*place, number), f"{one} dropped", _without(data, (*place, number)))


def questions(data: Data) -> Iterator[Edit]:
    """What each question takes, and their order."""
    asked = data.get("questions", ())
    for number in range(len(asked)):
        yield from _question(data, ("questions", number))
        yield Edit(("questions", number), "question dropped", _without(data, ("questions", number)))
        if number:
            one, other = ("questions", number - 1), ("questions", number)
            yield Edit(one, "two questions swapped", _swapped(data, one, other))


def _question(data: Data, at: Place) -> Iterator[Edit]:
    question: Mapping[str, Any] = _at(data, at)
    for name in ("optional", "sensitive", "private"):
        if name in question:
            place = (*at, name)
            yield Edit(place, f"{name} flipped", _set(data, place, not question[name]))
    if "use" not in question and "optional" not in question:
        yield Edit(at, "made optional", _set(data, (*at, "optional"), True))
    for name, value in question.get("limits", {}).items():
        yield from _limit(data, (*at, "limits", name), value)
    for number, choice in enumerate(question.get("choices", ())):
        place = (*at, "choices", number)
        yield Edit(place, f"option {choice['id']} removed", _without(data, place))
        if choice.get("private"):
            yield Edit(place, "private dropped", _without(data, (*place, "private")))


def _limit(data: Data, at: Place, value: Any) -> Iterator[Edit]:
    if isinstance(value, bool):
        yield Edit(at, "limit flipped", _set(data, at, not value))
    elif isinstance(value, (int, float)):
        yield Edit(at, "limit one more", _set(data, at, value + 1))
        yield Edit(at, "limit one less", _set(data, at, value - 1))
    elif value in LIMITS:
        yield Edit(at, f"limit {LIMITS[value]}", _set(data, at, LIMITS[value]))


def lines(data: Data) -> Iterator[Edit]:
    """Each line of a list left out."""
    for part in LINES:
        for number in range(len(data.get(part, ()))):
            yield Edit((part, number), "line dropped", _without(data, (part, number)))


def mapping(data: Data) -> Iterator[Edit]:
    """Each attribute filled from the next one's answer, and left out; the place left out."""
    send = data.get("send")
    if send is None:
        return
    names = list(send["attributes"])
    at: Place = ("send", "attributes")
    for one, other in zip(names, names[1:] + names[:1], strict=True):
        if one != other:
            swapped = _swapped(data, (*at, one), (*at, other))
            yield Edit((*at, one), f"mapping swapped with {other}", swapped)
        yield Edit((*at, one), "mapping dropped", _without(data, (*at, one)))
    if "place" in send:
        yield Edit(("send", "place"), "place dropped", _without(data, ("send", "place")))


def promises(data: Data) -> Iterator[Edit]:
    """What sending means, who confirms, what is not said aloud."""
    other = {"api": "officer_worklist", "officer_worklist": "api"}.get(data["completion"])
    if other:
        yield Edit(("completion",), f"completion {other}", _set(data, ("completion",), other))
    for name in FLAGS:
        if name in data:
            yield Edit((name,), f"{name} flipped", _set(data, (name,), not data[name]))
    if "instead" in data:
        yield Edit(("instead",), "instead dropped", _without(data, ("instead",)))


GUIDE: tuple[Callable[[Data], Iterator[Edit]], ...] = (
    conditions,
    questions,
    lines,
    mapping,
    promises,
)
