"""A condition looks only at answers that are there: the question was certainly asked, and may
neither be skipped nor be left to an officer."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.authoring.paths import conditioned
from dialogs.conditions import Condition, Test
from dialogs.guide import Guide, Question


def check(material: Material) -> Iterator[Fault]:
    for guide, source in material.guides():
        for one in conditioned(guide):
            for what in dict.fromkeys(_doubts(one.when, guide)):
                cure = "Put that question's own condition beside it, or ask it of everybody"
                yield source.error(one.at, what, cure)


def _doubts(when: Condition, guide: Guide) -> Iterator[str]:
    questions = {question.id: question for question in guide.questions}
    for line in when.lines:
        for test in line:
            why = _may_be_missing(questions[test.question], line)
            if why:
                yield f"“{test.question}” may have no answer: it {why}"


def _may_be_missing(question: Question, line: tuple[Test, ...]) -> str:
    if question.optional:
        return "may be skipped"
    if question.sensitive:
        return "is sensitive and not asked everywhere"
    wanted = question.when.lines
    if wanted and not any(all(_holds(test, line) for test in one) for one in wanted):
        return "is not asked of everybody"
    return ""


def _holds(wanted: Test, line: tuple[Test, ...]) -> bool:
    """Whether `line` being met means that `wanted` is met."""
    return any(_implies(test, wanted) for test in line if test.question == wanted.question)


def _implies(test: Test, wanted: Test) -> bool:
    given, needed = set(test.values), set(wanted.values)
    if test.negated:
        return wanted.negated and needed <= given
    return given.isdisjoint(needed) if wanted.negated else given <= needed


RULE = Rule("missing answers", "No condition looks at an answer that may be missing.", check)
