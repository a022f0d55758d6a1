"""A screen in every form a person can meet it: each page of it, and the sheets over it."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.contract.screen import Screen
from dialogs.world import World
from kiosk.audit.rule import Seen
from kiosk.audit.screens import NOW
from kiosk.compose import compose, page_count
from kiosk.glass import Glass
from kiosk.panel import Panel
from kiosk.sheets import SHEETS
from kiosk.theme import Size
from kiosk.visit import Settings, Visit


def pages_of(
    world: World, screen: Screen, panel: Panel, size: Size, *, low: bool = False
) -> Iterator[Seen]:
    """Every page of a screen."""
    settings = Settings(language=screen.language, size=size, low=low)
    yield from _turned(Glass(Visit(screen=screen, settings=settings), panel, world, NOW))


def sheets_over(
    world: World, screen: Screen, panel: Panel, size: Size, *, low: bool = False
) -> Iterator[tuple[str, Seen]]:
    """Every page of every sheet of the kiosk, over this screen; the welcome over none."""
    for name in SHEETS:
        settings = Settings(language=screen.language, size=size, low=low)
        over = None if name == "welcome" else screen
        visit = Visit(screen=over, settings=settings, sheet=name, seconds_left=12)
        for seen in _turned(Glass(visit, panel, world, NOW)):
            yield name, seen


def _turned(glass: Glass) -> Iterator[Seen]:
    for page in range(page_count(glass)):
        at = glass._replace(visit=glass.visit._replace(page=page))
        yield Seen(compose(at), at)
