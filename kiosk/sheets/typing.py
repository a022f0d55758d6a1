"""Sheets on which something is typed: one's need, an answer in one's own words, a saved code."""

from __future__ import annotations

from dialogs.contract.screen import Text
from kiosk.blocks import Block, Heading, Notice, Paragraph
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.pads import entry_of, pad_of


def tell(glass: Glass) -> Plan:
    """ "Ceritakan kebutuhan": understood, or searched word by word."""
    body = (
        Heading("question", glass.text("kiosk.tell.question")),
        Paragraph("example", glass.text("kiosk.tell_example")),
    )
    return _typed(glass, body)


def write(glass: Glass) -> Plan:
    """Any question in free words; its question stays in sight."""
    asked: Text = glass.screen.question or glass.screen.heading
    hint = Paragraph("hint", glass.text("kiosk.write.hint"), droppable=True)
    return _typed(glass, (Heading("question", asked), hint))


def code(glass: Glass) -> Plan:
    """The code of a talk that was saved."""
    body: list[Block] = [Heading("question", glass.text("kiosk.code.question"))]
    if glass.visit.refused:
        body.append(Notice("problem", glass.text(glass.visit.refused), "warning"))
    body.append(Paragraph("hint", glass.text("kiosk.code.hint"), droppable=True))
    return _typed(glass, tuple(body))


def _typed(glass: Glass, body: tuple[Block, ...]) -> Plan:
    pad = pad_of(glass)
    if pad is None:
        raise RuntimeError("no pad on this sheet")
    laid = pad.laid(glass, entry_of(glass.visit))
    heading = body[0]
    small = heading._replace(style="hint_bold") if isinstance(heading, Paragraph) else None
    return Plan(body, laid.keys, asked=1, whole=True, beside=laid.ways, short=small)
