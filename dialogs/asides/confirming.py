"""A command is asked back first: it would drop answers, or only understanding heard it."""

from __future__ import annotations

from msgspec.structs import replace

from dialogs.asides.aside import AsideStage, aside_of
from dialogs.contract.screen import Option, Screen
from dialogs.contract.session import Confirming, Notice
from dialogs.officer import call
from dialogs.service import drop
from dialogs.talk import Talk, Turned
from dialogs.view import View

YES, NO = "yes", "no"
ICONS = {"cancel": ("no", "back"), "officer": ("officer", "back")}  # of yes and no


class ConfirmingStage(AsideStage):
    def screen(self, view: View) -> Screen:
        command = aside_of(view).command
        return view.screen(
            "confirm",
            f"confirm.{command}.heading",
            question=view.text(f"confirm.{command}.question"),
            hint=view.text(f"confirm.{command}.hint"),
            options=self.options(view),
            actions=view.actions("back", "repeat", "officer", "save", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        command = aside_of(view).command
        yes, no = ICONS[command]
        return (
            view.option(NO, f"confirm.{command}.no", no),
            view.option(YES, f"confirm.{command}.yes", yes),
        )

    def choose(self, talk: Talk, option: str) -> Turned | None:
        if option == YES:
            return self.confirm(talk)
        return self.refuse(talk) if option == NO else None

    def confirm(self, talk: Talk) -> Turned:
        aside: Confirming = aside_of(talk)
        if aside.command == "officer":
            return call(talk)
        session, effects = drop(talk)
        return replace(session, aside=Notice("cancelled")), effects

    def refuse(self, talk: Talk) -> Turned:
        return talk.aside(None)


ASIDE = ConfirmingStage()
