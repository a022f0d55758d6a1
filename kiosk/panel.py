"""The panel a kiosk has: its pixels and its millimetres, declared once.

What a display says of itself is often wrong, so nothing asks it: every size is thought in
millimetres and becomes pixels here.
"""

from __future__ import annotations

from typing import NamedTuple

INCH = 25.4  # mm


class Panel(NamedTuple):
    """`width` × `height` in pixels, `width_mm` × `height_mm` as measured on the glass."""

    width: int
    height: int
    width_mm: float
    height_mm: float

    @property
    def scale(self) -> float:
        """Pixels a millimetre."""
        return self.width / self.width_mm

    @property
    def portrait(self) -> bool:
        return self.height > self.width

    def px(self, mm: float) -> int:
        """Whole pixels for a length in mm."""
        return round(mm * self.scale)

    def mm(self, px: float) -> float:
        return px / self.scale


# What offices have: 21.5 inch in both orientations, and a 12.1 inch tablet for the counter.
PANELS = {
    "portrait": Panel(1080, 1920, 268, 476),
    "landscape": Panel(1920, 1080, 476, 268),
    "tablet": Panel(1280, 800, 261, 163),
}


def read_panel(text: str) -> Panel:
    """A name of `PANELS`, or "1080x1920 268x476" (pixels, then mm). ValueError says how."""
    if text in PANELS:
        return PANELS[text]
    try:
        pixels, mm = text.lower().split()
        width, height = (int(part) for part in pixels.split("x"))
        width_mm, height_mm = (float(part) for part in mm.split("x"))
        panel = Panel(width, height, width_mm, height_mm)
        square = 0.9 < (width / width_mm) / (height / height_mm) < 1.1
        if not square or min(width, height) < 480 or min(width_mm, height_mm) < 100:
            raise ValueError
    except (ValueError, ZeroDivisionError):
        names = ", ".join(PANELS)
        raise ValueError(
            f"{text!r} is no panel. Use {names}, or pixels and millimetres: '1080x1920 268x476'."
        ) from None
    return panel


def panel_for(width: int, height: int) -> Panel:
    """What fits a display of so many pixels where nothing is declared: the largest panel of an
    office, else all of the display at the tablet's density."""
    lying = width >= height
    for panel in PANELS.values():
        if panel.portrait != lying and panel.width <= width and panel.height <= height:
            return panel
    scale = PANELS["tablet"].scale
    return Panel(width, height, width / scale, height / scale)
