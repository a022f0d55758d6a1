"""Languages, each in its own name."""

from __future__ import annotations

from kiosk.blocks import Heading, Row
from kiosk.buttons import Caption
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.scene import Act

LANGUAGES = ("id", "jv", "su", "en")


def plan(glass: Glass) -> Plan:
    return Plan((Heading("question", glass.text("kiosk.language.question")),), rows(glass))


def rows(glass: Glass) -> tuple[Row, ...]:
    """A row for each language there is; the one in use is chosen."""
    return tuple(
        Row(
            f"language.{code}",
            Caption(glass.text(f"kiosk.language.{code}")),
            Act("language", code),
            state=("chosen",) if code == glass.language else (),
        )
        for code in LANGUAGES
        if code in glass.world.texts.languages
    )
