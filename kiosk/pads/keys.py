"""Keys, and boards of them: rows that share one grid, as tall as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from dialogs.contract.screen import Text
from kiosk.blocks import Block
from kiosk.buttons import Caption, Style, button
from kiosk.glass import Glass
from kiosk.grid import Grid
from kiosk.scene import Act, Box, Node, Rect, State

APART = 2.54  # mm between keys at the least (VVSG 2.0)
AIM = 16.0  # mm a key is at least tall (Yeh 2025)
FLOOR = 12.7  # mm on a small panel (VVSG 2.0)


class Key(NamedTuple):
    """One sign or word in its middle. `span` is how many places of its row it takes; `says` what
    is read aloud where that is more than what stands on it."""

    id: str
    caption: Caption
    act: Act
    style: Style = "key"
    state: tuple[State, ...] = ()
    span: float = 1
    says: Text | None = None

    def node(self, grid: Grid, rect: Rect) -> Node:
        node = button(grid, self.id, rect, self.caption, self.act, self.style, self.state)
        if "disabled" in self.state and self.style == "key" and not self.caption.icon:
            # Many broken lines side by side are noise: a sign that leads nowhere stands bare.
            bare = tuple(mark for mark in node.marks if not isinstance(mark, Box))
            node = node._replace(marks=bare, pressed=bare)
        return node._replace(text=self.says) if self.says else node


class Board(NamedTuple):
    """Rows of keys, each `places` wide; a row with fewer is filled from the left, or `centred`. No
    key is less tall than `least` mm; 0: as its panel lets it be."""

    rows: tuple[tuple[Key, ...], ...]
    places: float
    least: float = 0
    centred: bool = False
    droppable: bool = False

    def height(self, grid: Grid, width: float) -> float:
        floor = self.least or (FLOOR if grid.small else AIM)
        return self._tall(ceil(floor * grid.panel.scale), self._apart(grid))

    def most(self, grid: Grid, width: float, count: int) -> float:
        return max(self.height(grid, width), self._tall(grid.key, grid.key_gap))

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        least, like = self.height(grid, rect.w), self.most(grid, rect.w, 1)
        share = 1.0 if like <= least else min(1.0, (rect.h - least) / (like - least))
        gap = self._apart(grid) + (grid.key_gap - self._apart(grid)) * max(0.0, share)
        tall = (rect.h - gap * (len(self.rows) - 1)) / len(self.rows)
        place = (rect.w + gap) / self.places
        nodes = []
        for at, row in enumerate(self.rows):
            left = self.places - sum(key.span for key in row)
            x = left / 2 if self.centred else 0.0
            for key in row:
                y = rect.y + at * (tall + gap)
                spot = Rect(rect.x + x * place, y, key.span * place - gap, tall)
                nodes.append(key.node(grid, spot))
                x += key.span
        return nodes

    def _tall(self, key: float, gap: float) -> float:
        return len(self.rows) * key + (len(self.rows) - 1) * gap

    @staticmethod
    def _apart(grid: Grid) -> int:
        return min(ceil(APART * grid.panel.scale), grid.key_gap)


class Low(NamedTuple):
    """A way round a pad: no taller than its words need, so that the keys stand out."""

    block: Block
    droppable: bool = False

    def height(self, grid: Grid, width: float) -> float:
        return self.block.height(grid, width)

    def most(self, grid: Grid, width: float, count: int) -> float:
        return self.block.height(grid, width)

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        return self.block.put(grid, rect)


def sign(glass: Glass, shown: str, *, off: bool = False, span: float = 1) -> Key:
    """The key of one sign; its act carries the sign itself."""
    label = glass.text("kiosk.key.sign", sign=shown)
    return Key(f"key.{shown}", Caption(label), Act("key", shown), state=_off(off), span=span)


def named(
    glass: Glass, name: str, icon: str = "", *, off: bool = False, span: float = 1, on: str = ""
) -> Key:
    """A key with a word: its act is its name."""
    caption = Caption(glass.text(f"kiosk.key.{name}"), None, icon)
    return Key(f"key.{name}", caption, Act(name, on), state=_off(off), span=span)


def go_on(glass: Glass, reason: Text | None, span: float = 1) -> Key:
    """ "Lanjut"; switched off it says why."""
    caption = Caption(glass.text("kiosk.key.enter"), None, "next")
    return Key(
        "key.enter", caption, Act("enter"), "key_main", _off(reason is not None), span, reason
    )


def _off(off: bool) -> tuple[State, ...]:
    return ("disabled",) if off else ()
