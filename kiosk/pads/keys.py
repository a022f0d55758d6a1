"""A key of a pad."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kiosk.buttons import Caption, Style, button
from kiosk.grid import Grid
from kiosk.scene import Act, Node, Rect, State


class Key(NamedTuple):
    """At least 16.5 mm in each direction, one sign or word in its middle."""

    id: str
    caption: Caption
    act: Act
    style: Style = "key"
    state: tuple[State, ...] = ()
    droppable: bool = False

    def height(self, grid: Grid, width: float) -> float:
        return grid.key

    def most(self, grid: Grid, width: float, count: int) -> float:
        return grid.key

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        return (button(grid, self.id, rect, self.caption, self.act, self.style, self.state),)
