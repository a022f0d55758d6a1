"""The services. A request that was begun and not sent stands first and goes on where it stood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dialogs.contract.screen import Option, Screen
from dialogs.contract.session import InGroup, Session
from dialogs.guide import Guide, LifeEvent
from dialogs.service import start
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.tracking import begin
from dialogs.view import View
from dialogs.world import World

MOST = 12  # services in one list; more are asked for by group
STATUS = "check_status"  # the option that asks how far a request is
GROUP = "group:"  # begins the id of an option that is a group


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
        """What was begun, life events, help in danger, services; of many services only their
        groups."""
        world = view.world
        groups, open_ = grouped(world), begun(world, view.session)
        first = [*(code for code in world.guides if code in open_), *world.life_events]
        first += [world.emergency] if world.emergency else []
        if not groups:
            status = view.option(STATUS, "status.option", "document")
            return (*listed(view, [*first, *world.guides]), status)
        alone = [codes[0] for codes in groups.values() if len(codes) == 1]
        named = (
            view.option(f"{GROUP}{group}", title_of(world, group))
            for group, codes in groups.items()
            if len(codes) > 1
        )
        status = view.option(STATUS, "status.option", "document")
        return (*listed(view, first), *named, *listed(view, alone, but=first), status)

    def choose(self, talk: Talk, option: str) -> Turned | None:
        if option.startswith(GROUP) and option.removeprefix(GROUP) in grouped(talk.world):
            return talk.aside(InGroup(option.removeprefix(GROUP)))
        if option == STATUS:
            return begin(talk)
        return start(talk, option) if talk.world.services_of(option) else None


def listed(view: View, codes: Iterable[str], but: Iterable[str] = ()) -> tuple[Option, ...]:
    """An option for each code, once; a service that was begun says so."""
    world, open_ = view.world, begun(view.world, view.session)
    options = []
    for code in dict.fromkeys(code for code in codes if code not in but):
        entry: Guide | LifeEvent = world.guides.get(code) or world.life_events[code]
        if code in open_:
            title = view.name(entry.title)
            options.append(view.option(code, "menu.continue", entry.icon, service=title))
        else:
            options.append(view.option(code, entry.title, entry.icon))
    return tuple(options)


def grouped(world: World) -> Mapping[str, tuple[str, ...]]:
    """Services by group where there are too many for one list; {} where there are not."""
    many = len(world.guides) > MOST and len(world.grouped) > 1
    return world.grouped if many else {}


def title_of(world: World, group: str) -> str:
    """The text id of a group's name."""
    id = f"group.{group}"
    return id if id in world.texts else "group.other"


def begun(world: World, session: Session) -> frozenset[str]:
    """Services that were started, answered in part, and neither sent, finished nor cancelled."""
    if not session.answers:
        return frozenset()
    return frozenset(
        code for code in world.guides if code in session.guides and code not in session.outcomes
    )


STAGE = Menu()
