"""The promise of `./pandu talk --json`: one event a line in, one `Line` a line out.

An event line is a JSON object whose `event` names it (dialogs/contract/event.py, `Inbound`). A line
that is no event gets `{"error": "…"}`, and the talk goes on. `./pandu schema` publishes both.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dialogs.contract import screen as contract
from dialogs.contract.effect import AnyEffect
from dialogs.contract.event import Status
from dialogs.contract.screen import InputKind, Screen, ScreenKind, Text


class Option(Struct, frozen=True):
    """A way to answer: `choose` it by its id, or `say` its number or its label."""

    id: str
    label: str


class Progress(Struct, frozen=True):
    """Question `step` of about `of`."""

    step: int
    of: int


class Row(Struct, frozen=True):
    """One answer on the check screen; personal numbers are masked."""

    question_id: str
    label: str
    value: str


class Receipt(Struct, frozen=True):
    """`number` in threes; `pin` six digits; `status` as far as is known by now."""

    service: str
    number: str
    pin: str
    word: str
    status: Status


class Shown(Struct, frozen=True, kw_only=True):
    """A screen with its texts as plain strings. `spoken` leaves out what is private."""

    kind: ScreenKind
    service: str | None
    question_id: str | None
    input: InputKind
    language: str
    heading: str
    question: str | None
    hint: str | None
    example: str | None
    current: str | None
    notice: str | None
    lines: tuple[str, ...]
    options: tuple[Option, ...]
    actions: tuple[str, ...]
    progress: Progress | None
    minutes_left: int | None
    problem: str | None
    given: str | None
    spoken: tuple[str, ...]
    sensitive: bool
    summary: tuple[Row, ...]
    receipt: Receipt | None


class Done(Struct, frozen=True):
    """An effect the event led to, by name and id; its result is in the screen already."""

    effect: str
    id: str


class Line(Struct, frozen=True):
    """What comes out after each event, once nothing is left to do."""

    turn: int
    screen: Shown
    effects: tuple[Done, ...]


class Fault(Struct, frozen=True):
    """The line that came in was no event: one plain sentence why. Nothing was changed."""

    error: str


def line(screen: Screen, effects: Sequence[AnyEffect]) -> Line:
    done = tuple(
        Done(effect.__struct_config__.tag or "", effect.id)  # type: ignore[arg-type]
        for effect in effects
    )
    return Line(screen.turn, shown(screen), done)


def shown(screen: Screen) -> Shown:
    """The screen with its texts flattened."""
    problem = screen.problem
    return Shown(
        kind=screen.kind,
        service=screen.service,
        question_id=screen.question_id,
        input=screen.input,
        language=screen.language,
        heading=screen.heading.shown,
        question=_plain(screen.question),
        hint=_plain(screen.hint),
        example=_plain(screen.example),
        current=_plain(screen.current),
        notice=_plain(screen.notice),
        lines=tuple(text.shown for text in screen.lines),
        options=tuple(Option(option.id, option.label.shown) for option in screen.options),
        actions=tuple(action.name for action in screen.actions),
        progress=Progress(screen.progress.step, screen.progress.of) if screen.progress else None,
        minutes_left=screen.minutes_left,
        problem=problem.text.shown if problem else None,
        given=problem.given if problem else None,
        spoken=spoken(screen),
        sensitive=screen.sensitive,
        summary=tuple(
            Row(row.question_id, row.label.shown, row.value.shown) for row in screen.summary
        ),
        receipt=_receipt(screen.receipt),
    )


def spoken(screen: Screen) -> tuple[str, ...]:
    """Every sentence a voice would say, in the order of the screen, without what is private."""
    said: list[str] = []
    problem = screen.problem.text if screen.problem else None
    for text in (
        screen.heading,
        screen.notice,
        problem,
        screen.question,
        screen.current,
        screen.hint,
        screen.example,
        *screen.lines,
    ):
        said += _said(text)
    for row in screen.summary:
        said += (*_said(row.label), *_said(row.value))
    for option in screen.options:
        said += _said(option.label)
    return tuple(said)


def _said(text: Text | None) -> tuple[str, ...]:
    return text.spoken if text is not None and not text.private else ()


def _plain(text: Text | None) -> str | None:
    return text.shown if text is not None else None


def _receipt(receipt: contract.Receipt | None) -> Receipt | None:
    if receipt is None:
        return None
    return Receipt(receipt.service, receipt.number, receipt.pin, receipt.word, receipt.status)
