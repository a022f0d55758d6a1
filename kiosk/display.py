"""The few things that are read from afar: a receipt's number, a code, 112, and a QR code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dialogs.contract.screen import Text
from kiosk.blocks import Block
from kiosk.grid import HINT_HEIGHT, Grid
from kiosk.scene import Box, Code, Mark, Node, NodeRole, Rect, Words
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


class Step(NamedTuple):
    """One of several things that happen one after the other: its number in a circle."""

    id: str
    number: int
    text: Text
    droppable: bool = False

    def height(self, grid: Grid, width: float) -> float:
        return max(grid.px(10), len(self._lines(grid, width)) * self._leading(grid))

    def most(self, grid: Grid, width: float, count: int) -> float:
        return self.height(grid, width)

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        side, leading = grid.px(10), self._leading(grid)
        lines = self._lines(grid, rect.w)
        tall = self.height(grid, rect.w)
        circle = Rect(rect.x, rect.y + (tall - side) / 2, side, side)
        number = str(self.number)
        font = grid.hint_bold if grid.size in ("S", "M") else Font(grid.px(7.2), bold=True)
        left = circle.x + (side - wide(number, font)) / 2
        top = circle.y + (side - font.em * 1.15) / 2
        x = circle.right + grid.px(4)
        y = rect.y + (tall - len(lines) * leading) / 2
        marks: tuple[Mark, ...] = (
            Box(circle, "surface", "accent", grid.line, side / 2),
            Words(left, top, number, font, "accent", "surface"),
            *(
                Words(x, y + at * leading, line, grid.hint, "ink", "ground")
                for at, line in enumerate(lines)
            ),
        )
        return (Node(self.id, "text", Rect(rect.x, rect.y, rect.w, tall), self.text, marks),)

    def _lines(self, grid: Grid, width: float) -> tuple[str, ...]:
        return wrap(self.text.shown, grid.hint, int(width - grid.px(14)))

    @staticmethod
    def _leading(grid: Grid) -> int:
        return round(grid.hint.em * HINT_HEIGHT)


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
