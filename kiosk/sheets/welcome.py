"""Nobody is here: a greeting, and each language in its own name. A press begins a visit."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.contract.screen import Text
from dialogs.texts import Phrase
from kiosk.blocks import Block, Paragraph, Row
from kiosk.buttons import Caption
from kiosk.compose_plain import plain
from kiosk.display import Display
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.scene import Act, Drawing, Mark, Node, Rect, Scene
from kiosk.sheets.language import LANGUAGES
from kiosk.theme import Size

# From this hour of the day on: the greeting's text id.
GREETINGS = ((0, "night"), (4, "morning"), (11, "noon"), (15, "afternoon"), (18, "evening"))
GREETING, TOUCH = 18.5, 12.0  # mm, capital letters; half of it on a small panel
FIGURES = (68.0, 92.0)  # mm: two people, an old one and one who helps
SMALL = 200  # mm: panels lower than this
# What a small panel leaves out in large letters: not the greeting, not what is to be known.
LESS: dict[Size, tuple[str, ...]] = {"L": ("office", "touch"), "XL": ("office", "touch", "free")}


def scene(glass: Glass) -> Scene:
    less = LESS.get(glass.visit.settings.size, ()) if glass.panel.height_mm < SMALL else ()
    body, rows = tuple(_body(glass)), _rows(glass)
    if less:
        body = tuple(block for block in body if getattr(block, "id", "") not in less)
        rows = tuple(row._replace(caption=row.caption._replace(hint=None)) for row in rows)
    found = plain(glass, Plan(body, rows))
    return found._replace(marks=(*found.marks, *_figures(glass, found)))


def _body(glass: Glass) -> Iterator[Block]:
    shrink = 0.55 if glass.panel.height_mm < SMALL else 1.0
    office = glass.world.office
    if office:
        name = Phrase(glass.world.places.name(office))
        yield Paragraph("office", glass.text("kiosk.welcome.office", name=name), style="hint_bold")
    hello = Display("greeting", greeting(glass), GREETING * shrink, "accent")
    yield hello._replace(role="heading")
    yield Display("touch", glass.text("kiosk.welcome.touch"), TOUCH * shrink)
    yield Paragraph("free", glass.text("kiosk.welcome.free"))
    yield Paragraph("power", glass.text("kiosk.welcome.power"))


def _rows(glass: Glass) -> tuple[Row, ...]:
    return tuple(
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


def _figures(glass: Glass, found: Scene) -> Iterator[Mark]:
    """They stand on the first language, where nothing else needs the room."""
    grid = glass.grid
    wide, tall = grid.px(FIGURES[0]), grid.px(FIGURES[1])
    rows = [node for node in found.nodes if node.id.startswith("language.")]
    words = [node for node in found.nodes if node.role in ("text", "heading")]
    if not rows or not words:
        return
    first = rows[0].rect
    spot = Rect(first.right - grid.px(14) - wide, first.y - tall, wide, tall)
    if all(_apart(spot, node) for node in words):
        yield Drawing(spot, "figures")


def _apart(spot: Rect, node: Node) -> bool:
    rect = node.rect
    return rect.bottom < spot.y or rect.y > spot.bottom or rect.right < spot.x


def greeting(glass: Glass) -> Text:
    """By the hour."""
    name = [name for hour, name in GREETINGS if glass.now.hour >= hour][-1]
    return glass.text(f"kiosk.welcome.{name}")
