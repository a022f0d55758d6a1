"""The number pad: NIK and KK in boxes of four, a PIN in dots, money with its thousands."""

from __future__ import annotations

from typing import NamedTuple

from dialogs.contract.event import Say
from dialogs.contract.screen import Screen, Text
from kiosk.blocks import Block, Row
from kiosk.buttons import Caption
from kiosk.glass import Glass
from kiosk.options import option_row
from kiosk.pads.fields import Boxes, Line, Status
from kiosk.pads.keys import Board, go_on, named, sign
from kiosk.pads.pad import Laid, Typed
from kiosk.pads.slots import Slots
from kiosk.scene import Act
from kiosk.visit import Entry


class Form(NamedTuple):
    """`most` signs at the most, `least` before one can go on. `group` signs stand together in
    boxes, 0 for a line. `extra` is the key left of nought."""

    most: int
    least: int = 1
    group: int = 0
    extra: str = ""
    secret: bool = False
    card: bool = False  # it stands on a card that an officer can read


FORMS = {
    "nik": Form(16, 16, group=4, card=True),
    "kk": Form(16, 16, group=4, card=True),
    "pin": Form(6, 6, group=3, secret=True),
    "phone": Form(15, 6),
    "number": Form(9, extra="mark"),
    "count": Form(3),
    "money": Form(11, extra="000"),
}
ROWS = ("123", "456", "789")
MENDABLE = 1  # signs too few or too many, and what was typed is worth keeping


class Digits:
    """Ten keys, one to take back the last sign, one to go on."""

    def start(self, screen: Screen) -> Entry:
        form = FORMS[screen.input]
        given = screen.problem.given if screen.problem else ""
        figures = "".join(one for one in given if one.isdecimal() and one.isascii())
        if not figures or len(figures) < len(given.replace(" ", "")) or form.secret:
            return Entry()
        if form.group and abs(len(figures) - form.most) > MENDABLE:
            return Entry()
        return Entry(figures if len(figures) <= form.most + MENDABLE else "")

    def laid(self, glass: Glass, entry: Entry) -> Laid:
        form = FORMS[glass.screen.input]
        reason = missing(glass, entry.text, form)
        return Laid(
            (field(glass, entry, form), board(glass, entry, form, reason)),
            tuple(ways(glass, form)),
        )

    def press(self, glass: Glass, entry: Entry, act: Act) -> Typed | None:
        form = FORMS[glass.screen.input]
        if act.name == "enter":
            done = missing(glass, entry.text, form) is None
            return Say(text=said(glass, entry.text)) if done else entry
        return typed(entry, form, act, mark(glass))

    def back(self, entry: Entry) -> Entry:
        return Entry()


def typed(entry: Entry, form: Form, act: Act, mark: str = "") -> Entry | None:
    """The entry after a key of signs, "Hapus", or a group that is to be typed anew."""
    slots = Slots.of(entry, form.most, form.group)
    if act.name == "group":
        return slots.choose(int(act.on)).entry(entry)
    if act.name == "erase":
        return slots.erase().entry(entry)
    if act.name != "key":
        return None
    if act.on == mark and mark in entry.text:
        return entry
    fits = slots.signs + len(act.on) <= form.most or slots.chosen >= 0
    started = bool(entry.text) or act.on not in ("000", mark)
    return slots.write(act.on).entry(entry) if fits and started else entry


def field(glass: Glass, entry: Entry, form: Form) -> Block:
    status = Status(told(glass, entry.text, form))
    if not form.group:
        shown = pretty(glass, entry.text)
        secret = glass.screen.input == "phone"
        return Line("field", shown, status, "•" * len(shown) if secret else shown)
    slots = Slots.of(entry, form.most, form.group)
    return Boxes(
        "field", slots.text, max(form.most, len(slots.text)), form.group, status,
        slots.cursor, slots.chosen, form.secret, () if form.secret else groups(glass, form),
    )  # fmt: skip


def groups(glass: Glass, form: Form) -> tuple[Text, ...]:
    """What is read aloud for each group that can be typed anew."""
    count = form.most // form.group
    return tuple(glass.text("kiosk.group", number=str(at + 1)) for at in range(count))


def board(glass: Glass, entry: Entry, form: Form, reason: Text | None) -> Board:
    erase = named(glass, "erase", "backspace", off=not entry.text)
    rows = [tuple(sign(glass, one) for one in row) for row in ROWS]
    if not form.extra:
        return Board((*rows, (erase, sign(glass, "0"), go_on(glass, reason))), 3)
    extra = sign(glass, mark(glass) if form.extra == "mark" else form.extra)
    rows.append((extra, sign(glass, "0"), erase))
    return Board((*rows, (go_on(glass, reason, 3),)), 3)


def ways(glass: Glass, form: Form) -> list[Block]:
    """The question's options, and an officer who reads the card."""
    rows: list[Block] = [option_row(glass, option) for option in glass.screen.options]
    if form.card:
        show = Caption(glass.text("kiosk.show_officer"), None, "officer")
        rows.append(Row("show_officer", show, Act("bar.officer"), "out"))
    return rows


def missing(glass: Glass, text: str, form: Form) -> Text | None:
    """Why one cannot go on yet, in words; None where one can."""
    count = len(text.replace(" ", ""))
    if count > form.most:
        return glass.text("kiosk.need.fewer", count=str(count - form.most))
    if count >= form.least:
        return None
    if form.least == 1:
        return glass.text("kiosk.need.any")
    name = "kiosk.need.more" if count else "kiosk.need.first"
    return glass.text(name, count=str(form.least - count))


def told(glass: Glass, text: str, form: Form) -> tuple[Text, ...]:
    """The line under the field: how far one is, and what is missing."""
    reason, count = missing(glass, text, form), len(text.replace(" ", ""))
    if reason is None and form.group:
        return (glass.text("kiosk.need.full", count=str(count)),)
    if reason is None:
        return (glass.text("kiosk.need.go_on"),)
    if not form.group or not 0 < count < form.most:
        return (reason,)
    slots = {"done": str(count), "of": str(form.most), "count": str(form.most - count)}
    return (glass.text("kiosk.need.long", **slots), reason)


def mark(glass: Glass) -> str:
    """What stands between a whole number and its part: "," or "." by the language."""
    return glass.word("number.decimal", whole="", part="")


def pretty(glass: Glass, text: str) -> str:
    """As it will be read back: thousands apart, a phone number in fours."""
    if glass.screen.input == "money" and text:
        return said(glass, text)
    if glass.screen.input == "phone":
        return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
    return text


def said(glass: Glass, text: str) -> str:
    """What is sent: the figures; of money "Rp1.500.000" with the language's marks."""
    if glass.screen.input != "money":
        return text
    head = len(text) % 3 or 3
    whole = text[:head]
    for at in range(head, len(text), 3):
        whole = glass.word("money.grouped", more=whole, three=text[at : at + 3])
    return glass.word("money.shown", amount=whole)


DIGITS = Digits()
