"""What is kept under one name is one thing: an answer given in one service serves in the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.guide import Guide, Question

# Whose answers one guide may share with another; those of the service are its own.
SHARED = ("applicant", "self", "helper", "visit")
PEOPLE = ("applicant", "self")  # one and the same, where it is for oneself


class _Kept(NamedTuple):
    guide: Guide
    question: Question


def check(material: Material) -> Iterator[Fault]:
    first: dict[tuple[str, str], _Kept] = {}
    for code, guide in material.library.guides.items():
        own: dict[tuple[str, str], Question] = {}
        for number, question in enumerate(guide.questions):
            scope = "person" if question.of in PEOPLE else question.of
            name, at = (scope, question.field), ("questions", number)
            source = material.library.sources[code]
            if (question.of, question.field) in own:
                other = own[question.of, question.field]
                what = f"“{question.id}” and “{other.id}” keep their answers in one place"
                yield source.error(at, what, "Give one of them a “field:” of its own")
            own[question.of, question.field] = question
            if question.of not in SHARED:
                continue
            kept = first.setdefault(name, _Kept(guide, question))
            if _other(kept.question, question):
                where = f"“{kept.question.id}” of {kept.guide.code}"
                what = f"“{question.id}” is kept like {where}, and takes other answers"
                yield source.error(at, what, "Ask the same, or give it a “field:” of its own")


def _other(one: Question, other: Question) -> bool:
    """Whether an answer to the one may be none to the other."""
    if one.kind != other.kind:
        return True
    return {choice.id for choice in one.choices} != {choice.id for choice in other.choices}


RULE = Rule("kept alike", "What is kept under one name takes the same answers everywhere.", check)
