"""A guide's questions in runs: what the path of a talk takes, or leaves, at one go.

Most questions of a guide follow each other whatever was answered. Only the last of a run may
decide which others are asked, whose answers they are, or that the talk ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from dialogs.conditions import Condition
from dialogs.keys import SELF, key_of

if TYPE_CHECKING:
    from dialogs.guide import Guide, Question


class Run(NamedTuple):
    """Questions that stand on the path together.

    `rows` are they and their keys, for who stands here. `telling` is the id of the last question
    where something behind it depends on its answer, else "". `when`, `sensitive` and `deciding`
    (whether they are asked also of who gives no data) are the same for all of them.
    """

    rows: tuple[tuple[Question, str], ...]
    telling: str
    when: Condition | None
    sensitive: bool
    deciding: bool

    def rows_of(self, code: str, person: str) -> tuple[tuple[Question, str], ...]:
        """The same for another person."""
        return tuple((question, key_of(question, code, person)) for question, _ in self.rows)


def runs_of(guide: Guide) -> tuple[Run, ...]:
    """The runs of a guide, in its order."""
    stops = {name for stop in guide.stops for name in stop.when.questions()}
    telling = stops | guide.branching

    def alike(question: Question) -> tuple[Condition, bool, bool]:
        return question.when, question.sensitive, question.id in guide.deciding

    return tuple(
        _run(guide, tuple(questions), telling)
        for piece in _pieces(guide.questions, telling)
        for _, questions in groupby(piece, alike)
    )


def _pieces(questions: Iterable[Question], telling: set[str]) -> Iterator[list[Question]]:
    """The questions, cut behind each of the telling ones."""
    piece: list[Question] = []
    for question in questions:
        piece.append(question)
        if question.id in telling:
            yield piece
            piece = []
    if piece:
        yield piece


def _run(guide: Guide, questions: tuple[Question, ...], telling: set[str]) -> Run:
    first, last = questions[0], questions[-1]
    return Run(
        tuple((question, key_of(question, guide.code, SELF)) for question in questions),
        last.id if last.id in telling else "",
        first.when if first.when.lines else None,
        first.sensitive,
        first.id in guide.deciding,
    )
