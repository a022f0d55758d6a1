"""112, above everything."""

from __future__ import annotations

from kiosk.blocks import Block, Heading, Paragraph
from kiosk.display import Display
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.options import rows
from kiosk.screens.talk import name_of

NUMBER = 40.0  # mm: it is read across the hall


def plan(glass: Glass) -> Plan:
    screen = glass.screen
    tall = NUMBER if glass.panel.height_mm > 200 else NUMBER / 2
    body: list[Block] = [
        Heading("question", screen.question or screen.heading)._replace(colour="bad"),
        Display("number", glass.text("kiosk.emergency.number"), tall, "bad"),
        *(Paragraph(f"line.{at}", line, colour="ink") for at, line in enumerate(screen.lines)),
    ]
    return Plan(tuple(body), rows(glass), short=name_of(glass))
