"""Signs of a receipt or of a saved talk, in threes: only signs that nobody takes for another."""

from __future__ import annotations

from typing import NamedTuple

from dialogs.contract.event import Say
from dialogs.contract.screen import Screen, Text
from dialogs.receipts import ALPHABET, LENGTH, group, normalise
from kiosk.glass import Glass
from kiosk.options import option_row
from kiosk.pads.fields import Boxes, Status
from kiosk.pads.keys import Board, Key, go_on, named, sign
from kiosk.pads.pad import Laid, Typed
from kiosk.pads.slots import Slots
from kiosk.scene import Act
from kiosk.visit import Entry, TakeUp

A_ROW = 7
SAVED = 6  # signs of the code of a saved talk


class Codes(NamedTuple):
    """`length` signs; `take_up`: of a saved talk, else of a receipt."""

    length: int
    take_up: bool = False

    def start(self, screen: Screen) -> Entry:
        given = normalise(screen.problem.given) if screen.problem else ""
        fits = len(given) <= self.length + 1 and set(given) <= set(ALPHABET)
        return Entry(given if fits else "")

    def laid(self, glass: Glass, entry: Entry) -> Laid:
        missing = self.length - Slots.of(entry, self.length, 3).signs
        reason = self._reason(glass, missing)
        slots = Slots.of(entry, self.length, 3)
        status = Status((reason or glass.text("kiosk.need.go_on"),))
        field = Boxes(
            "field", slots.text, max(self.length, len(slots.text)), 3, status,
            slots.cursor, slots.chosen, names=_groups(glass, self.length // 3),
        )  # fmt: skip
        keys = [sign(glass, one) for one in ALPHABET]
        keys.append(named(glass, "erase", "backspace", off=not entry.text, span=2))
        keys.append(go_on(glass, reason, 2))
        rows: list[tuple[Key, ...]] = []
        row: tuple[Key, ...] = ()
        used = 0.0
        for key in keys:
            if used + key.span > A_ROW:
                rows.append(row)
                row, used = (), 0.0
            row, used = (*row, key), used + key.span
        options = () if self.take_up else glass.screen.options
        ways = tuple(option_row(glass, one) for one in options)
        return Laid((field, Board((*rows, row), A_ROW)), ways)

    def press(self, glass: Glass, entry: Entry, act: Act) -> Typed | None:
        slots = Slots.of(entry, self.length, 3)
        if act.name == "enter":
            if slots.signs != self.length:
                return entry
            code = group(slots.text)
            return TakeUp(code) if self.take_up else Say(text=code)
        if act.name == "group":
            return slots.choose(int(act.on)).entry(entry)
        if act.name == "erase":
            return slots.erase().entry(entry)
        if act.name != "key":
            return None
        room = slots.signs < self.length or slots.chosen >= 0
        return slots.write(act.on).entry(entry) if room else entry

    def back(self, entry: Entry) -> Entry:
        return Entry()

    def _reason(self, glass: Glass, missing: int) -> Text | None:
        if missing < 0:
            return glass.text("kiosk.need.fewer_signs", count=str(-missing))
        first = missing == self.length
        name = "kiosk.need.first_signs" if first else "kiosk.need.more_signs"
        return glass.text(name, count=str(missing)) if missing else None


def _groups(glass: Glass, count: int) -> tuple[Text, ...]:
    return tuple(glass.text("kiosk.group", number=str(at + 1)) for at in range(count))


RECEIPT = Codes(LENGTH)
SAVED_TALK = Codes(SAVED, take_up=True)
