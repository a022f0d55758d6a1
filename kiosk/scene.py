"""What stands on the glass: one tree for eyes, ears, fingers, keys, tests and the audit.

A `Scene` is pure data in pixels, the origin at the top left. A `Node` is what a person can read or
press, in reading order; its `marks` are what is painted for it, with colours by role. Nothing here
knows Kivy: `kiosk/window` paints a scene and hands touches to its nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, Union

from dialogs.contract.screen import Text
from kiosk.theme import Role
from kiosk.typeface import Font

NodeRole = Literal["heading", "text", "alert", "image", "progress", "field", "button", "status"]
State = Literal["chosen", "disabled", "main", "out"]  # out: a way out, a little quieter


class Rect(NamedTuple):
    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def holds(self, x: float, y: float, slack: float = 0) -> bool:
        return (
            self.x - slack <= x < self.right + slack and self.y - slack <= y < self.bottom + slack
        )

    def inset(self, by: float) -> Rect:
        return Rect(self.x + by, self.y + by, self.w - 2 * by, self.h - 2 * by)

    def cut(self, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> Rect:
        return Rect(self.x + left, self.y + top, self.w - left - right, self.h - top - bottom)


# What is painted --------------------------------------------------------------------------------


class Box(NamedTuple):
    """A rounded rectangle: filled, lined, or both; a line lies inside the rectangle."""

    rect: Rect
    fill: Role | None = None
    line: Role | None = None
    line_px: float = 0
    radius: float = 0
    dashed: bool = False


class Words(NamedTuple):
    """One line of text from its top left corner (the ascender's height). `on` is the role of the
    colour behind it, for the proof of contrast."""

    x: float
    y: float
    text: str
    font: Font
    colour: Role
    on: Role


class Pictogram(NamedTuple):
    """A sign of `kiosk/pictures` by its name, square, in a line colour and a second tone."""

    rect: Rect
    name: str
    line: Role
    duo: Role
    on: Role


class Drawing(NamedTuple):
    """One of our own drawings (a card, the figures) by its name."""

    rect: Rect
    name: str


class Code(NamedTuple):
    """A QR code of `text`, black on white."""

    rect: Rect
    text: str


class Shape(NamedTuple):
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    fill: Role


Mark = Union[Box, Words, Pictogram, Drawing, Code, Shape]  # noqa: UP007 - mypy on 3.10


# What it means ----------------------------------------------------------------------------------


class Act(NamedTuple):
    """What a press does: a name of `kiosk/visit`, and what it is done to."""

    name: str
    on: str = ""


class Node(NamedTuple):
    """`id` is unique in its scene and the same whenever the same thing is shown. `text` is what is
    read aloud for it; `act` what pressing it does. `pressed` are its marks while a finger is on
    it."""

    id: str
    role: NodeRole
    rect: Rect
    text: Text | None = None
    marks: tuple[Mark, ...] = ()
    pressed: tuple[Mark, ...] = ()
    act: Act | None = None
    state: tuple[State, ...] = ()
    value: str = ""  # what a field holds, masked where it is private

    @property
    def pressable(self) -> bool:
        return self.act is not None and "disabled" not in self.state


class Scene(NamedTuple):
    """A whole picture, on `ground`; `nodes` in reading order. `key` tells one screen of a talk from
    the next: a touch that began on another one does nothing."""

    key: str
    language: str
    width: int
    height: int
    ground: Role
    marks: tuple[Mark, ...]  # that mean nothing: dividers, the border of the welcome
    nodes: tuple[Node, ...]

    def at(self, x: float, y: float) -> Node | None:
        """The pressable node there; the last one drawn where two overlap."""
        found = (node for node in reversed(self.nodes) if node.pressable and node.rect.holds(x, y))
        return next(found, None)

    def node(self, id: str) -> Node | None:
        return next((node for node in self.nodes if node.id == id), None)

    def targets(self) -> Iterator[Node]:
        return (node for node in self.nodes if node.pressable)
