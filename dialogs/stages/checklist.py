"""Nothing is sent: what to bring, where, when."""

from __future__ import annotations

from dialogs.contract.screen import Option, Screen, Text
from dialogs.guide import Guide
from dialogs.service import go_on
from dialogs.stages.receipt import NEXT, office, onward
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.view import View


class Checklist(Stage):
    def screen(self, view: View) -> Screen:
        guide = view.journey.guide
        if guide is None:
            raise AssertionError("a list belongs to a service")
        return view.screen(
            "checklist",
            "checklist.heading",
            question=view.text(guide.title),
            lines=lines(view, guide),
            options=self.options(view),
            actions=view.actions("back", "repeat", "officer", "menu", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        return (onward(view),)

    def choose(self, talk: Talk, option: str) -> Turned | None:
        return self.confirm(talk) if option == NEXT else None

    def confirm(self, talk: Talk) -> Turned:
        return go_on(talk)


def lines(view: View, guide: Guide) -> tuple[Text, ...]:
    """The steps, then all for the visit."""
    return (
        *view.lines(guide.steps),
        *visit(view, guide),
        view.text("checklist.nothing_sent"),
    )


def visit(view: View, guide: Guide) -> tuple[Text, ...]:
    """What to bring, and where, when and for how much."""
    return (
        *(view.text("checklist.bring", what=text.shown) for text in view.lines(guide.documents)),
        office(view, guide),
        view.text("checklist.time", time=view.text(guide.time).shown),
        view.text("checklist.fee", fee=view.text(guide.fee).shown),
    )


STAGE = Checklist()
