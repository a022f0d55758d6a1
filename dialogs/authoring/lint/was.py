"""A name a question had before is nobody's name today, and was one question's alone."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.authoring.lint.rule import Fault, Material, Rule


def check(material: Material) -> Iterator[Fault]:
    for guide, source in material.guides():
        today = {name for question in guide.questions for name in (question.id, question.field)}
        before: dict[str, str] = {}
        for number, question in enumerate(guide.questions):
            at = ("questions", number, "was")
            for name in question.was:
                if name in today:
                    what = f"“{name}” is said to be gone and is still asked"
                    yield source.error(at, what, "Remove it from “was:”, or rename the other")
                elif name in before:
                    what = f"“{name}” was “{before[name]}” already"
                    yield source.error(at, what, "Only one question takes over its answers")
                before.setdefault(name, question.id)


RULE = Rule("was", "An earlier name of a question is nobody's name today.", check)
