"""Where what is typed is seen: boxes for numbers whose length is known, a line, or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from dialogs.contract.screen import Text
from kiosk.buttons import fitting
from kiosk.grid import HINT_HEIGHT, Grid
from kiosk.scene import Act, Box, Mark, Node, Rect, Words
from kiosk.typeface import Font, width, wrap

NARROW = 9.0  # mm: under it boxes break over two lines
TARGET = 12.7  # mm: a group of boxes can be pressed
HIDDEN = "•"
LINE = 1.2  # ems from line to line in a field


class Status(NamedTuple):
    """How far one is, in the longest of these words that fits its line."""

    texts: tuple[Text, ...]

    def height(self, grid: Grid) -> float:
        return grid.hint.em * HINT_HEIGHT + grid.px(1)

    def node(self, grid: Grid, id: str, rect: Rect) -> Node:
        text, font = self.texts[-1], grid.hint
        for one in self.texts:
            if width(one.shown, font) <= rect.w:
                text = one
                break
        font = fitting(text.shown, font, rect.w, grid)
        words = Words(rect.x, rect.y + grid.px(1), text.shown, font, "soft", "ground")
        return Node(id, "status", rect, text, (words,))


class Boxes(NamedTuple):
    """Signs in boxes, `group` together, the box at `cursor` outlined. `chosen` is the group that
    will be typed anew; a group that holds something can be pressed to choose it."""

    id: str
    typed: str
    length: int
    group: int
    status: Status
    cursor: int
    chosen: int = -1
    secret: bool = False
    names: tuple[Text, ...] = ()  # of the groups that can be pressed
    droppable: bool = False

    def height(self, grid: Grid, width: float) -> float:
        lines = self._lines(grid, width)
        tall = self._tall(grid, lines)
        return lines * tall + (lines - 1) * self._apart(grid) + self.status.height(grid)

    def most(self, grid: Grid, width: float, count: int) -> float:
        return self.height(grid, width)

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        lines = self._lines(grid, rect.w)
        boxes = tuple(self._boxes(grid, rect, lines))
        marks = tuple(mark for at, box in enumerate(boxes) for mark in self._box(grid, at, box))
        tall = rect.h - self.status.height(grid)
        field = Rect(rect.x, rect.y, rect.w, tall)
        value = HIDDEN * len(self.typed.replace(" ", ""))
        nodes = [Node(self.id, "field", field, None, marks, value=value)]
        nodes += self._groups(grid, boxes)
        below = Rect(rect.x, field.bottom, rect.w, rect.bottom - field.bottom)
        return (*nodes, self.status.node(grid, f"{self.id}.count", below))

    def _groups(self, grid: Grid, boxes: tuple[Rect, ...]) -> Iterator[Node]:
        """A target around each group that holds something."""
        for group in range(self._count if self.names else 0):
            start = group * self.group
            end = self.length if group + 1 == self._count else start + self.group
            if not self.typed[start:end].strip():
                continue
            first, last = boxes[start], boxes[end - 1]
            rect = Rect(first.x, first.y, last.right - first.x, first.h)
            down = (Box(rect, None, "accent", grid.thick, grid.px(2)),)
            id, act = f"{self.id}.group.{group}", Act("group", str(group))
            yield Node(id, "button", rect, self.names[group], (), down, act)

    def _box(self, grid: Grid, at: int, box: Rect) -> Iterator[Mark]:
        here = at == self.cursor
        chosen = self.chosen >= 0 and min(at // self.group, self._count - 1) == self.chosen
        line = grid.thick if here else max(2, grid.line - 1)
        ground = "tint" if here or chosen else "surface"
        yield Box(box, ground, "accent", line, grid.px(2))  # type: ignore[arg-type]
        if at < len(self.typed) and self.typed[at] != " ":
            sign = HIDDEN if self.secret else self.typed[at]
            font = Font.of_cap(min(box.w * 0.62, box.h * 0.5, grid.px(7.5)), bold=True)
            left = box.x + (box.w - width(sign, font)) / 2
            top = box.y + (box.h - font.em * 1.15) / 2
            yield Words(left, top, sign, font, "ink", ground)  # type: ignore[arg-type]

    def _boxes(self, grid: Grid, rect: Rect, lines: int) -> Iterator[Rect]:
        wide, tall = self._wide(grid, rect.w, lines), self._tall(grid, lines)
        groups = self._count
        a_line = -(-groups // lines)
        for at in range(self.length):
            group = min(at // self.group, groups - 1)
            line, place = divmod(group, a_line)
            x = place * (self.group * wide + self._between(grid) + (self.group - 1) * grid.px(1))
            x += (at - group * self.group) * (wide + grid.px(1))
            yield Rect(rect.x + x, rect.y + line * (tall + self._apart(grid)), wide, tall)

    def _wide(self, grid: Grid, room: float, lines: int) -> float:
        a_line = -(-self._count // lines)
        boxes = self.length - (self._count - a_line) * self.group
        gaps = self._between(grid) * (a_line - 1) + grid.px(1) * (boxes - a_line)
        return min((room - gaps) / boxes, grid.px(20))

    @property
    def _count(self) -> int:
        """Groups; a sign too many stands in the last one."""
        return max(1, self.length // self.group)

    def _lines(self, grid: Grid, room: float) -> int:
        return 1 if self._wide(grid, room, 1) >= grid.px(NARROW) else 2

    def _tall(self, grid: Grid, lines: int) -> int:
        return grid.row if lines == 1 and not grid.small else ceil(TARGET * grid.panel.scale) + 1

    @staticmethod
    def _between(grid: Grid) -> int:
        return grid.px(6)

    @staticmethod
    def _apart(grid: Grid) -> int:
        return ceil(2.6 * grid.panel.scale)


class Line(NamedTuple):
    """One line, its end seen where it is longer than its field."""

    id: str
    typed: str
    status: Status
    value: str = ""
    droppable: bool = False

    def height(self, grid: Grid, width: float) -> float:
        return grid.row + self.status.height(grid)

    def most(self, grid: Grid, width: float, count: int) -> float:
        return self.height(grid, width)

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        box = Rect(rect.x, rect.y, rect.w, rect.h - self.status.height(grid))
        font = fitting(self.typed, grid.display(8), rect.w - grid.px(10), grid)
        shown = _end(self.typed, font, rect.w - grid.px(10))
        top = rect.y + (box.h - font.em * 1.15) / 2
        marks = (
            Box(box, "surface", "accent", grid.thick, grid.px(2)),
            Words(rect.x + grid.px(4), top, shown, font, "ink", "surface"),
            _caret(grid, rect.x + grid.px(4) + width(shown, font), top, font),
        )
        below = Rect(rect.x, box.bottom, rect.w, rect.bottom - box.bottom)
        return (
            Node(self.id, "field", box, None, marks, value=self.value),
            self.status.node(grid, f"{self.id}.count", below),
        )


class Page(NamedTuple):
    """Several lines, as many as there is room for up to `lines`; of a long text the end. One line
    is as large as a hint where there is room for no more."""

    id: str
    typed: str
    lines: int = 4
    droppable: bool = False

    def height(self, grid: Grid, width: float) -> float:
        return round(grid.hint.em * LINE) + grid.px(2)

    def most(self, grid: Grid, width: float, count: int) -> float:
        lines = 1 if grid.small else self.lines
        return lines * round(grid.answer.em * LINE) + grid.px(4)

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        font = grid.answer if rect.h >= grid.answer.em * LINE + grid.px(2) else grid.hint_bold
        leading, pad = round(font.em * LINE), grid.px(3.5)
        room = rect.w - 2 * pad - grid.px(2)
        fit = max(1, int((rect.h - grid.px(3)) / leading))
        shown = wrap(self.typed, font, int(room))[-fit:] or ("",)
        if self.typed.endswith(" ") and shown[-1]:
            shown = (*shown[:-1], shown[-1] + " ")
        top = rect.y + (grid.px(3.5) if fit > 1 else (rect.h - leading) / 2)
        marks: list[Mark] = [Box(rect, "surface", "accent", grid.thick, grid.px(2))]
        marks += [
            Words(rect.x + pad, top + at * leading, line, font, "ink", "surface")
            for at, line in enumerate(shown)
        ]
        low = top + (len(shown) - 1) * leading
        marks.append(_caret(grid, rect.x + pad + width(shown[-1], font), low, font))
        value = HIDDEN * len(self.typed)
        return (Node(self.id, "field", rect, None, tuple(marks), value=value),)


def _caret(grid: Grid, x: float, top: float, font: Font) -> Mark:
    """Where the next sign will stand; it does not blink."""
    return Box(Rect(x + grid.px(0.6), top + font.em * 0.16, grid.px(0.9), font.em * 0.86), "accent")


def _end(text: str, font: Font, room: float) -> str:
    while text and width(text, font) > room:
        text = text[1:]
    return text
