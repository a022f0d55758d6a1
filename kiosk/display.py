"""The few things that are read from afar: a receipt's number, a code, 112, and a QR code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dialogs.contract.screen import Text
from kiosk.blocks import Block
from kiosk.grid import HINT_HEIGHT, Grid
from kiosk.scene import Box, Code, Node, NodeRole, Rect, Words
from kiosk.theme import HINT_CAP, Role
from kiosk.typeface import Font, wrap
from kiosk.typeface import width as wide


class Display(NamedTuple):
    """One line in giant type; it becomes smaller before it would break."""

    id: str
    text: Text
    cap_mm: float  # of a capital letter, at M
    colour: Role = "ink"
    droppable: bool = False
    role: NodeRole = "text"

    def height(self, grid: Grid, width: float) -> float:
        return self._font(grid, width).em * 1.12

    def most(self, grid: Grid, width: float, count: int) -> float:
        return self.height(grid, width)

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        font = self._font(grid, rect.w)
        words = Words(rect.x, rect.y, self.text.shown, font, self.colour, "ground")
        box = Rect(rect.x, rect.y, min(rect.w, wide(self.text.shown, font)), font.em * 1.12)
        return (Node(self.id, self.role, box, self.text, (words,)),)

    def _font(self, grid: Grid, width: float) -> Font:
        grown = HINT_CAP[grid.size] / HINT_CAP["M"]
        font = grid.display(self.cap_mm * max(1.0, grown))
        while wide(self.text.shown, font) > width and font.em > grid.hint.em:
            font = Font(font.em - 2, bold=True)
        return font


class Labelled(NamedTuple):
    """A small line over a block."""

    id: str
    text: Text
    block: Block
    droppable: bool = False

    def height(self, grid: Grid, width: float) -> float:
        return self._label(grid, width) + self.block.height(grid, width)

    def most(self, grid: Grid, width: float, count: int) -> float:
        return self.height(grid, width)

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        leading = round(grid.hint.em * HINT_HEIGHT)
        lines = wrap(self.text.shown, grid.hint, int(rect.w))
        marks = tuple(
            Words(rect.x, rect.y + at * leading, line, grid.hint, "soft", "ground")
            for at, line in enumerate(lines)
        )
        label = Rect(rect.x, rect.y, rect.w, len(lines) * leading)
        below = rect.cut(top=label.h)
        return (Node(self.id, "text", label, self.text, marks), *self.block.put(grid, below))

    def _label(self, grid: Grid, width: float) -> float:
        lines = wrap(self.text.shown, grid.hint, int(width))
        return len(lines) * round(grid.hint.em * HINT_HEIGHT)


class QrCode(NamedTuple):
    """A code for a phone's camera on a white card, its meaning below: nothing depends on it."""

    id: str
    text: Text
    content: str
    droppable: bool = False

    def height(self, grid: Grid, width: float) -> float:
        return min(width, grid.px(44))

    def most(self, grid: Grid, width: float, count: int) -> float:
        return self.height(grid, width)

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        side = self.height(grid, rect.w)
        card = Rect(rect.right - side, rect.y, side, side)
        marks = (Box(card, "paper", "accent", grid.line, grid.px(2)),)
        code = Code(card.inset(grid.px(2)), self.content)
        return (Node(self.id, "image", card, self.text, (*marks, code)),)
