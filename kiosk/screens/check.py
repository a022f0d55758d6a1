"""Check answers: each with its own "Ubah", what it costs, and a button that names the act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dialogs.contract.screen import Row as Answer
from kiosk.blocks import Block, Paragraph
from kiosk.buttons import Caption, button
from kiosk.glass import Glass
from kiosk.grid import Grid
from kiosk.layout import Plan
from kiosk.options import option_row
from kiosk.scene import Act, Box, Node, Rect, Words
from kiosk.screens.talk import asked_of, body_of, name_of
from kiosk.typeface import wrap


def plan(glass: Glass) -> Plan:
    screen = glass.screen
    body: list[Block] = list(body_of(glass))
    asked = asked_of(glass, tuple(body))
    change = Caption(glass.text("kiosk.change"), None, "edit")
    rows: list[Block] = [AnswerRow(f"row.{row.question_id}", row, change) for row in screen.summary]
    sure = (
        [Paragraph("assurance", screen.assurance, style="hint_bold", colour="ink")]
        if screen.assurance and screen.assurance not in screen.lines
        else []
    )
    options = [option_row(glass, one) for one in screen.options]
    answers = (*rows, *sure, *options)
    return Plan(tuple(body), answers, asked, always=len(options), short=name_of(glass))


class AnswerRow(NamedTuple):
    """A question's name, its answer, and the button that goes there and back."""

    id: str
    row: Answer
    change: Caption
    droppable: bool = False

    def height(self, grid: Grid, width: float) -> float:
        high, low = round(grid.answer.em * 1.15), round(grid.hint.em * 1.28)
        label, value = self._lines(grid, width)
        return max(grid.row, len(label) * low + len(value) * high) + grid.px(3)

    def most(self, grid: Grid, width: float, count: int) -> float:
        return self.height(grid, width)

    def put(self, grid: Grid, rect: Rect) -> Sequence[Node]:
        label, value = self._lines(grid, rect.w)
        high, low = round(grid.answer.em * 1.15), round(grid.hint.em * 1.28)
        y = rect.y + grid.px(1)
        line = Box(Rect(rect.x, rect.y - grid.gap / 2, rect.w, max(1, grid.px(0.4))), "rule")
        asked = tuple(
            Words(rect.x, y + n * low, text, grid.hint, "soft", "ground")
            for n, text in enumerate(label)
        )
        below = y + len(label) * low
        said = tuple(
            Words(rect.x, below + n * high, text, grid.answer, "ink", "ground")
            for n, text in enumerate(value)
        )
        wide = rect.w - self._button(grid) - grid.px(4)
        key = Rect(
            rect.right - self._button(grid),
            rect.y + (rect.h - grid.head) / 2,
            self._button(grid),
            grid.head,
        )
        act = Act("change", self.row.question_id)
        return (
            Node(
                f"{self.id}.label",
                "text",
                Rect(rect.x, y, wide, below - y),
                self.row.label,
                (line, *asked),
            ),
            Node(
                f"{self.id}.value",
                "text",
                Rect(rect.x, below, wide, len(value) * high),
                self.row.value,
                said,
            ),
            button(grid, f"{self.id}.change", key, self.change, act, "head"),
        )

    def _lines(self, grid: Grid, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = int(width - self._button(grid) - grid.px(4))
        return wrap(self.row.label.shown, grid.hint, room), wrap(
            self.row.value.shown, grid.answer, room
        )

    @staticmethod
    def _button(grid: Grid) -> float:
        return grid.px(46)
