"""Larger drawings in the theme's colours: cards as hints, the figures of the welcome.

`drawn/NAME.svg` names its colours by class: `fill-ROLE` and `line-ROLE`. Its words are set in
Atkinson Hyperlegible. Numbers in it are invented.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, Protocol, get_args

import fontpkg_atkinson_hyperlegible as typeface

from kiosk.pictures.bitmap import Bitmap
from kiosk.pictures.border import HEIGHT, gigi_balang
from kiosk.pictures.kept import KEPT
from kiosk.pictures.raster import colour, raster

DRAWN = Path(__file__).parent / "drawn"
FONTS = tuple(sorted((Path(typeface.__file__).parent / "files").glob("*.ttf")))
BORDER = "gigi_balang"
BORDER_WIDE = 268.0  # mm, for which its shape was made

Role = Literal["ground", "surface", "ink", "soft", "accent", "tint", "duo"]
ROLES: tuple[Role, ...] = get_args(Role)


class Colours(Protocol):
    """A theme: 0xRRGGBB by role."""

    def __getitem__(self, role: Role, /) -> int: ...


def drawing(name: str, width_px: int, height_px: int, palette: Colours) -> Bitmap:
    """The drawing of this name, as large as fits and centred. KeyError for a name unknown."""
    if name not in names():
        raise KeyError(name)
    values = tuple(palette[role] for role in ROLES)
    key = ("drawing", name, width_px, height_px, values)
    return KEPT.get(key, lambda: raster(svg(name), width_px, height_px, _style(values), FONTS))


@cache
def names() -> frozenset[str]:
    """Every drawing."""
    return frozenset((*(path.stem for path in DRAWN.glob("*.svg")), BORDER))


@cache
def svg(name: str) -> str:
    """The source of a known drawing."""
    if name == BORDER:
        return _border()
    return (DRAWN / f"{name}.svg").read_text(encoding="utf-8")


def _border() -> str:
    pieces = (
        f'<path class="fill-{"ground" if piece.cut else "accent"}" d="M'
        + " ".join(f"{x:.3f},{y:.3f}" for x, y in piece.points)
        + 'Z"/>'
        for piece in gigi_balang(BORDER_WIDE)
    )
    size = f'viewBox="0 0 {BORDER_WIDE:g} {HEIGHT:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(pieces)}</svg>'


def _style(values: tuple[int, ...]) -> str:
    rules = (
        f".fill-{role} {{ fill: {colour(value)} }} .line-{role} {{ stroke: {colour(value)} }}"
        for role, value in zip(ROLES, values, strict=True)
    )
    return " ".join(rules)
