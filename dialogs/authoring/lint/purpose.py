"""Nobody is asked for nothing: every answer is sent or decides something, so does every choice,
and every shared question is taken by some guide."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.authoring.paths import conditioned
from dialogs.conditions import Test
from dialogs.guide import Guide, Question
from dialogs.keys import PERSON_QUESTION


def check(material: Material) -> Iterator[Fault]:
    for guide, source in material.guides():
        sent, tests = _sent(guide), tuple(_tests(guide))
        for number, question in enumerate(guide.questions):
            at = ("questions", number)
            if question.id in sent:
                continue
            deciding = [test for test in tests if test.question == question.id]
            if not deciding:
                what = f"the answer to “{question.id}” goes nowhere"
                yield source.error(at, what, "Send it, let something depend on it, or do not ask")
            for choice in _idle(question, deciding):
                what = f"“{choice}” of “{question.id}” changes nothing"
                yield source.error(at, what, "Let something depend on it, or remove the choice")
    taken = {
        question.get("use")
        for source in material.library.sources.values()
        for question in source.data.get("questions", ())
    }
    for name in sorted(set(material.library.shared) - taken):
        text = material.library.texts[f"questions.{name}.question"]
        what = f"no guide takes the question “{name}”"
        yield Fault(text.file, text.line, what, "Use it, or remove it")


def _sent(guide: Guide) -> set[str]:
    if guide.sending is None:
        return {PERSON_QUESTION}
    mapped = {question for question, _ in guide.sending.attributes.values()}
    return mapped | {PERSON_QUESTION, guide.sending.place or "", guide.sending.media or ""}


def _tests(guide: Guide) -> Iterator[Test]:
    for one in conditioned(guide):
        for tests in one.when.lines:
            yield from tests


def _idle(question: Question, deciding: list[Test]) -> list[str]:
    """Choices that no test names; beside one that is negated every other choice counts, and a
    single one that is left is the other way."""
    if not deciding or any(test.negated for test in deciding):
        return []
    named = {value for test in deciding for value in test.values}
    idle = [choice.id for choice in question.choices if choice.id not in named]
    return idle if len(idle) > 1 else []


RULE = Rule("purpose", "Every question, and every choice, is asked for something.", check)
