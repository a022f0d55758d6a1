"""A list to take home, a code, the news of a request: read, then the visit may end."""

from __future__ import annotations

from kiosk.blocks import Block, Heading, Paragraph
from kiosk.display import Display
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.screens.receipt import ending
from kiosk.screens.talk import body_of, name_of

CODE = 14.5  # mm


def plan(glass: Glass) -> Plan:
    screen = glass.screen
    body: list[Block] = list(body_of(glass))
    if screen.kind == "saved" and screen.question:
        body[0] = Display("question", screen.question, CODE)
        body.insert(0, Heading("heading", screen.heading))
    if screen.kind == "checklist":
        body = [
            block._replace(style="answer")
            if isinstance(block, Paragraph) and _first(block)
            else block
            for block in body
        ]
    rows = tuple(ending(glass))
    asked = 2 if screen.kind == "saved" else 1
    return Plan(tuple(body), rows, asked, always=len(rows), short=name_of(glass))


def _first(block: Paragraph) -> bool:
    """What has to be brought stands out."""
    return block.text.id.startswith(("checklist.bring", "checklist.missing"))
