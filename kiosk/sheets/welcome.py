"""Nobody is here: a greeting, and each language in its own name. A press begins a visit."""

from __future__ import annotations

from dialogs.contract.screen import Text
from kiosk.blocks import Block, Paragraph, Row
from kiosk.buttons import Caption
from kiosk.compose_plain import plain
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.scene import Act, Scene
from kiosk.sheets.language import LANGUAGES

# From this hour of the day on: the greeting's text id.
GREETINGS = ((0, "night"), (4, "morning"), (11, "noon"), (15, "afternoon"), (18, "evening"))


def scene(glass: Glass) -> Scene:
    body: tuple[Block, ...] = (
        Paragraph("greeting", greeting(glass), "heading", "question", "accent"),
        Paragraph("touch", glass.text("kiosk.welcome.touch"), style="answer", colour="ink"),
        Paragraph("free", glass.text("kiosk.welcome.free")),
        Paragraph("power", glass.text("kiosk.welcome.power"), droppable=True),
    )
    rows = tuple(
        Row(
            f"language.{code}",
            Caption(
                glass.text(f"kiosk.language.{code}"),
                glass.text(f"kiosk.welcome.start.{code}"),
                "touch",
            ),
            Act("begin", code),
        )
        for code in LANGUAGES
        if code in glass.world.texts.languages
    )
    return plain(glass, Plan(body, rows))


def greeting(glass: Glass) -> Text:
    """By the hour."""
    name = [name for hour, name in GREETINGS if glass.now.hour >= hour][-1]
    return glass.text(f"kiosk.welcome.{name}")
