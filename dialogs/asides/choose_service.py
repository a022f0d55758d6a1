"""A text may mean one of these services. Nothing begins before the person says which."""

from __future__ import annotations

from dialogs.asides.aside import AsideStage, aside_of
from dialogs.contract.screen import Option, Screen
from dialogs.contract.session import ChooseService
from dialogs.ladder import not_understood
from dialogs.service import start
from dialogs.talk import Talk, Turned
from dialogs.view import View

NONE = "none"


class ChooseServiceStage(AsideStage):
    def screen(self, view: View) -> Screen:
        services = aside_of(view).services
        if len(services) == 1:
            title = view.text(view.world.title(services[0])).shown
            question, hint = view.text("choose.one", service=title), None
        else:
            question, hint = view.text("choose.heading"), view.text("choose.many")
        return view.screen(
            "choose_service",
            "choose.heading",
            question=question,
            hint=hint,
            options=self.options(view),
            actions=view.actions("back", "repeat", "officer", "menu", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        services = aside_of(view).services
        none = view.option(NONE, "choose.none", "no")
        if len(services) == 1:
            return view.option(services[0], "choose.yes", "yes"), none
        return (*(view.option(code, view.world.title(code)) for code in services), none)

    def choose(self, talk: Talk, option: str) -> Turned | None:
        aside: ChooseService = aside_of(talk)
        if option == NONE:
            return self.refuse(talk)
        return start(talk, option) if option in aside.services else None

    def confirm(self, talk: Talk) -> Turned | None:
        aside: ChooseService = aside_of(talk)
        return start(talk, aside.services[0]) if len(aside.services) == 1 else None

    def refuse(self, talk: Talk) -> Turned:
        """Not this one: back to where the text was said."""
        if talk.journey.current is None:
            return talk.aside(None)
        return not_understood(talk, aside_of(talk).text)


ASIDE = ChooseServiceStage()
