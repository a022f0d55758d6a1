"""A screen that asks or tells: words from the top, a pad or answers at the bottom."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.contract.screen import Text
from kiosk.blocks import Block, Heading, Notice, Paragraph, Row
from kiosk.buttons import Caption
from kiosk.glass import Glass
from kiosk.hints import hint_image
from kiosk.layout import Plan
from kiosk.options import rows
from kiosk.pads import entry_of, pad_of
from kiosk.pads.keys import Low
from kiosk.pads.pad import Laid
from kiosk.scene import Act

CARD_NUMBERS = ("nik", "kk")  # read in fours, as they stand on the card


def plan(glass: Glass) -> Plan:
    pad = pad_of(glass)
    laid = pad.laid(glass, entry_of(glass.visit)) if pad else Laid(rows(glass), whole=False)
    body = tuple(_step(glass, laid) or body_of(glass))
    asked, short = asked_of(glass, body), name_of(glass)
    ways = (*laid.ways, *_skipped(glass))
    if laid.whole:
        beside = tuple(map(Low, ways))
        return Plan(body, laid.keys, asked, whole=True, beside=beside, short=short)
    always = laid.always and laid.always + len(ways)
    return Plan(body, (*laid.keys, *ways), asked, always=always, short=short)


def _skipped(glass: Glass) -> Iterator[Row]:
    """A question that may be left out says so where it is answered."""
    label = next((one.label for one in glass.screen.actions if one.name == "skip"), None)
    if label is not None and not glass.visit.entry.step:
        yield Row("skip", Caption(label, None, "next"), Act("event", "skip"), "out")


def name_of(glass: Glass) -> Paragraph:
    """The question in a word or two."""
    return Paragraph("question", glass.screen.heading, "heading", "hint_bold", "ink")


def _step(glass: Glass, laid: Laid) -> tuple[Block, ...]:
    """What a step of a pad asks, in place of the question; nothing where it asks no more."""
    if laid.question is None:
        return ()
    note = laid.note or glass.screen.question or glass.screen.heading
    return (Heading("question", laid.question), Paragraph("note", note, droppable=True))


def asked_of(glass: Glass, body: tuple[Block, ...]) -> int:
    """The question and all before it stand on every page."""
    ids = [getattr(block, "id", "") for block in body]
    return ids.index("question") + 1 if "question" in ids else 0


def body_of(glass: Glass) -> Iterator[Block]:
    screen = glass.screen
    if screen.question:
        yield Heading("question", screen.question)
    else:
        yield Heading("question", screen.heading)
    yield from problem(glass)
    if screen.notice:
        yield Notice("notice", screen.notice, "info", bad=False)
    if screen.current:
        yield Paragraph("current", screen.current, style="hint_bold", colour="ink")
    if screen.hint:
        yield Paragraph("hint", screen.hint)
    for at, line in enumerate(screen.lines):
        yield Paragraph(f"line.{at}", line, style="hint", colour="ink")
    image = hint_image(glass)
    if screen.example:
        yield Paragraph("example", screen.example, droppable=image is not None)
    if screen.assurance and screen.kind in ("consent", "eligibility", "agree"):
        yield Paragraph("assurance", screen.assurance, style="hint_bold", droppable=True)
    if image:
        yield image


def problem(glass: Glass) -> Iterator[Block]:
    """What was read, what is needed; what was given is kept and shown."""
    found = glass.screen.problem
    if found is None:
        return
    written = found.given
    if glass.screen.input in CARD_NUMBERS and written.isdecimal():
        written = " ".join(written[at : at + 4] for at in range(0, len(written), 4))
    given = (glass.text("kiosk.given", given=written),) if written else ()
    yield Notice("problem", _without_question(glass, found.text), "warning", given)


def _without_question(glass: Glass, text: Text) -> Text:
    """What was not understood; the question that it ends in stands above already."""
    question = glass.screen.question
    if question is None or not text.shown.endswith(question.shown):
        return text
    shown = text.shown.removesuffix(question.shown).strip()
    spoken = " ".join(text.spoken).removesuffix(" ".join(question.spoken)).strip()
    return Text(text.id, shown, (spoken,), text.private) if shown else text
