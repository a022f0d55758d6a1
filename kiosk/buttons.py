"""Everything that is pressed: how it looks at rest, under a finger, chosen and switched off. Pure.

Pressed is an inversion, never a lighter shade: it keeps the contrast of rest.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

from dialogs.contract.screen import Text
from kiosk.grid import ANSWER_HEIGHT, HINT_HEIGHT, Grid
from kiosk.scene import Act, Box, Mark, Node, Pictogram, Rect, State, Words
from kiosk.theme import CAP, HINT_CAP, TEXT_FLOOR, Role
from kiosk.typeface import Font, width, wrap

Style = Literal["answer", "tile", "main", "out", "danger", "key", "key_main", "head", "bar", "call"]


class Caption(NamedTuple):
    """What a button says: words, a smaller line under them, a pictogram."""

    label: Text
    hint: Text | None = None
    icon: str = ""


class Coat(NamedTuple):
    """Roles of one state: ground, line, words, smaller words, tile behind the icon, its tones."""

    fill: Role | None
    line: Role | None
    words: Role
    hint: Role
    tile: Role | None
    icon: Role
    duo: Role
    on: Role  # what stands behind the words


_FILLED = Coat(
    "accent", "accent", "on_accent", "on_accent", None, "on_accent", "duo_on_accent", "accent"
)  # fmt: skip
_PLAIN = Coat("surface", "accent", "ink", "soft", "tint", "accent", "duo", "surface")
# The coat at rest, and the one under a finger.
COATS: dict[Style, tuple[Coat, Coat]] = {
    "answer": (_PLAIN, _FILLED),
    "tile": (_PLAIN, _FILLED),
    "main": (_FILLED, _PLAIN._replace(tile=None, words="accent")),
    "out": (Coat("ground", "accent", "ink", "soft", None, "accent", "duo", "ground"), _FILLED),
    "danger": (
        Coat("surface", "bad", "bad", "bad", "bad_panel", "bad", "bad_panel", "surface"),
        Coat("bad", "bad", "surface", "surface", None, "surface", "bad", "bad"),
    ),
    "key": (_PLAIN._replace(tile=None), _FILLED),
    "key_main": (_FILLED, _PLAIN._replace(tile=None, words="accent")),
    "head": (_PLAIN._replace(words="accent", tile=None), _FILLED),
    "bar": (
        Coat("bar", None, "on_bar", "on_bar", None, "on_bar", "duo_on_accent", "bar"),
        Coat("on_bar", None, "bar", "bar", None, "bar", "duo", "on_bar"),
    ),
    "call": (
        Coat("call", None, "on_call", "on_call", None, "on_call", "duo", "call"),
        Coat("on_call", None, "call", "call", None, "call", "duo_on_accent", "on_call"),
    ),
}  # fmt: skip
# What cannot be pressed now: its words stay readable, its line is broken.
_OFF = Coat("ground", "soft", "soft", "soft", None, "soft", "ground", "ground")
SIGNS = 4  # figures at most that are drawn as large as their key allows: "000", a year
LOW = 0.72  # ems of its words at most in the height of a key
_STACKED = ("bar", "call")  # icon over word
_CENTRED = ("key", "key_main", "head")


def button(
    grid: Grid,
    id: str,
    rect: Rect,
    caption: Caption,
    act: Act,
    style: Style = "answer",
    state: tuple[State, ...] = (),
) -> Node:
    """One button, at rest and pressed."""
    rest, down = COATS[style]
    if "disabled" in state:
        rest = down = _OFF
    draw = _stacked if style in _STACKED else _centred if style in _CENTRED else _along
    marks = tuple(draw(grid, rect, caption, rest, style, state))
    pressed = tuple(draw(grid, rect, caption, down, style, state))
    if style == "main":
        state = ("main", *state)
    if style == "out":
        state = ("out", *state)
    return Node(id, "button", rect, caption.label, marks, pressed, act, state)


def button_height(grid: Grid, caption: Caption, style: Style, room: float) -> float:
    """Pixels its words need in `room` pixels of width."""
    inside = room - _indent(grid, caption, style) - grid.px(4)
    font = _label_font(grid, style)
    lines = len(wrap(caption.label.shown, font, int(inside))) * _answer_leading(font)
    if caption.hint:
        lines += len(wrap(caption.hint.shown, grid.hint, int(inside))) * _hint_leading(grid)
    return lines + 2 * grid.px(2.5)


def _along(
    grid: Grid, rect: Rect, caption: Caption, coat: Coat, style: Style, state: tuple[State, ...]
) -> list[Mark]:
    """Icon on a tile at the left, words beside it."""
    marks: list[Mark] = [_body(grid, rect, coat, state)]
    tile = _tile(grid, rect, caption, style)
    if caption.icon:
        if coat.tile:
            inside = tile.inset(grid.line)
            marks.append(Box(inside, coat.tile, None, 0, max(0, grid.radius - grid.line)))
            corner = Rect(inside.right - grid.radius, inside.y, grid.radius, inside.h)
            marks.append(Box(corner, coat.tile))
        side = min(tile.w * 0.6, tile.h * 0.6, grid.px(18))
        x, y = tile.middle
        on = coat.tile or coat.on
        spot = Rect(round(x - side / 2), round(y - side / 2), round(side), round(side))
        marks.append(Pictogram(spot, caption.icon, coat.icon, coat.duo, on))
    left = rect.x + _indent(grid, caption, style)
    right = rect.right - grid.px(4) - (grid.px(12) if "chosen" in state else 0)
    marks += _two_lines(grid, Rect(left, rect.y, right - left, rect.h), caption, coat, style)
    if "chosen" in state:
        side = grid.px(9)
        spot = Rect(rect.right - side - grid.px(4), rect.y + (rect.h - side) / 2, side, side)
        marks.append(Pictogram(spot, "check", coat.icon, coat.duo, coat.on))
    return marks


def _two_lines(grid: Grid, room: Rect, caption: Caption, coat: Coat, style: Style) -> list[Mark]:
    font = _label_font(grid, style)
    label = wrap(caption.label.shown, font, int(room.w))
    hint = wrap(caption.hint.shown, grid.hint, int(room.w)) if caption.hint else ()
    high, low = _answer_leading(font), _hint_leading(grid)
    y = room.y + (room.h - len(label) * high - len(hint) * low) / 2
    marks: list[Mark] = [
        Words(room.x, y + at * high, line, font, coat.words, coat.on)
        for at, line in enumerate(label)
    ]
    y += len(label) * high
    return marks + [
        Words(room.x, y + at * low, line, grid.hint, coat.hint, coat.on)
        for at, line in enumerate(hint)
    ]


def _centred(
    grid: Grid, rect: Rect, caption: Caption, coat: Coat, style: Style, state: tuple[State, ...]
) -> list[Mark]:
    """Icon and words on one line in the middle; the icon alone where a key has no word."""
    marks: list[Mark] = [_body(grid, rect, coat, state)]
    font = _sign_font(rect) if _is_sign(caption, style) else _label_font(grid, style)
    font = Font(min(font.em, int(rect.h * LOW)), font.bold)
    font = fitting(caption.label.shown, font, rect.w - grid.px(4), grid)
    side = round(min(grid.px(9), rect.h * 0.5)) if caption.icon else 0
    words = width(caption.label.shown, font) if caption.label.shown else 0
    between = grid.px(2) if side and words else 0
    if side + between + words > rect.w - grid.px(3) and words:
        side = between = 0  # words before pictures
    x = rect.x + (rect.w - side - between - words) / 2
    if side:
        spot = Rect(round(x), round(rect.y + (rect.h - side) / 2), side, side)
        marks.append(Pictogram(spot, caption.icon, coat.icon, coat.duo, coat.on))
    if words:
        y = rect.y + (rect.h - _answer_leading(font)) / 2
        marks.append(Words(x + side + between, y, caption.label.shown, font, coat.words, coat.on))
    return marks


def _stacked(
    grid: Grid, rect: Rect, caption: Caption, coat: Coat, style: Style, state: tuple[State, ...]
) -> list[Mark]:
    """A cell of the bar: icon over word."""
    marks: list[Mark] = [Box(rect, coat.fill, None, 0, grid.radius)]
    font = fitting(caption.label.shown, grid.bar_font, rect.w - grid.px(2), grid)
    leading = round(font.em * ANSWER_HEIGHT)
    side = round(min(grid.px(13), rect.h - leading - grid.px(3)))
    x, _ = rect.middle
    top = rect.y + (rect.h - side - leading) / 2
    spot = Rect(round(x - side / 2), round(top), side, side)
    marks.append(Pictogram(spot, caption.icon, coat.icon, coat.duo, coat.on))
    words = width(caption.label.shown, font)
    marks.append(Words(x - words / 2, spot.bottom, caption.label.shown, font, coat.words, coat.on))
    return marks


def _body(grid: Grid, rect: Rect, coat: Coat, state: tuple[State, ...]) -> Box:
    thick = grid.thick if "chosen" in state else grid.line
    return Box(rect, coat.fill, coat.line, thick, grid.radius, "disabled" in state)


def _tile(grid: Grid, rect: Rect, caption: Caption, style: Style) -> Rect:
    wide = _tile_width(grid, caption, style)
    return Rect(rect.x, rect.y, min(wide, rect.w), rect.h)


def _tile_width(grid: Grid, caption: Caption, style: Style) -> int:
    if not caption.icon:
        return 0
    small = min(grid.panel.width_mm, grid.panel.height_mm) < 200
    return grid.px(20 if small else 26 if style == "tile" else 34)


def _indent(grid: Grid, caption: Caption, style: Style) -> float:
    """From the button's left side to its words."""
    wide = _tile_width(grid, caption, style)
    return wide + grid.px(4) if wide else grid.px(7)


def fitting(text: str, font: Font, room: float, grid: Grid) -> Font:
    """`font`, or a smaller one where a single word would not fit its key; never under the floor."""
    least = floor(grid)
    while width(text, font) > room and font.em > least:
        font = Font(font.em - 1, font.bold)
    return font


def floor(grid: Grid) -> int:
    """Pixels an em that no text of this size is smaller than: capitals of 4.8 mm (508, 402.4), of
    S its own hint."""
    cap = HINT_CAP["S"] if grid.size == "S" else TEXT_FLOOR
    return math.ceil(cap * grid.panel.scale / CAP)


def _is_sign(caption: Caption, style: Style) -> bool:
    """A sign or a number alone on its key."""
    shown = caption.label.shown
    alone = len(shown) == 1 or (shown.isdecimal() and len(shown) <= SIGNS)
    return style == "key" and alone and not caption.icon


def _sign_font(rect: Rect) -> Font:
    """As large as its key allows."""
    return Font.of_cap(min(rect.h * 0.42, rect.w * 0.42), bold=True)


def _label_font(grid: Grid, style: Style) -> Font:
    return grid.answer_small if style in ("head", "tile") else grid.answer


def _answer_leading(font: Font) -> int:
    return round(font.em * ANSWER_HEIGHT)


def _hint_leading(grid: Grid) -> int:
    return round(grid.hint.em * HINT_HEIGHT)
