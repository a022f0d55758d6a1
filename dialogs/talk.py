"""One turn's working set, and the few moves every stage and aside is made of."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any, NamedTuple

from msgspec.structs import replace

from dialogs.contract.answer import Answer
from dialogs.contract.effect import AnyEffect
from dialogs.contract.event import Event
from dialogs.contract.session import AnyAside, Key, Notice, NotUnderstood, ReadBack, Session
from dialogs.journey import Journey, walk
from dialogs.kinds import KINDS
from dialogs.kinds.kind import AskBack, Context, Kind, Problem, Reading, Taken
from dialogs.path import Step
from dialogs.words import clean
from dialogs.world import World

JAKARTA = timezone(timedelta(hours=7), "WIB")
EPOCH = datetime(1970, 1, 1, tzinfo=JAKARTA)
ECHO = 500  # characters of an input kept beside the words that mend it

Turned = tuple[Session, tuple[AnyEffect, ...]]


def local_day(at: datetime | None) -> date:
    """The day in Jakarta."""
    return (at or EPOCH).astimezone(JAKARTA).date()


class Talk(NamedTuple):
    """What a handler sees. It returns a session and effects; it changes nothing."""

    world: World
    session: Session
    event: Event
    journey: Journey

    @classmethod
    def of(cls, world: World, session: Session, event: Event) -> Talk:
        return cls(world, session, event, walk(world, session, event.channel))

    @property
    def now(self) -> datetime:
        """When the event happened; an event without a time counts as the epoch."""
        return self.event.at or EPOCH

    # Reading -----------------------------------------------------------------------------------

    def context(self, step: Step) -> Context:
        return Context(self.world, step.question, self.session.language, local_day(self.event.at))

    @staticmethod
    def kind(step: Step) -> Kind:
        return KINDS[step.question.kind]

    # Moves -------------------------------------------------------------------------------------

    def stay(self) -> Turned:
        return self.session, ()

    def to(self, **changes: Any) -> Turned:
        return replace(self.session, **changes), ()

    def aside(self, aside: AnyAside | None) -> Turned:
        return self.to(aside=aside)

    def notice(self, text: str, **slots: str) -> Turned:
        return self.to(aside=Notice(text, slots))

    def effect_id(self, n: int = 0) -> str:
        return f"{self.event.id}.{n}"

    def accept(self, step: Step, reading: Reading, given: str) -> Turned | None:
        """What an answer kind made of an input; None when it made nothing of it."""
        if isinstance(reading, Taken):
            return self.record(step.key, reading)
        if isinstance(reading, AskBack):
            return self.aside(ReadBack(step.key, reading.value, reading.precision, reading.reason))
        if isinstance(reading, Problem):
            return self.climb(step, given, reading.text, dict(reading.slots))
        return None

    def record(self, key: Key, taken: Taken) -> Turned:
        """Keeps an answer; the person stands wherever the path now leads."""
        answer = Answer(
            taken.value,
            taken.precision,
            taken.why,  # type: ignore[arg-type]
            self.event.actor,
            self.event.channel,
            self.event.at,
        )
        session = self.session
        rungs = session.rungs
        if key in rungs:
            rungs = {other: n for other, n in rungs.items() if other != key}
        return replace(
            session, answers={**session.answers, key: answer}, rungs=rungs, focus=None, aside=None
        ), ()

    def leave_out(self, step: Step, why: str) -> Turned:
        """No value, and why: skipped, unknown, none."""
        return self.record(step.key, Taken(None, why=why))

    def climb(
        self, step: Step, given: str, problem: str = "", slots: dict[str, str] | None = None
    ) -> Turned:
        """One rung up the ladder: the input is kept, the next words are easier."""
        rung = self.session.rungs.get(step.key, 0) + 1
        return self.to(
            aside=NotUnderstood(
                step.key,
                clean(given[:ECHO]),
                problem or rung_text(step, rung),
                slots or {},
                cut=len(given) > ECHO,
            ),
            rungs={**self.session.rungs, step.key: rung},
        )


def rung_text(step: Step, rung: int) -> str:
    """The words of a rung: first the question's own, then simpler ones."""
    if rung == 1:
        return "ladder.first.options" if step.question.choices else "ladder.first"
    return "ladder.simpler"
