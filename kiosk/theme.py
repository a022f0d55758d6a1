"""Colours by role in four themes, and the ladder of type in four sizes. No Kivy here.

Contrasts are proved by tests over every pair that is drawn (at least 10:1 for words, 3:1 for lines;
WCAG 2.2, 1.4.6 and 1.4.11; VVSG 2.0, 7.1-C).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Role = Literal[
    "ground", "surface", "ink", "soft", "accent", "on_accent", "tint", "duo", "duo_on_accent",
    "rule", "mark", "on_mark", "bad", "bad_panel", "good", "bar", "on_bar", "call", "on_call",
    "focus", "paper", "print",
]  # fmt: skip
Theme = Literal["warm", "dark", "black_on_white", "white_on_black"]
Size = Literal["S", "M", "L", "XL"]
Palette = dict[Role, int]  # 0xRRGGBB


def _palette(**roles: int) -> Palette:
    # A QR code is black on white in every theme.
    return {"paper": 0xFFFFFF, "print": 0x000000, **roles}  # type: ignore[dict-item]


PALETTES: dict[Theme, Palette] = {
    "warm": _palette(
        ground=0xFAF6EC, surface=0xFFFFFF, ink=0x1C1A17, soft=0x3A362E, accent=0x073A40,
        on_accent=0xFFFFFF, tint=0xE2EEEA, duo=0xB4D6CF, duo_on_accent=0x5B8486, rule=0x857D6C,
        mark=0xFFD75E, on_mark=0x1C1A17, bad=0x66130D, bad_panel=0xF9E6DF, good=0x0B3D22,
        bar=0x073A40, on_bar=0xFFFFFF, call=0xFAF6EC, on_call=0x073A40, focus=0x1C1A17,
    ),
    "dark": _palette(
        ground=0x12110F, surface=0x1F1D1A, ink=0xF7F1E3, soft=0xDDD6C6, accent=0x9FE6DE,
        on_accent=0x0B1A1B, tint=0x142B2A, duo=0x2F5B58, duo_on_accent=0x61A39E, rule=0x7E7768,
        mark=0xFFD75E, on_mark=0x12110F, bad=0xFFC2B7, bad_panel=0x3A1A16, good=0xA9E8BC,
        bar=0x0E2221, on_bar=0x9FE6DE, call=0x9FE6DE, on_call=0x0B1A1B, focus=0xF7F1E3,
    ),
    "black_on_white": _palette(
        ground=0xFFFFFF, surface=0xFFFFFF, ink=0x000000, soft=0x000000, accent=0x000000,
        on_accent=0xFFFFFF, tint=0xFFFFFF, duo=0xD9D9D9, duo_on_accent=0x555555, rule=0x767676,
        mark=0x000000, on_mark=0xFFFFFF, bad=0x000000, bad_panel=0xFFFFFF, good=0x000000,
        bar=0x000000, on_bar=0xFFFFFF, call=0xFFFFFF, on_call=0x000000, focus=0x000000,
    ),
    "white_on_black": _palette(
        ground=0x000000, surface=0x000000, ink=0xFFFFFF, soft=0xFFFFFF, accent=0xFFFFFF,
        on_accent=0x000000, tint=0x000000, duo=0x4A4A4A, duo_on_accent=0xAAAAAA, rule=0x8C8C8C,
        mark=0xFFFFFF, on_mark=0x000000, bad=0xFFFFFF, bad_panel=0x000000, good=0xFFFFFF,
        bar=0x000000, on_bar=0xFFFFFF, call=0xFFFFFF, on_call=0x000000, focus=0xFFFFFF,
    ),
}  # fmt: skip

THEMES: tuple[Theme, ...] = tuple(PALETTES)
SIZES: tuple[Size, ...] = ("S", "M", "L", "XL")

# Cap height of the hint in mm, the smallest text of a screen: VVSG 2.0 (S 3.5-4.2, M 4.8-5.6,
# L 6.4-7.1, XL 8.5-9.0).
HINT_CAP: dict[Size, float] = {"S": 3.95, "M": 5.25, "L": 6.6, "XL": 8.6}
TEXT_FLOOR = 4.8  # mm: capitals of any text but in size S (508, 402.4)
ANSWER, QUESTION, QUESTION_LANDSCAPE = 1.25, 1.75, 1.4  # times the hint
BAR_CAP = 6.6  # mm at most: five words must stand side by side
CAP = 0.668  # of an em: Atkinson Hyperlegible's capital height


class Ladder(NamedTuple):
    """Cap heights in mm."""

    hint: float
    answer: float
    question: float
    bar: float


def ladder(size: Size, *, portrait: bool) -> Ladder:
    hint = HINT_CAP[size]
    times = QUESTION if portrait else QUESTION_LANDSCAPE
    return Ladder(hint, hint * ANSWER, hint * times, min(hint, BAR_CAP))


def contrast(one: int, other: int) -> float:
    """The ratio of WCAG 2.2 between two colours 0xRRGGBB, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: int) -> float:
    red, green, blue = (_linear((colour >> shift & 255) / 255) for shift in (16, 8, 0))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    linear: float = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    return linear
