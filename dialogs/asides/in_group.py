"""The services of one group. Anything else that is said is heard as at the menu below."""

from __future__ import annotations

from dialogs.asides.aside import AsideStage, aside_of
from dialogs.contract.screen import Option, Screen
from dialogs.contract.session import InGroup
from dialogs.service import start
from dialogs.stages.menu import grouped, listed, title_of
from dialogs.talk import Talk, Turned
from dialogs.view import View


class InGroupStage(AsideStage):
    def screen(self, view: View) -> Screen:
        aside: InGroup = aside_of(view)
        return view.screen(
            "menu",
            title_of(view.world, aside.group),
            question=view.text("menu.question"),
            hint=view.text("menu.hint"),
            options=self.options(view),
            actions=view.actions("back", "repeat", "officer", "menu", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        aside: InGroup = aside_of(view)
        return listed(view, grouped(view.world).get(aside.group, ()))

    def choose(self, talk: Talk, option: str) -> Turned | None:
        return start(talk, option) if talk.world.services_of(option) else None


ASIDE = InGroupStage()
