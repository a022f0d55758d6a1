"""How the screen looks: the size of words, the colours, everything low."""

from __future__ import annotations

from kiosk.blocks import Block, Columns, Heading, Paragraph, Row
from kiosk.buttons import Caption
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.scene import Act, State
from kiosk.theme import SIZES, THEMES

REACHED = 400  # mm: only a panel taller than this has places that are hard to reach


def plan(glass: Glass) -> Plan:
    settings = glass.visit.settings
    rows: list[Block] = []
    rows.append(Paragraph("sizes", glass.text("kiosk.display.sizes"), style="hint_bold"))
    rows += _pairs([_choice(glass, "size", size, settings.size) for size in SIZES])
    rows.append(Paragraph("themes", glass.text("kiosk.display.themes"), style="hint_bold"))
    rows += _pairs([_choice(glass, "theme", theme, settings.theme) for theme in THEMES])
    if glass.panel.height_mm > REACHED:
        rows.append(_choice(glass, "low", "no" if settings.low else "yes", ""))
    done = Caption(glass.text("kiosk.display.done"), None, "check")
    rows.append(Row("display.done", done, Act("sheet", ""), "main"))
    return Plan((Heading("question", glass.text("kiosk.display.question")),), tuple(rows), always=1)


def _choice(glass: Glass, name: str, value: str, now: str) -> Row:
    state: tuple[State, ...] = ("chosen",) if value == now else ()
    caption = Caption(glass.text(f"kiosk.display.{name}.{value.lower()}"))
    return Row(f"display.{name}.{value}", caption, Act(name, value), state=state)


def _pairs(rows: list[Row]) -> list[Columns]:
    """Two in a row: four words do not fit side by side in every size."""
    return [Columns(tuple(rows[at : at + 2]), 2) for at in range(0, len(rows), 2)]
