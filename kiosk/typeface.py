"""Atkinson Hyperlegible: how wide words are, where lines break, and their picture.

The same FreeType that measures also draws, so what fits on paper fits on the glass.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import fontpkg_atkinson_hyperlegible as package
from PIL import Image, ImageDraw, ImageFont

from kiosk.theme import CAP

_FILES = Path(package.__file__).with_name("files")
_FACES = {
    False: _FILES / "AtkinsonHyperlegible-Regular.ttf",
    True: _FILES / "AtkinsonHyperlegible-Bold.ttf",
}


class Font(NamedTuple):
    """A size in whole pixels an em."""

    em: int
    bold: bool = False

    @classmethod
    def of_cap(cls, cap_px: float, *, bold: bool = False) -> Font:
        """The font whose capitals are `cap_px` tall."""
        return cls(round(cap_px / CAP), bold)

    @property
    def cap(self) -> float:
        return self.em * CAP


@lru_cache(maxsize=64)
def _face(font: Font) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FACES[font.bold]), font.em, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8192)
def width(text: str, font: Font) -> int:
    """Pixels, rounded up."""
    # The face has no kerning, and asking FreeType for a whole line takes it milliseconds.
    return int(sum(_advance(sign, font) for sign in text) + 0.999)


@lru_cache(maxsize=4096)
def _advance(sign: str, font: Font) -> float:
    return _face(font).getlength(sign)


@lru_cache(maxsize=4096)
def wrap(text: str, font: Font, room: int) -> tuple[str, ...]:
    """`text` in lines that are at most `room` pixels wide. A word is broken only where it is wider
    than a whole line; a line break in the text stays one."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if width(longer, font) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            *whole, line = _broken(word, font, room)
            lines += whole
        lines.append(line)
    return tuple(lines)


def _broken(word: str, font: Font, room: int) -> list[str]:
    pieces, piece = [], ""
    for sign in word:
        if piece and width(piece + sign, font) > room:
            pieces.append(piece)
            piece = ""
        piece += sign
    return [*pieces, piece]


class Picture(NamedTuple):
    """Words as opacity, a byte a pixel. `left` and `top` are where the picture begins, seen from
    the point where the line begins at the height of its ascender."""

    left: int
    top: int
    width: int
    height: int
    opacity: bytes


@lru_cache(maxsize=512)
def picture(text: str, font: Font) -> Picture:
    """The words of one line, drawn sign by sign: FreeType takes a whole line milliseconds."""
    signs, pen = [], 0.0
    for sign in text:
        drawn = _sign(sign, font)
        signs.append((round(pen) + drawn.left, drawn))
        pen += _advance(sign, font)
    if not signs:
        return Picture(0, 0, 1, 1, b"\0")
    left, top = min(x for x, _ in signs), min(drawn.top for _, drawn in signs)
    right = max(x + drawn.image.width for x, drawn in signs)
    bottom = max(drawn.top + drawn.image.height for _, drawn in signs)
    image = Image.new("L", (right - left, bottom - top))
    for x, drawn in signs:
        image.paste(255, (x - left, drawn.top - top), drawn.image)
    return Picture(left, top, image.width, image.height, image.tobytes())


class _Sign(NamedTuple):
    left: int
    top: int
    image: Image.Image


@lru_cache(maxsize=2048)
def _sign(sign: str, font: Font) -> _Sign:
    """One letter, digit or mark: the same for everybody, so it is kept from visit to visit."""
    face = _face(font)
    left, top, right, bottom = (int(side) for side in face.getbbox(sign))
    image = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(image).text((-left, -top), sign, font=face, fill=255)
    return _Sign(left, top, image)


@lru_cache(maxsize=64)
def ascent(font: Font) -> int:
    """Pixels from the top of a line to its baseline."""
    return _face(font).getmetrics()[0]


def forget() -> None:
    """Lets go of every text that was measured or drawn: some were a person's own."""
    for cache in (width, wrap, picture):
        cache.cache_clear()
