"""The services. A request that was begun and not sent stands first and goes on where it stood."""

from __future__ import annotations

from dialogs.contract.screen import Option, Screen
from dialogs.contract.session import Session
from dialogs.service import start
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.view import View
from dialogs.world import World


class Menu(Stage):
    def screen(self, view: View) -> Screen:
        return view.screen(
            "menu",
            "menu.heading",
            question=view.text("menu.question"),
            hint=view.text("menu.hint"),
            options=self.options(view),
            actions=view.actions("repeat", "officer", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        world = view.world
        codes = [*world.life_events, *world.guides]
        open_ = begun(world, view.session)
        codes.sort(key=lambda code: code not in open_)
        return tuple(self._option(view, code, code in open_) for code in codes)

    @staticmethod
    def _option(view: View, code: str, begun: bool) -> Option:
        world = view.world
        entry = world.guides.get(code) or world.life_events[code]
        if not begun:
            return view.option(code, entry.title, entry.icon)
        return view.option(code, "menu.continue", entry.icon, service=view.text(entry.title).shown)

    def choose(self, talk: Talk, option: str) -> Turned | None:
        return start(talk, option) if talk.world.services_of(option) else None


def begun(world: World, session: Session) -> frozenset[str]:
    """Services that were started, answered in part, and neither sent, finished nor cancelled."""
    if not session.answers:
        return frozenset()
    return frozenset(
        code for code in world.guides if code in session.guides and code not in session.outcomes
    )


STAGE = Menu()
