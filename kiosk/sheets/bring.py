"""What to bring, where and when: the list of a receipt."""

from __future__ import annotations

from kiosk.blocks import Block, Heading, Paragraph, Row
from kiosk.buttons import Caption
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.scene import Act
from kiosk.screens.receipt import to_bring


def plan(glass: Glass) -> Plan:
    lines = [line for line in glass.screen.lines if to_bring(line)]
    body: list[Block] = [Heading("question", glass.text("kiosk.bring.question"))]
    body += [
        Paragraph(f"line.{at}", line, style=_style(line.id), colour="ink")
        for at, line in enumerate(lines)
    ]
    back = Caption(glass.text("kiosk.bring.back"), None, "back")
    return Plan(tuple(body), (Row("bring.back", back, Act("sheet", ""), "main"),))


def _style(id: str) -> str:
    """What has to be in the bag stands out."""
    return "answer" if id.startswith(("checklist.bring", "checklist.missing")) else "hint"
