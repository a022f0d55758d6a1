"""What can be pressed fits on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.guide import Question
from dialogs.kinds import KINDS
from dialogs.kinds.kind import Context
from dialogs.world import World

MOST = 6  # rows of 20 mm in the lower half of a kiosk's screen


def check(material: Material) -> Iterator[Fault]:
    for guide, source in material.guides():
        for number, question in enumerate(guide.questions):
            offered = _offered(material.world, question, material.today)
            if offered > MOST:
                what = f"“{question.id}” offers {offered} options, more than {MOST}"
                cure = "Ask in two steps, or join what is handled alike"
                yield source.error(("questions", number), what, cure)


def _offered(world: World, question: Question, today: date) -> int:
    context = Context(world, question, "id", today)
    return len(KINDS[question.kind].offers(context))


RULE = Rule("options", f"No question offers more than {MOST} options.", check)
