"""Pixels, and the two colours of a pictogram."""

from __future__ import annotations

from typing import NamedTuple


class Bitmap(NamedTuple):
    """`rgba`: four bytes a pixel, straight alpha (not premultiplied), rows from the top."""

    width: int
    height: int
    rgba: bytes


class Tones(NamedTuple):
    """0xRRGGBB each: the lines, and the flat second tone under them."""

    line: int
    duo: int
