"""Limits are said to people ("paling banyak 200 huruf"), so they are round; and they leave room."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.guide import Guide, Question

LETTERS = ("text", "name", "address")  # kinds whose limits count letters
PLACES = ("place", "location")
CURE = "Take the next round figure"
CURES = {"rtrw": "Write “rtrw: true” below “limits:” where they are sent, and only there"}
LEAST = (1, 3, 5)  # letters: an answer can be as short as a word


def check(material: Material) -> Iterator[Fault]:
    for guide, source in material.guides():
        for number, question in enumerate(guide.questions):
            for name, what in (*_wrong(question), *_neighbourhood(guide, question)):
                at = ("questions", number, "limits", name)
                yield source.error(at, f"“{question.id}” {what}", CURES.get(name, CURE))


def _wrong(question: Question) -> Iterator[tuple[str, str]]:
    least, most = question.limits.get("min"), question.limits.get("max")
    letters = question.kind in LETTERS
    if least is not None and not (least in LEAST if letters else least in (0, 1) or _round(least)):
        yield "min", f"begins at {least}, which is no figure to tell people"
    if most is not None and not _round(most):
        yield "max", f"ends at {most}, which is no figure to tell people"
    if least is not None and most is not None and least >= most:
        yield "max", f"ends at {most} and begins at {least}"


def _neighbourhood(guide: Guide, question: Question) -> Iterator[tuple[str, str]]:
    """RT and RW are wanted exactly where they are sent."""
    if guide.sending is None or question.kind not in PLACES:
        return
    sent = {(question.id, "rt"), (question.id, "rw")} & set(guide.sending.attributes.values())
    if bool(sent) is not question.limits.get("rtrw", False):
        yield "rtrw", "sends RT and RW" if sent else "wants RT and RW that nobody sends"


def _round(value: float) -> bool:
    """Fives up to fifty, dozens of months, then whole tens."""
    return value == 12 or value % (5 if value <= 50 else 10) == 0


RULE = Rule("limits", "Limits are figures that can be told to people.", check)
