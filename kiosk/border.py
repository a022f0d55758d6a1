"""The one ornament: the eaves of a Betawi house over the welcome and the receipt. Pure."""

from __future__ import annotations

from kiosk.glass import Glass
from kiosk.pictures.border import HEIGHT, gigi_balang
from kiosk.scene import Mark, Shape

LOW = 0.45  # of its height where the screen is wider than tall


def bordered(glass: Glass) -> bool:
    """Does it hang over this screen?"""
    visit = glass.visit
    if visit.screen is None:
        return visit.sheet == "welcome"
    return visit.screen.kind == "receipt" and not visit.sheet


def height(glass: Glass) -> int:
    """Pixels it takes at the top; 0 where it does not hang."""
    return glass.grid.px(HEIGHT * _scale(glass)) if bordered(glass) else 0


def marks(glass: Glass) -> tuple[Mark, ...]:
    """Its polygons in pixels."""
    if not bordered(glass):
        return ()
    scale = _scale(glass)
    px = scale * glass.panel.scale
    return tuple(
        Shape(tuple((x * px, y * px) for x, y in piece.points), "ground" if piece.cut else "accent")
        for piece in gigi_balang(glass.panel.width_mm / scale)
    )


def _scale(glass: Glass) -> float:
    return 1.0 if glass.grid.portrait else LOW
