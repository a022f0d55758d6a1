"""This kiosk has no sound: said plainly, with who can read to the person instead."""

from __future__ import annotations

from kiosk.blocks import Heading, Paragraph, Row
from kiosk.buttons import Caption
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.scene import Act


def plan(glass: Glass) -> Plan:
    back = Caption(glass.text("kiosk.silent.back"), None, "back")
    body = (
        Heading("question", glass.text("kiosk.silent.question")),
        Paragraph("hint", glass.text("kiosk.silent.hint")),
    )
    return Plan(body, (Row("silent.back", back, Act("sheet", ""), "main"),))
