"""The cover: nothing of the visit is to be seen until it is lifted again."""

from __future__ import annotations

from kiosk.blocks import Heading, Paragraph, Row
from kiosk.buttons import Caption
from kiosk.compose_plain import plain
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.scene import Act, Scene


def scene(glass: Glass) -> Scene:
    lift = Caption(glass.text("kiosk.cover.lift"), None, "eye")
    end = Caption(glass.text("kiosk.cover.end"), None, "close")
    body = (
        Heading("question", glass.text("kiosk.cover.question")),
        Paragraph("hint", glass.text("kiosk.cover.hint")),
    )
    rows = (
        Row("cover.lift", lift, Act("sheet", ""), "main"),
        Row("cover.end", end, Act("end"), "out"),
    )
    return plain(glass, Plan(body, rows))
