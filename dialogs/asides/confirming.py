"""A command that would drop answers is asked back first."""

from __future__ import annotations

from msgspec.structs import replace

from dialogs.asides.aside import AsideStage
from dialogs.contract.screen import Option, Screen
from dialogs.contract.session import Notice
from dialogs.service import drop
from dialogs.talk import Talk, Turned
from dialogs.view import View

YES, NO = "yes", "no"


class ConfirmingStage(AsideStage):
    def screen(self, view: View) -> Screen:
        return view.screen(
            "confirm",
            "confirm.cancel.heading",
            question=view.text("confirm.cancel.question"),
            hint=view.text("confirm.cancel.hint"),
            options=self.options(view),
            actions=view.actions("back", "repeat", "officer", "save", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        return (
            view.option(NO, "confirm.cancel.no", "back"),
            view.option(YES, "confirm.cancel.yes", "no"),
        )

    def choose(self, talk: Talk, option: str) -> Turned | None:
        if option == YES:
            return self.confirm(talk)
        return self.refuse(talk) if option == NO else None

    def confirm(self, talk: Talk) -> Turned:
        session, effects = drop(talk)
        return replace(session, aside=Notice("cancelled")), effects

    def refuse(self, talk: Talk) -> Turned:
        return talk.aside(None)


ASIDE = ConfirmingStage()
