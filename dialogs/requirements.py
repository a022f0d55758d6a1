"""What a service wants brought along, and what of it this person has already.

Told at any moment: a document that hangs on a question nobody has answered yet is not left out, it
says for whom it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from msgspec.structs import replace

from dialogs.contract.session import Session
from dialogs.guide import Guide, Line
from dialogs.journey import walk
from dialogs.world import World

# bring: needed, and nobody has said whether it is there; maybe: nobody can know yet
State = Literal["have", "missing", "bring", "maybe", "not_needed"]


class Item(NamedTuple):
    """A document of a guide, and how it stands with it for this person."""

    line: Line
    state: State


def items(guide: Guide, values: Mapping[str, Any]) -> tuple[Item, ...]:
    """All documents of a guide, as its list has them. `values`: question id → answer."""
    if not any(line.when.lines or line.have for line in guide.documents):
        return tuple(Item(line, "bring") for line in guide.documents)
    unanswered = still_open(guide, values)
    return tuple(Item(line, _state(line, values, unanswered)) for line in guide.documents)


def still_open(guide: Guide, values: Mapping[str, Any]) -> frozenset[str]:
    """The questions that have no answer yet and may still be asked."""
    found: set[str] = set()
    for question in guide.questions:
        if question.id not in values and question.when.verdict(values, found) is not False:
            found.add(question.id)
    return frozenset(found)


def values_of(world: World, session: Session, guide: Guide, channel: str) -> Mapping[str, Any]:
    """What is known for a service that is not the one under way."""
    asked = replace(session, services=(guide.code,), outcomes={}, focus=None)
    return walk(world, asked, channel).values


def _state(line: Line, values: Mapping[str, Any], unanswered: frozenset[str]) -> State:
    needed = line.when.verdict(values, unanswered)
    if needed is False:
        return "not_needed"
    if needed is None:
        return "maybe"
    there = None if line.have is None else line.have.verdict(values, unanswered)
    if there is None:
        return "bring"
    return "have" if there else "missing"
