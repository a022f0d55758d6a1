"""The receipt: its number in giant type, the code word, the PIN, a QR code, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.contract.screen import Text
from kiosk.blocks import Block, Columns, Heading, Notice, Paragraph, Row
from kiosk.buttons import Caption
from kiosk.display import Display, Labelled, QrCode, Step
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.options import option_row
from kiosk.scene import Act
from kiosk.screens.talk import name_of

# Lines of the talk that stand here in a form of their own.
_OWN = frozenset({"receipt.number", "receipt.pin", "receipt.word", "receipt.keep"})
NUMBER, WORD = 14.5, 9.5  # mm, capital letters at M
DONE = "receipt.done"  # the talk's label for the end of a request
SENT = frozenset({"sent", "recorded"})


def plan(glass: Glass) -> Plan:
    screen = glass.screen
    body: list[Block] = [Heading("question", screen.heading)]
    if screen.question:
        sign = "check" if screen.receipt and screen.receipt.status in SENT else "clock"
        body.append(Notice("status", screen.question, sign, bad=False))
    body += _number(glass)
    told = [line for line in screen.lines if line.id not in _OWN and not to_bring(line)]
    body += [Step(f"step.{at}", at, line) for at, line in enumerate(told, 1)]
    rows = tuple(ending(glass))
    return Plan(tuple(body), rows, asked=1, always=len(rows), short=name_of(glass))


def to_bring(line: Text) -> bool:
    """Is it about the way to the counter: what to bring, where, when?"""
    return line.id.startswith(("checklist.", "opening."))


def _number(glass: Glass) -> Iterator[Block]:
    """What is taken home: number, word and PIN, each to be read from afar."""
    receipt = glass.screen.receipt
    if receipt is None:
        return
    texts = {line.id: line for line in glass.screen.lines}
    number, pin = texts["receipt.number"], texts["receipt.pin"]
    yield Paragraph("number.label", glass.text("kiosk.receipt.number"), style="hint")
    yield Display("number", _only(number, receipt.number), NUMBER)
    word = Display("word", _only(texts["receipt.word"], receipt.word), WORD, "accent")
    code = Display("pin", _only(pin, receipt.pin), WORD, "ink")
    parts: tuple[Block, ...] = (
        Labelled("word.label", glass.text("kiosk.receipt.word"), word),
        Labelled("pin.label", glass.text("kiosk.receipt.pin"), code),
    )
    yield Columns((*parts, QrCode("qr", glass.text("kiosk.receipt.qr"), receipt.number)))
    yield Paragraph("keep", texts["receipt.keep"], droppable=True)
    yield Paragraph("word.why", glass.text("kiosk.receipt.why"), droppable=True)


def _only(text: Text, shown: str) -> Text:
    """The datum alone for the eye, the whole sentence for the ear."""
    return Text(text.id, shown, text.spoken, text.private)


def ending(glass: Glass) -> Iterator[Row]:
    """On with something else, or the end of the visit: which comes by itself too."""
    if glass.screen.kind == "receipt" and any(map(to_bring, glass.screen.lines)):
        bring = Caption(glass.text("kiosk.bring.button"), None, "list")
        yield Row("bring", bring, Act("sheet", "bring"))
    if glass.prints:
        paper = Caption(glass.text("kiosk.print.button"), None, "printer")
        yield Row("print", paper, Act("print"))
    for option in glass.screen.options:
        if option.label.id == DONE:
            other = Caption(glass.text("kiosk.end.other"), None, "home")
            yield Row(f"option.{option.id}", other, Act("choose", option.id), "out")
        else:
            yield option_row(glass, option)
    left = glass.visit.seconds_left
    hint = glass.text("kiosk.end.left", seconds=str(left)) if left else None
    yield Row("end", Caption(glass.text("kiosk.end.done"), hint, "check"), Act("end"), "main")
