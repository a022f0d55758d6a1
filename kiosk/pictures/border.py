"""The *gigi balang* border: the pointed eaves of a Betawi house, as polygons in millimetres."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

TEETH = 15
HEIGHT = 22.0  # mm, the band included

Point = tuple[float, float]


class Piece(NamedTuple):
    """A convex polygon, x to the right and y down from the border's top left corner, in mm; cut
    out of what lies under it, in the colour of the ground, or drawn in the accent."""

    points: tuple[Point, ...]
    cut: bool = False


# One tooth: x from -1 to 1 across its share of the width, y in mm. The board's half widths narrow
# to a waist, then a diamond hangs at its end; a lozenge is cut out, a small tooth stands between.
_BAND = (0.0, 5.5)
_THREAD = (2.2, 3.0)  # of ground, through the band
_BOARD = ((0.9, 5.5), (0.6, 7.4), (0.39, 11.0), (0.245, 13.4), (0.32, 15.4), (0.0, 22.0))
_LOZENGE = ((0.0, 5.0), (0.2, 8.4), (0.0, 11.8), (-0.2, 8.4))
_BETWEEN = ((-0.09, 5.3), (0.09, 5.3), (0.0, 8.9))
_LAP = 0.1  # mm that a piece lies over the one above, so that no seam shows


def gigi_balang(width: float) -> tuple[Piece, ...]:
    """The border over `width` mm, 15 teeth, in the order to be drawn."""
    step = width / TEETH
    half = step / 2
    pieces = [Piece(_across(width, *_BAND)), Piece(_across(width, *_THREAD), cut=True)]
    for tooth in range(TEETH):
        middle = half + tooth * step
        pieces += [Piece(_at(shape, middle, half)) for shape in _slices()]
        pieces.append(Piece(_at(_LOZENGE, middle, half), cut=True))
    for gap in range(TEETH + 1):
        points = _at(_BETWEEN, gap * step, half)
        pieces.append(Piece(tuple((min(max(x, 0.0), width), y) for x, y in points)))
    return tuple(pieces)


def _slices() -> tuple[tuple[Point, ...], ...]:
    """The board in convex pieces."""
    pairs = pairwise(_BOARD)
    return tuple(
        ((-top, above - _LAP), (top, above - _LAP), (low, below), (-low, below))
        for (top, above), (low, below) in pairs
    )


def _across(width: float, top: float, bottom: float) -> tuple[Point, ...]:
    return ((0.0, top), (width, top), (width, bottom), (0.0, bottom))


def _at(shape: tuple[Point, ...], x: float, scale: float) -> tuple[Point, ...]:
    return tuple((x + scale * across, down) for across, down in shape)
