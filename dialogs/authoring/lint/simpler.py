"""What is hard to answer has a simpler wording for the second rung, and it is another one."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.guide import Question
from dialogs.words import tidy

LONG = 7  # words; a question longer than that is not understood at once
LISTED = ("choice", "several", "yes_no")  # the answers stand below the question


def check(material: Material) -> Iterator[Fault]:
    texts = material.library.texts
    for guide, source in material.guides():
        for number, question in enumerate(guide.questions):
            asked = texts[question.question].text
            at = ("questions", number)
            if question.simpler is None:
                why = _needed(question, asked)
                if why:
                    cure = "Add “simpler:”, the same in fewer and easier words"
                    yield source.error(at, f"“{question.id}” {why} and has no simpler words", cure)
            elif tidy(texts[question.simpler].text) == tidy(asked):
                what = f"“{question.id}” says the same as its simpler words"
                yield source.error((*at, "simpler"), what, "Say it another way")


def _needed(question: Question, asked: str) -> str:
    if question.sensitive:
        return "is sensitive"
    if len(asked.split()) > LONG:
        return "is long"
    return "" if question.kind in LISTED else "is open"


RULE = Rule("simpler", "What is long, open or sensitive also has simpler words.", check)
