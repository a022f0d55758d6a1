"""`when:` of the YAML → conditions that can be met: on questions that stand before, with answers
they can have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dialogs.authoring.faults import meant
from dialogs.authoring.source import Source
from dialogs.conditions import Condition, Test
from dialogs.guide import Question


def condition(
    source: Source, data: Any, known: Mapping[str, Question], *at: str | int
) -> Condition:
    """`known` are the questions that stand before, by id. Raises GuideError."""
    if data is None:
        return Condition()
    lines = data if isinstance(data, list) else [data]
    return Condition(
        tuple(
            tuple(_test(source, id, value, known, *at) for id, value in line.items())
            for line in lines
        )
    )


def name_known(source: Source, id: str, known: Iterable[str], *at: str | int) -> None:
    """Raises GuideError for a question that does not stand before."""
    names = list(known)
    if id not in names:
        cure = meant(id, names, "Name a question of this guide that is asked earlier")
        raise source.error(at, f"no question “{id}” stands before this", cure)


def _test(
    source: Source, id: str, value: Any, known: Mapping[str, Question], *at: str | int
) -> Test:
    name_known(source, id, known, *at, id)
    question = known[id]
    if question.kind not in ("choice", "yes_no"):
        raise source.error(
            (*at, id),
            f"the answers of “{id}” cannot be listed",
            "A condition looks at a question of kind choice or yes_no",
        )
    negated = isinstance(value, dict)
    values = value["not"] if isinstance(value, dict) else value
    values = values if isinstance(values, list) else [values]
    allowed = [choice.id for choice in question.choices] or ["yes", "no"]
    for one in values:
        if one not in allowed:
            raise source.error(
                (*at, id), f"“{one}” is no answer of “{id}”", f"One of: {', '.join(allowed)}"
            )
    if question.kind == "yes_no":
        values = [one == "yes" for one in values]
    return Test(id, tuple(values), negated)
