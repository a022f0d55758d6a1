"""No personal data was given: nothing is sent, and there is still a list to go by."""

from __future__ import annotations

from dialogs.contract.screen import Option, Screen
from dialogs.service import go_on
from dialogs.stages.receipt import NEXT, onward
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.view import View
from dialogs.visit import visit

AGREE = "agree"


class Declined(Stage):
    def screen(self, view: View) -> Screen:
        guide = view.journey.guide
        if guide is None:
            raise AssertionError("a list belongs to a service")
        return view.screen(
            "checklist",
            "declined.heading",
            question=view.text(guide.title),
            hint=view.text("declined.hint"),
            lines=(*visit(view, guide), view.text("declined.nothing_sent")),
            options=self.options(view),
            actions=view.actions("back", "repeat", "officer", "menu", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        return view.option(AGREE, "declined.agree", "back"), onward(view)

    def choose(self, talk: Talk, option: str) -> Turned | None:
        if option == AGREE:  # it is asked again, in the same words
            gate = talk.journey.consent
            return talk.to(focus=gate.key if gate else None, aside=None)
        return self.confirm(talk) if option == NEXT else None

    def confirm(self, talk: Talk) -> Turned:
        return go_on(talk)


STAGE = Declined()
