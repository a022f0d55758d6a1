"""What an example shows is an answer: whoever says it word by word is understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.guide import Question
from dialogs.kinds import KINDS
from dialogs.kinds.kind import AskBack, Context, Taken
from dialogs.world import World

LEAD = re.compile(r"^[^:]{1,20}:\s*")  # "Contoh: "
# Between two examples of a thing, in any of our languages.
OR = re.compile(r",? (?:atau|or|utawi|utawa|atanapi|atawa) ")


def check(material: Material) -> Iterator[Fault]:
    for guide, source in material.guides():
        for number, question in enumerate(guide.questions):
            own = source.data["questions"][number]
            if question.example is None or _elsewhere(question, own):
                continue
            for language, example in _written(material.world, question):
                what = _wrong(material.world, question, language, example, material.today)
                if what:
                    at = ("questions", number, "example")
                    cure = "Show what the question takes, or teach it this answer"
                    yield source.error(at, f"“{question.id}”: {what} ({language})", cure)


def _elsewhere(question: Question, own: dict[str, object]) -> bool:
    """Whether an example has words of the moment in it: an answer chosen by the person."""
    return question.kind == "photo" and "example" not in own


def _written(world: World, question: Question) -> Iterator[tuple[str, str]]:
    """The example in each language that has its own words for it."""
    source = ""
    for language in world.texts.languages:
        text = world.texts.template(language, question.example or "").source
        if language == "id":
            source = text
        if language == "id" or text != source:
            yield language, text


def _wrong(world: World, question: Question, language: str, text: str, today: date) -> str:
    said = LEAD.sub("", text).strip().rstrip(".")
    context = Context(world, question, language, today)
    whole = KINDS[question.kind].parse(said, context)
    if isinstance(whole, Taken):
        return ""
    for part in OR.split(said):
        if not isinstance(KINDS[question.kind].parse(part, context), Taken | AskBack):
            return f"“{part}” is no answer to it"
    return ""


RULE = Rule(
    "examples", "The example of a question is an answer it takes, in every language.", check
)
