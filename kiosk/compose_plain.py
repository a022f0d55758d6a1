"""A scene without head: for what stands alone over a visit, or before one."""

from __future__ import annotations

from kiosk import border
from kiosk.frame import bar, body_room
from kiosk.glass import Glass
from kiosk.layout import Page, Plan, put
from kiosk.scene import Mark, Node, Scene


def plain(
    glass: Glass, plan: Plan, marks: tuple[Mark, ...] = (), before: tuple[Node, ...] = ()
) -> Scene:
    """`plan` on one page between the top and the bar."""
    visit = glass.visit
    nodes = [
        *before,
        *put(Page(body_room(glass), plan.body, plan.answers), plan, glass.grid),
        *bar(glass),
    ]
    key = f"{visit.number}.{visit.sheet}"
    width, height = glass.panel.width, glass.panel.height
    over = border.marks(glass)
    return Scene(key, glass.language, width, height, "ground", (*over, *marks), tuple(nodes))
