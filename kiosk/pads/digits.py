"""The number pad: NIK and KK in boxes of four, a phone number on a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dialogs.contract.event import Say
from dialogs.contract.screen import Text
from kiosk.blocks import Block, Columns, Row
from kiosk.buttons import Caption
from kiosk.glass import Glass
from kiosk.grid import Grid
from kiosk.options import option_row
from kiosk.pads.keys import Key
from kiosk.pads.pad import Typed
from kiosk.scene import Act, Box, Mark, Node, Rect, Words
from kiosk.typeface import Font, width

LENGTH = {"nik": 16, "kk": 16, "phone": 15, "pin": 6}
LEAST = {"phone": 6}  # signs before "Lanjut" can be pressed, where it is not the whole length
ROWS = ("123", "456", "789")


class Digits:
    """Ten keys, one to take back the last sign, one to go on."""

    whole = True

    def blocks(self, glass: Glass) -> tuple[Block, ...]:
        typed, name = glass.visit.entry.text, glass.screen.input
        missing = LEAST.get(name, LENGTH[name]) - len(typed)
        field = Boxes("field", typed, LENGTH[name], _count(glass, typed, name))
        rows: list[Block] = [field if LENGTH[name] == 16 else field._replace(group=0)]
        rows += [Columns(tuple(_digit(glass, sign) for sign in row), 0, _key_gap) for row in ROWS]
        erase = Caption(glass.text("kiosk.key.erase"), None, "erase")
        on = Caption(glass.text("kiosk.key.on"), None, "next")
        last = (
            Key("key.erase", erase, Act("erase"), "key", () if typed else ("disabled",)),
            _digit(glass, "0"),
            Key("key.on", on, Act("enter"), "key_main", () if missing <= 0 else ("disabled",)),
        )
        rows.append(Columns(last, 0, _key_gap))
        rows += [option_row(glass, option) for option in glass.screen.options]
        if name in ("nik", "kk"):
            show = Caption(glass.text("kiosk.show_officer"), None, "officer")
            rows.append(Row("show_officer", show, Act("bar.officer"), "out"))
        return tuple(rows)

    def press(self, glass: Glass, act: Act) -> Typed | None:
        entry, name = glass.visit.entry, glass.screen.input
        if act.name == "key" and act.on.isdigit():
            full = len(entry.text) >= LENGTH[name]
            return entry if full else entry._replace(text=entry.text + act.on)
        if act.name == "erase":
            return entry._replace(text=entry.text[:-1])
        if act.name == "enter" and len(entry.text) >= LEAST.get(name, LENGTH[name]):
            return Say(text=entry.text)
        return None


DIGITS = Digits()


class Boxes(NamedTuple):
    """Signs in boxes, `group` together (0: all on one line without boxes), the next one outlined;
    below, how many there are already."""

    id: str
    typed: str
    length: int
    counted: Text
    group: int = 4
    droppable: bool = False

    def height(self, grid: Grid, width: float) -> float:
        return self._box(grid) + grid.hint.em * 1.35

    def most(self, grid: Grid, width: float, count: int) -> float:
        return self.height(grid, width)

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        marks = [*(self._boxes(grid, rect) if self.group else self._line(grid, rect))]
        below = rect.y + self._box(grid) + grid.px(1)
        below_it = Words(rect.x, below, self.counted.shown, grid.hint, "soft", "ground")
        field = Rect(rect.x, rect.y, rect.w, self._box(grid))
        rest = Rect(rect.x, below, rect.w, rect.bottom - below)
        return (
            Node(self.id, "field", field, None, tuple(marks), value=self.typed),
            Node(f"{self.id}.count", "status", rest, self.counted, (below_it,)),
        )

    def _boxes(self, grid: Grid, rect: Rect) -> Iterator[Mark]:
        groups = self.length // self.group
        gap, between = grid.px(1), grid.px(6)
        room = rect.w - between * (groups - 1) - gap * (self.length - groups)
        wide = room / self.length
        font = Font.of_cap(min(wide * 0.62, grid.px(7.5)), bold=True)
        for at in range(self.length):
            x = rect.x + at * (wide + gap) + (at // self.group) * (between - gap)
            box = Rect(x, rect.y, wide, self._box(grid))
            here = at == len(self.typed)
            line = grid.thick if here else max(2, grid.line - 1)
            yield Box(box, "tint" if here else "surface", "accent", line, grid.px(2))
            if at < len(self.typed):
                sign = self.typed[at]
                left = x + (wide - width(sign, font)) / 2
                top = rect.y + (box.h - font.em * 1.15) / 2
                yield Words(left, top, sign, font, "ink", "surface")

    def _line(self, grid: Grid, rect: Rect) -> Iterator[Mark]:
        box = Rect(rect.x, rect.y, rect.w, self._box(grid))
        yield Box(box, "surface", "accent", grid.thick, grid.px(2))
        font = grid.display(9)
        while width(self.typed, font) > rect.w - grid.px(8):
            font = Font(font.em - 2, bold=True)
        top = rect.y + (box.h - font.em * 1.15) / 2
        yield Words(rect.x + grid.px(4), top, self.typed, font, "ink", "surface")

    @staticmethod
    def _box(grid: Grid) -> int:
        return grid.row


def _count(glass: Glass, typed: str, name: str) -> Text:
    if name not in LENGTH or name == "phone":
        return glass.text("kiosk.count_any", count=str(len(typed)))
    return glass.text("kiosk.count", count=str(len(typed)), of=str(LENGTH[name]))


def _digit(glass: Glass, sign: str) -> Key:
    return Key(f"key.{sign}", Caption(glass.text("kiosk.key.sign", sign=sign)), Act("key", sign))


def _key_gap(grid: Grid) -> float:
    return grid.key_gap
