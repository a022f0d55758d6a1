"""What a person can meet, in every form: each page of each screen, the sheets of the kiosk over it,
the steps of its pad."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from dialogs.contract.screen import Screen
from dialogs.world import World
from kiosk.audit.rule import Seen
from kiosk.audit.screens import NOW, Met
from kiosk.audit.steps import steps
from kiosk.compose import every_page
from kiosk.glass import Glass
from kiosk.idle import DONE
from kiosk.pads import pad_of, start
from kiosk.panel import PANELS, Panel
from kiosk.press import refused
from kiosk.sheets import SHEETS
from kiosk.sheets.more import NOT_WRITTEN, ORDER
from kiosk.theme import SIZES, Size
from kiosk.visit import Settings, Visit
from shared.hub.port import Refusal

COUNTED = 12  # s left, where a countdown is shown
REFUSED = Refusal.UNKNOWN.value


class Form(NamedTuple):
    """How a person may have the screen: on this panel, in this size, with all targets low."""

    panel: str
    size: Size
    low: bool = False

    def __str__(self) -> str:
        return f"{self.panel} {self.size}{' low' if self.low else ''}"

    def glass(self, visit: Visit, world: World) -> Glass:
        settings = visit.settings._replace(size=self.size, low=self.low)
        return Glass(visit._replace(settings=settings), PANELS[self.panel], world, NOW)


FORMS = tuple(
    Form(panel, size, low)
    for panel in PANELS
    for size in SIZES
    for low in ((False, True) if PANELS[panel].portrait else (False,))
)


class Subject(NamedTuple):
    """A visit that is looked at in every form; `steps`: with all that its pad can become."""

    where: str
    visit: Visit
    steps: bool = False


def subjects(found: Iterable[Met], language: str) -> Iterator[Subject]:
    """Each screen once, however many ways lead to it; one screen of each kind under each sheet; one
    screen of each pad with its steps."""
    alike: set[bytes] = set()
    kinds: dict[str, Screen] = {}
    pads: set[tuple[object, ...]] = set()
    settings = Settings(language=language)
    yield Subject("welcome", Visit(settings=settings, sheet="welcome"))
    yield Subject("language over welcome", Visit(settings=settings, sheet="language"))
    yield Subject("display over welcome", Visit(settings=settings, sheet="display"))
    for met in found:
        screen = met.screen
        content = msgspec.json.encode(msgspec.structs.replace(screen, turn=0))
        if content in alike:
            continue
        alike.add(content)
        kinds.setdefault(screen.kind, screen)
        kept = (screen.input, screen.question_id, tuple(one.id for one in screen.options))
        typed = screen.kind == "question" and met.over == "plain" and kept not in pads
        pads.add(kept)
        where = "/".join(part for part in (met.service, met.what, met.over) if part)
        yield Subject(where, Visit(screen, settings, entry=start(screen)), typed)
    yield from _under_sheets(kinds, settings)


def _under_sheets(kinds: dict[str, Screen], settings: Settings) -> Iterator[Subject]:
    for kind, screen in kinds.items():
        visit = Visit(screen, settings, entry=start(screen))
        for sheet in SHEETS:
            if sheet == "welcome" or (sheet == "more" and not _more(screen)):
                continue
            over = visit._replace(sheet=sheet, seconds_left=COUNTED)
            yield Subject(f"{sheet} over {kind}", over, steps=kind in ("menu", "question"))
        if kind in DONE:
            yield Subject(f"{kind} clearing itself", visit._replace(seconds_left=COUNTED))
    yield Subject("code refused", refused(Visit(kinds["menu"], settings, sheet="code"), REFUSED))


def _more(screen: Screen) -> bool:
    """Does the head offer the sheet here?"""
    return screen.kind not in NOT_WRITTEN or any(one.name in ORDER for one in screen.actions)


def seen(subject: Subject, form: Form, world: World) -> Iterator[Seen]:
    """Every page of it; of its pad, every page of every step."""
    glass = form.glass(subject.visit, world)
    typed = subject.steps and pad_of(glass) is not None
    for at in steps(glass) if typed else (glass,):
        pages = every_page(at)
        for number, scene in enumerate(pages):
            yield Seen(scene, at._replace(visit=at.visit._replace(page=number)), pages)


def pages_of(
    world: World, screen: Screen, panel: Panel, size: Size, *, low: bool = False
) -> Iterator[Seen]:
    """Every page of a screen."""
    settings = Settings(language=screen.language, size=size, low=low)
    glass = Glass(Visit(screen, settings, entry=start(screen)), panel, world, NOW)
    pages = every_page(glass)
    for number, scene in enumerate(pages):
        yield Seen(scene, glass._replace(visit=glass.visit._replace(page=number)), pages)
