"""For whom it is comes before anything about that person: else a daughter's answers are taken
for her mother's, and asked again."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.authoring.source import Source
from dialogs.guide import Guide
from dialogs.keys import PERSON_QUESTION


def check(material: Material) -> Iterator[Fault]:
    for guide, source in material.guides():
        yield from _guide(guide, source)


def _guide(guide: Guide, source: Source) -> Iterator[Fault]:
    who = source.data.get("who", ())
    names = [question.id for question in guide.questions]
    about = [n for n, question in enumerate(guide.questions) if question.of == "applicant"]
    cure = f"Put “- use: {PERSON_QUESTION}” before it"
    if PERSON_QUESTION in names:
        asked = names.index(PERSON_QUESTION)
        if about and about[0] < asked:
            what = f"“{names[about[0]]}” is asked before it is known whom it is about"
            yield source.error(("questions", about[0]), what, cure)
        if guide.questions[asked].when.lines or guide.questions[asked].optional:
            what = "for whom it is has to be asked of everybody"
            yield source.error(("questions", asked), what, "Remove “when:” and “optional:”")
        if "companion" not in who:
            what = "asks for whom it is, and only “self” may ask"
            yield source.error(("who",), what, "Add companion, or remove that question")
    elif about and "companion" in who:
        what = f"“{names[about[0]]}” may be about somebody else, and nobody asks for whom"
        yield source.error(("questions", about[0]), what, cure)


RULE = Rule("persons", "For whom it is comes before anything about that person.", check)
