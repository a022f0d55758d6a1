"""The pieces a screen is laid out from. Each knows how tall it is in a given width, and what it
puts on the glass there. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from dialogs.contract.screen import Text
from kiosk.buttons import Caption, Style, button, button_height
from kiosk.grid import ANSWER_HEIGHT, HINT_HEIGHT, QUESTION_HEIGHT, Grid
from kiosk.scene import Act, Box, Drawing, Mark, Node, NodeRole, Pictogram, Rect, State, Words
from kiosk.theme import Role
from kiosk.typeface import Font, wrap


class Block(Protocol):
    """`height` is what it needs in `width`; `most` what it likes to have; `put` puts it there."""

    @property
    def droppable(self) -> bool:
        """May be left out where there is no room: it helps, and says nothing new."""

    def height(self, grid: Grid, width: float) -> float: ...

    def most(self, grid: Grid, width: float, count: int) -> float:
        """The height it likes among `count` of its kind."""

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]: ...


class Paragraph(NamedTuple):
    """A text in lines, left aligned."""

    id: str
    text: Text
    role: NodeRole = "text"
    style: str = "hint"  # hint, hint_bold, answer, question
    colour: Role = "soft"
    on: Role = "ground"
    droppable: bool = False

    def height(self, grid: Grid, width: float) -> float:
        return len(self._lines(grid, width)) * _leading(grid, self.style)

    def most(self, grid: Grid, width: float, count: int) -> float:
        return self.height(grid, width)

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        font, leading = font_of(grid, self.style), _leading(grid, self.style)
        lines = self._lines(grid, rect.w)
        marks = tuple(
            Words(rect.x, rect.y + at * leading, line, font, self.colour, self.on)
            for at, line in enumerate(lines)
        )
        box = Rect(rect.x, rect.y, rect.w, len(lines) * leading)
        return (Node(self.id, self.role, box, self.text, marks),)

    def _lines(self, grid: Grid, width: float) -> tuple[str, ...]:
        return wrap(self.text.shown, font_of(grid, self.style), int(width))


def Heading(id: str, text: Text) -> Paragraph:  # noqa: N802 - a block like the others
    """The question of a screen."""
    return Paragraph(id, text, "heading", "question", "ink")


class Notice(NamedTuple):
    """A block of its own ground with a sign: something went wrong, or is to be known."""

    id: str
    text: Text
    icon: str
    more: tuple[Text, ...] = ()
    bad: bool = True
    droppable: bool = False

    def height(self, grid: Grid, width: float) -> float:
        inside = self._room(grid, width)
        lines = sum(len(wrap(text.shown, font, int(inside))) for text, font in self._texts(grid))
        return max(lines * _leading(grid, "hint"), grid.px(10)) + 2 * grid.px(4)

    def most(self, grid: Grid, width: float, count: int) -> float:
        return self.height(grid, width)

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        ground: Role = "bad_panel" if self.bad else "tint"
        colour: Role = "bad" if self.bad else "accent"
        body: Role = "ink"
        rect = Rect(rect.x, rect.y, rect.w, self.height(grid, rect.w))
        sign, pad, leading = grid.px(10), grid.px(4), _leading(grid, "hint")
        icon = Rect(rect.x + pad, rect.y + pad, sign, sign)
        marks: list[Mark] = [
            Box(rect, ground, colour, grid.line, grid.radius),
            Pictogram(icon, self.icon, colour, ground, ground),
        ]
        nodes: list[Node] = []
        y = rect.y + pad
        for at, (text, font) in enumerate(self._texts(grid)):
            lines = wrap(text.shown, font, int(self._room(grid, rect.w)))
            x = icon.right + pad
            words = tuple(
                Words(x, y + n * leading, line, font, body, ground) for n, line in enumerate(lines)
            )
            here = Rect(x, y, rect.right - x, len(lines) * leading)
            id = self.id if at == 0 else f"{self.id}.{at}"
            nodes.append(Node(id, "alert", here, text, (*marks, *words) if at == 0 else words))
            y += len(lines) * leading
        return nodes

    def lines(self, grid: Grid, width: float) -> tuple[str, ...]:
        """The first text as it is broken."""
        return wrap(self.text.shown, grid.hint_bold, int(self._room(grid, width)))

    def _texts(self, grid: Grid) -> list[tuple[Text, Font]]:
        return [(self.text, grid.hint_bold), *((text, grid.hint) for text in self.more)]

    @staticmethod
    def _room(grid: Grid, width: float) -> float:
        return width - grid.px(10) - 3 * grid.px(4)


class Image(NamedTuple):
    """One of our drawings, with what it shows in words."""

    id: str
    name: str
    width_mm: float
    height_mm: float
    text: Text | None = None
    droppable: bool = True

    def height(self, grid: Grid, width: float) -> float:
        return grid.px(self.height_mm) * min(1.0, width / grid.px(self.width_mm))

    def most(self, grid: Grid, width: float, count: int) -> float:
        return self.height(grid, width)

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        height = self.height(grid, rect.w)
        width = height * self.width_mm / self.height_mm
        box = Rect(rect.x, rect.y, width, height)
        return (Node(self.id, "image", box, self.text, (Drawing(box, self.name),)),)


class Row(NamedTuple):
    """An answer as wide as its column."""

    id: str
    caption: Caption
    act: Act
    style: Style = "answer"
    state: tuple[State, ...] = ()
    droppable: bool = False

    def height(self, grid: Grid, width: float) -> float:
        return max(grid.row, button_height(grid, self.caption, self.style, width))

    def most(self, grid: Grid, width: float, count: int) -> float:
        return max(self.height(grid, width), grid.px(tall(grid, count)))

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        return (button(grid, self.id, rect, self.caption, self.act, self.style, self.state),)


class Columns(NamedTuple):
    """Blocks side by side, alike in width and height."""

    parts: tuple[Block, ...]
    places: int = 0  # in the row; 0: as many as there are parts
    gap: Callable[[Grid], float] = lambda grid: grid.gap
    droppable: bool = False

    def height(self, grid: Grid, width: float) -> float:
        share = self._share(grid, width)
        return max(part.height(grid, share) for part in self.parts)

    def most(self, grid: Grid, width: float, count: int) -> float:
        share = self._share(grid, width)
        return max(part.most(grid, share, count) for part in self.parts)

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        share = self._share(grid, rect.w)
        step = share + self.gap(grid)
        return [
            node
            for at, part in enumerate(self.parts)
            for node in part.put(grid, Rect(rect.x + at * step, rect.y, share, rect.h))
        ]

    def _share(self, grid: Grid, width: float) -> float:
        count = self.places or len(self.parts)
        return (width - self.gap(grid) * (count - 1)) / count


def tall(grid: Grid, count: int) -> float:
    """How tall one of `count` answers likes to be, in mm: few answers are bigger."""
    if min(grid.panel.width_mm, grid.panel.height_mm) < 200:
        return 22
    big = grid.size == "XL"
    return {1: 30, 2: 44, 3: 42, 4: 42 if big else 38, 5: 34}.get(count, 26)


def font_of(grid: Grid, style: str) -> Font:
    return {
        "hint": grid.hint,
        "hint_bold": grid.hint_bold,
        "answer": grid.answer,
        "question": grid.question,
    }[style]


def _leading(grid: Grid, style: str) -> int:
    times = {"answer": ANSWER_HEIGHT, "question": QUESTION_HEIGHT}.get(style, HINT_HEIGHT)
    return round(font_of(grid, style).em * times)
