"""Measures of one panel at one size of type: millimetres become pixels here, once a screen.

The lengths come from drawings of 476 × 268 mm; a small panel takes them by its height, but nothing
that is pressed is ever under 16 mm (Yeh 2025: best for those over 65) or closer than 2.54 mm
(VVSG 2.0).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kiosk.panel import Panel
from kiosk.theme import Size, ladder
from kiosk.typeface import Font

HINT_HEIGHT, ANSWER_HEIGHT, QUESTION_HEIGHT = 1.28, 1.15, 1.14  # lines, in ems


class Grid(NamedTuple):
    """Lengths in pixels."""

    panel: Panel
    size: Size
    hint: Font
    hint_bold: Font
    answer: Font
    answer_small: Font  # a label on a key or in the head
    question: Font
    bar_font: Font
    side: int  # margin left and right
    top: int  # margin above the head
    head: int  # height of the head row and of its buttons
    bar: int  # height of the bar
    gap: int  # between answers
    key_gap: int
    row: int  # an answer is at least this tall
    key: int  # a key is at least this tall
    radius: int
    line: int
    thick: int  # line of what is chosen
    above_bar: int

    @property
    def portrait(self) -> bool:
        return self.panel.portrait

    @property
    def small(self) -> bool:
        """A tablet rather than a panel on a stand."""
        return min(self.panel.width_mm, self.panel.height_mm) < 200

    def px(self, mm: float) -> int:
        return self.panel.px(mm)

    def display(self, cap_mm: float) -> Font:
        """A large bold font for the few things that are read from afar."""
        return Font.of_cap(cap_mm * self.panel.scale, bold=True)

    def room(self, share: float = 1) -> float:
        return (self.panel.width - 2 * self.side) * share


@lru_cache(maxsize=32)
def grid(panel: Panel, size: Size) -> Grid:
    """The measures; one a panel and size is made and kept."""
    caps = ladder(size, portrait=panel.portrait)
    small = min(panel.width_mm, panel.height_mm) < 200
    big = size == "XL"

    def font(cap: float, *, bold: bool = True) -> Font:
        return Font.of_cap(cap * panel.scale, bold=bold)

    return Grid(
        panel=panel,
        size=size,
        hint=font(caps.hint, bold=False),
        hint_bold=font(caps.hint),
        answer=font(caps.answer),
        answer_small=font(caps.hint),
        question=font(caps.question),
        bar_font=font(min(caps.bar, 5.25) if small else caps.bar),
        side=panel.px(7 if small else 14),
        top=panel.px(4 if small else 9),
        head=panel.px(17 if small else 20),
        bar=panel.px(23 if small else 30 if big else 24),
        gap=panel.px(3.5 if small else 4.5),
        key_gap=panel.px(3 if small else 4),
        row=panel.px(17 if small else 20),
        key=panel.px(16.5 if small else 21),
        radius=panel.px(4),
        line=max(2, panel.px(0.75)),
        thick=panel.px(2),
        above_bar=panel.px(4 if small else 7),
    )
