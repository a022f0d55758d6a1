"""The first screen: how the person wants to be called. Asked once, may be skipped."""

from __future__ import annotations

from dialogs.called import FORMS, introduced
from dialogs.contract.screen import Option, Screen
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.view import View


class Welcome(Stage):
    def screen(self, view: View) -> Screen:
        return view.screen(
            "welcome",
            "welcome.heading",
            question=view.text("welcome.question"),
            hint=view.text("welcome.hint"),
            example=view.text("welcome.example"),
            lines=(view.text("welcome.free"),),
            options=self.options(view),
            actions=view.actions("repeat", "officer", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        forms = tuple(view.option(form, f"welcome.{form}", "person") for form in FORMS)
        return (*forms, view.option("none", "welcome.skip"))

    def choose(self, talk: Talk, option: str) -> Turned | None:
        return talk.to(address=option, aside=None) if option in (*FORMS, "none") else None

    def say(self, talk: Talk, text: str) -> Turned | None:
        address = introduced(text)
        return talk.to(address=address, aside=None) if address else None

    def confirm(self, talk: Talk) -> Turned | None:
        return self.choose(talk, "none")

    refuse = confirm


STAGE = Welcome()
