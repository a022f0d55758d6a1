"""What came of printing: take the paper, or what to do without."""

from __future__ import annotations

from kiosk.blocks import Heading, Paragraph, Row
from kiosk.buttons import Caption
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.scene import Act


def done(glass: Glass) -> Plan:
    return _plan(glass, "done")


def failed(glass: Glass) -> Plan:
    return _plan(glass, "failed")


def _plan(glass: Glass, name: str) -> Plan:
    body = (
        Heading("question", glass.text(f"kiosk.print.{name}")),
        Paragraph("hint", glass.text(f"kiosk.print.{name}_hint")),
    )
    back = Caption(glass.text("kiosk.silent.back"), None, "back")
    return Plan(body, (Row("printed.back", back, Act("sheet", ""), "main"),))
