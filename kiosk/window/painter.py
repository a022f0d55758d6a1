"""Paints the marks of a scene with Kivy's canvas. Colours come from the theme, words from
`typeface`, so what was measured is what is seen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from kivy.graphics import Color, InstructionGroup, Line, Mesh, Rectangle, RoundedRectangle
from kivy.graphics.texture import Texture

from kiosk import pictures
from kiosk.scene import Box, Code, Drawing, Mark, Pictogram, Rect, Shape, Words
from kiosk.theme import PALETTES, Palette, Theme
from kiosk.typeface import picture

Key = tuple[Hashable, ...]  # what kind of picture, and of what
Marks = tuple[Mark, ...]

KEPT = 600  # textures
GROUPS = 400  # painted nodes: the bar, the head, a pad's keys come again on the next screen
DASH = 24  # px of a dash, and of the gap after it


class Painter:
    """`height` of the window in pixels: Kivy counts from the bottom, a scene from the top."""

    def __init__(self, height: int) -> None:
        self._height = height
        self._palette: Palette = PALETTES["warm"]
        self._theme: Theme = "warm"
        self._textures: OrderedDict[Key, Texture] = OrderedDict()
        self._groups: OrderedDict[tuple[Theme, Marks], InstructionGroup] = OrderedDict()
        self._painters: dict[type[Mark], Callable[[Any, InstructionGroup], None]] = {
            Box: self._box, Words: self._words, Pictogram: self._pictogram,
            Drawing: self._drawing, Code: self._code, Shape: self._shape,
        }  # fmt: skip

    def paint(self, marks: Marks, theme: Theme) -> InstructionGroup:
        """The instructions for marks, in order; the same ones again for the same marks."""
        key = (theme, marks)
        group = self._groups.get(key)
        if group is not None:
            self._groups.move_to_end(key)
            return group
        self._theme, self._palette = theme, PALETTES[theme]
        group = self._groups[key] = InstructionGroup()
        if len(self._groups) > GROUPS:
            self._groups.popitem(last=False)
        for mark in marks:
            self._painters[type(mark)](mark, group)
        return group

    def forget(self) -> None:
        """Lets go of the pictures of words: some were a person's own."""
        self._groups.clear()
        for key in [key for key in self._textures if key[0] in ("words", "code")]:
            del self._textures[key]

    def _box(self, mark: Box, group: InstructionGroup) -> None:
        if mark.fill:
            self._colour(group, mark.fill)
            self._filled(group, mark.rect, mark.radius)
        if mark.line and mark.line_px and mark.dashed:
            self._colour(group, mark.line)
            self._dashes(group, mark.rect, mark.line_px)
        elif mark.line and mark.line_px:
            self._colour(group, mark.line)
            half = mark.line_px / 2
            rect = mark.rect.inset(half)
            radius = max(0.0, mark.radius - half)
            x, y = self._corner(rect)
            group.add(
                Line(rounded_rectangle=(x, y, rect.w, rect.h, radius, 16), width=max(1.0, half))
            )

    def _words(self, mark: Words, group: InstructionGroup) -> None:
        drawn = picture(mark.text, mark.font)
        texture = self._texture(
            ("words", mark.text, mark.font),
            (drawn.width, drawn.height),
            lambda: _white(drawn.opacity),
        )
        self._colour(group, mark.colour)
        x = round(mark.x + drawn.left)
        y = self._height - round(mark.y + drawn.top) - drawn.height
        group.add(Rectangle(texture=texture, pos=(x, y), size=(drawn.width, drawn.height)))

    def _pictogram(self, mark: Pictogram, group: InstructionGroup) -> None:
        tones = pictures.Tones(self._palette[mark.line], self._palette[mark.duo])
        size = round(mark.rect.w)
        self._bitmap(
            group,
            mark.rect,
            ("pictogram", mark.name, size, tones),
            lambda: pictures.pictogram(mark.name, size, tones),
        )

    def _drawing(self, mark: Drawing, group: InstructionGroup) -> None:
        width, height = round(mark.rect.w), round(mark.rect.h)
        self._bitmap(
            group,
            mark.rect,
            ("drawing", mark.name, width, height, self._theme),
            lambda: pictures.drawing(mark.name, width, height, self._palette),
        )

    def _code(self, mark: Code, group: InstructionGroup) -> None:
        size = round(mark.rect.w)
        self._bitmap(
            group, mark.rect, ("code", mark.text, size), lambda: pictures.qr(mark.text, size)
        )

    def _shape(self, mark: Shape, group: InstructionGroup) -> None:
        self._colour(group, mark.fill)
        vertices: list[float] = []
        for x, y in mark.points:
            vertices += (x, self._height - y, 0, 0)
        group.add(
            Mesh(vertices=vertices, indices=list(range(len(mark.points))), mode="triangle_fan")
        )

    # -------------------------------------------------------------------------------------------

    def _colour(self, group: InstructionGroup, role: Any) -> None:
        colour = self._palette[role]
        group.add(Color(*((colour >> shift & 255) / 255 for shift in (16, 8, 0)), 1))

    def _corner(self, rect: Rect) -> tuple[float, float]:
        return rect.x, self._height - rect.bottom

    def _filled(self, group: InstructionGroup, rect: Rect, radius: float) -> None:
        pos, size = self._corner(rect), (rect.w, rect.h)
        radius = min(radius, rect.w / 2, rect.h / 2)
        if radius < 1:
            group.add(Rectangle(pos=pos, size=size))
        else:
            group.add(RoundedRectangle(pos=pos, size=size, radius=[radius]))

    def _dashes(self, group: InstructionGroup, rect: Rect, thick: float) -> None:
        for at in range(int(rect.x), int(rect.right), 2 * DASH):
            long = min(DASH, rect.right - at)
            for y in (rect.y, rect.bottom - thick):
                self._filled(group, Rect(at, y, long, thick), 0)
        for at in range(int(rect.y), int(rect.bottom), 2 * DASH):
            long = min(DASH, rect.bottom - at)
            for x in (rect.x, rect.right - thick):
                self._filled(group, Rect(x, at, thick, long), 0)

    def _bitmap(
        self,
        group: InstructionGroup,
        rect: Rect,
        key: Key,
        draw: Callable[[], pictures.Bitmap],
    ) -> None:
        texture = self._textures.get(key)
        if texture is None:
            bitmap = draw()
            texture = self._texture(key, (bitmap.width, bitmap.height), lambda: bitmap.rgba)
        group.add(Color(1, 1, 1, 1))
        group.add(Rectangle(texture=texture, pos=self._corner(rect), size=(rect.w, rect.h)))

    def _texture(self, key: Key, size: tuple[int, int], pixels: Callable[[], bytes]) -> Texture:
        texture = self._textures.get(key)
        if texture is None:
            texture = Texture.create(size=size, colorfmt="rgba")
            texture.blit_buffer(pixels(), colorfmt="rgba", bufferfmt="ubyte")
            texture.flip_vertical()
            self._textures[key] = texture
            if len(self._textures) > KEPT:
                self._textures.popitem(last=False)
        else:
            self._textures.move_to_end(key)
        return texture


def _white(opacity: bytes) -> bytes:
    """White pixels of this opacity; the colour is mixed in when it is painted."""
    rgba = bytearray(b"\xff") * (4 * len(opacity))
    rgba[3::4] = opacity
    return bytes(rgba)
