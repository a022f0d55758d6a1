"""From a visit to a scene: the frame that never moves, and in it the page of a screen or a sheet.

Pure: the audit composes every screen of every guide this way, without a window.
"""

from __future__ import annotations

from kiosk import border
from kiosk.blocks import Block, Columns, Row
from kiosk.buttons import Caption, Style
from kiosk.frame import bar, body_room, head
from kiosk.glass import Glass
from kiosk.layout import Page, Plan, Room, pages, put
from kiosk.pads.keys import AIM, Board, Key
from kiosk.scene import Act, Scene
from kiosk.screens import plan_of
from kiosk.sheets import SHEETS


def compose(glass: Glass) -> Scene:
    """The scene of a visit as it is now."""
    sheet = SHEETS.get(glass.visit.sheet)
    if sheet is not None and sheet.scene is not None:
        return sheet.scene(glass)
    plan, found = _laid(glass)
    return _scene(glass, plan, found, min(glass.visit.page, len(found) - 1))


def every_page(glass: Glass) -> tuple[Scene, ...]:
    """The scenes of all pages of what is shown."""
    sheet = SHEETS.get(glass.visit.sheet)
    if sheet is not None and sheet.scene is not None:
        return (sheet.scene(glass),)
    plan, found = _laid(glass)
    return tuple(
        _scene(glass._replace(visit=glass.visit._replace(page=at)), plan, found, at)
        for at in range(len(found))
    )


def _laid(glass: Glass) -> tuple[Plan, tuple[Page, ...]]:
    sheet = SHEETS.get(glass.visit.sheet)
    plan = sheet.plan(glass) if sheet is not None and sheet.plan else plan_of(glass)
    return plan, paged(glass, plan, body_room(glass))


def _scene(glass: Glass, plan: Plan, found: tuple[Page, ...], at: int) -> Scene:
    nodes = [
        *head(glass),
        *put(found[at], plan, glass.grid),
        *bar(glass),
    ]
    return Scene(
        key=key_of(glass),
        language=glass.language,
        width=glass.panel.width,
        height=glass.panel.height,
        ground="ground",
        marks=border.marks(glass),
        nodes=tuple(nodes),
    )


def paged(glass: Glass, plan: Plan, room: Room) -> tuple[Page, ...]:
    """The pages of a plan, each with the way to the one before and after."""
    pager = _pager if room.shared else _low_pager
    stand_in = pager(glass, 1, 3)
    counted = pages(plan, glass.grid, room, stand_in)
    if len(counted) == 1:
        return counted
    total = len(counted)

    def turned(blocks: tuple[Block, ...], at: int) -> tuple[Block, ...]:
        return tuple(pager(glass, at, total) if one == stand_in else one for one in blocks)

    return tuple(
        page._replace(answers=turned(page.answers, at), beside=turned(page.beside, at))
        for at, page in enumerate(counted)
    )


def key_of(glass: Glass) -> str:
    """Which screen this is: touches and speech of another one are over."""
    visit = glass.visit
    turn = visit.screen.turn if visit.screen else "-"
    return f"{visit.number}.{turn}.{visit.sheet}.{visit.page}.{visit.entry.step}"


def _pager(glass: Glass, at: int, total: int) -> Columns:
    """To the page before, to the next one; which one this is."""

    def turn(id: str, to: int, icon: str, style: str) -> Row:
        slots = {"page": str(to + 1), "pages": str(total)}
        caption = Caption(glass.text(f"kiosk.{id}", **slots), None, icon)
        return Row(f"page.{id}", caption, Act("page", str(to)), style)  # type: ignore[arg-type]

    before = (turn("page_before", at - 1, "back", "out"),) if at else ()
    after = (turn("page_after", at + 1, "next", "main"),) if at < total - 1 else ()
    return Columns((*before, *after))


def _low_pager(glass: Glass, at: int, total: int) -> Board:
    """The same in one row of short words, where the column is narrow and low."""

    def turn(id: str, to: int, style: Style) -> Key:
        slots = {"page": str(to + 1), "pages": str(total)}
        caption = Caption(glass.text("kiosk.page_short", **slots))
        says = glass.text(f"kiosk.{id}", **slots)
        return Key(f"page.{id}", caption, Act("page", str(to)), style, says=says)

    before = (turn("page_before", at - 1, "key"),) if at else ()
    after = (turn("page_after", at + 1, "key_main"),) if at < total - 1 else ()
    return Board(((*before, *after),), len(before) + len(after), least=AIM)
