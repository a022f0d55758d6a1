"""A person was called. The talk waits, or goes on meanwhile."""

from __future__ import annotations

from dialogs.asides.aside import AsideStage, aside_of
from dialogs.contract.screen import Option, Screen
from dialogs.contract.session import WithOfficer
from dialogs.talk import Talk, Turned
from dialogs.view import View

RETURN = "return"


class WithOfficerStage(AsideStage):
    def screen(self, view: View) -> Screen:
        aside: WithOfficer = aside_of(view)
        called = aside.position is not None
        return view.screen(
            "officer",
            "officer.heading",
            question=view.text("officer.called", position=str(aside.position))
            if called
            else view.text("officer.calling"),
            lines=(view.text("officer.stay"),),
            options=self.options(view),
            actions=view.actions("back", "repeat", "menu", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        return (view.option(RETURN, "officer.back", "back"),)

    def choose(self, talk: Talk, option: str) -> Turned | None:
        return self.confirm(talk) if option == RETURN else None

    def confirm(self, talk: Talk) -> Turned:
        return talk.aside(None)

    refuse = confirm


ASIDE = WithOfficerStage()
