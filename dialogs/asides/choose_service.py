"""A text may mean one of these services. Nothing begins before the person says which."""

from __future__ import annotations

from msgspec.structs import replace

from dialogs.asides.aside import AsideStage, aside_of
from dialogs.contract.screen import Option, Screen
from dialogs.contract.session import ChooseService, Notice, Requirements
from dialogs.harvest import beginning
from dialogs.ladder import not_understood
from dialogs.officer import call
from dialogs.service import start
from dialogs.talk import Talk, Turned
from dialogs.view import View

NONE, OFFICER = "none", "officer"


class ChooseServiceStage(AsideStage):
    def screen(self, view: View) -> Screen:
        services = aside_of(view).services
        if aside_of(view).lists:
            question, hint = view.text("requirements.which_one"), None
        elif len(services) == 1:
            title = view.name(view.world.title(services[0]))
            question, hint = view.text("choose.one", service=title), None
        else:
            question = view.text("choose.which")
            hint = view.text("choose.again" if aside_of(view).again else "choose.many")
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
        named = (view.option(code, view.world.title(code)) for code in services)
        return (*named, none, view.option(OFFICER, "choose.officer", "officer"))

    def choose(self, talk: Talk, option: str) -> Turned | None:
        aside: ChooseService = aside_of(talk)
        if option == NONE:
            return self.refuse(talk)
        if option == OFFICER:
            return call(talk)
        return _chosen(talk, option) if option in aside.services else None

    def confirm(self, talk: Talk) -> Turned:
        aside: ChooseService = aside_of(talk)
        if len(aside.services) > 1:
            return talk.aside(replace(aside, again=True))
        return _chosen(talk, aside.services[0])

    def refuse(self, talk: Talk) -> Turned:
        """Not this one: back to where the text was said, or to all services."""
        if aside_of(talk).lists:
            return talk.to(aside=None, address=talk.session.address or "none")
        if talk.journey.current is None:
            return talk.to(
                aside=Notice("menu.nothing_found"), address=talk.session.address or "none"
            )
        return not_understood(talk, aside_of(talk).text)


def _chosen(talk: Talk, service: str) -> Turned:
    """The service begins; or its list is shown, where that was asked for."""
    aside: ChooseService = aside_of(talk)
    if aside.lists:
        return talk.aside(Requirements(service))
    return beginning(talk, start(talk, service), aside.text)


ASIDE = ChooseServiceStage()
