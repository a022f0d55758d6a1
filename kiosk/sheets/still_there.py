"""Is anybody still here? One press goes on; else the visit ends and everything of it is wiped."""

from __future__ import annotations

from kiosk.blocks import Heading, Paragraph, Row
from kiosk.buttons import Caption
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.scene import Act


def plan(glass: Glass) -> Plan:
    left = glass.visit.seconds_left
    body = [Heading("question", glass.text("kiosk.idle.question"))]
    body.append(Paragraph("hint", glass.text("kiosk.idle.hint")))
    if left:
        count = glass.text("kiosk.idle.left", seconds=str(left))
        body.append(Paragraph("countdown", count, "status", "hint_bold", "ink"))
    here = Caption(glass.text("kiosk.idle.here"), None, "yes")
    done = Caption(glass.text("kiosk.idle.done"), None, "check")
    rows = (
        Row("idle.here", here, Act("sheet", ""), "main"),
        Row("idle.done", done, Act("end"), "out"),
    )
    return Plan(tuple(body), rows)
