"""SVG to pixels, by resvg."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import resvg_py
from PIL import Image

from kiosk.pictures.bitmap import Bitmap

MOST = 4096  # px a side; a texture may not be larger either


def raster(svg: str, width: int, height: int, style: str, fonts: Sequence[Path] = ()) -> Bitmap:
    """`svg` (one with a viewBox and no size of its own) at exactly `width` × `height`, its shape
    kept and centred; `style` is CSS. ValueError for a size that no screen has."""
    if not (0 < width <= MOST and 0 < height <= MOST):
        raise ValueError(f"{width} × {height}: a picture has 1 to {MOST} pixels a side")
    sized = svg.replace("<svg ", f'<svg width="{width}" height="{height}" ', 1)
    png = resvg_py.svg_to_bytes(
        svg_string=sized,
        style_sheet=style,
        # What is drawn does not depend on the fonts of a machine.
        skip_system_fonts=True,
        font_files=[str(font) for font in fonts],
    )
    with Image.open(io.BytesIO(png)) as image:
        return Bitmap(*image.size, image.convert("RGBA").tobytes())


def colour(value: int) -> str:
    """0xRRGGBB for CSS."""
    return f"#{value:06x}"
