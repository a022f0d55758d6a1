"""Nothing is sent: what to bring, where, when."""

from __future__ import annotations

from dialogs.contract.screen import Option, Screen, Text
from dialogs.guide import Guide
from dialogs.officer import call
from dialogs.service import go_on
from dialogs.stages.receipt import NEXT, onward
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.view import View
from dialogs.visit import told

OFFICER = "officer"


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
        guide = view.journey.guide
        if guide is None or guide.questions:
            return (onward(view),)
        return view.option(OFFICER, "requirements.officer", "officer"), onward(view)

    def choose(self, talk: Talk, option: str) -> Turned | None:
        if option == OFFICER:
            return call(talk)
        return self.confirm(talk) if option == NEXT else None

    def confirm(self, talk: Talk) -> Turned:
        return go_on(talk)


def lines(view: View, guide: Guide) -> tuple[Text, ...]:
    """All there is to say of a service, and that nothing was sent."""
    return (
        *told(view, guide),
        view.text("checklist.nothing_sent"),
    )


STAGE = Checklist()
