"""The path through a guide, recomputed from the answers each time: nothing of it is stored.

Progress, summary, resume, back and change all read this one walk. An answer on a branch that no
longer applies is simply not on the path: it is kept, and seen by nobody until the branch returns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from dialogs.contract.session import Key, Outcome, Session
from dialogs.guide import Guide, Stop
from dialogs.keys import SELF
from dialogs.path import Gate, Stage, Step, path_of
from dialogs.world import World

SECONDS_A_QUESTION = (
    20  # measured talks of older people at public kiosks take 15 to 25 s a question
)


class Journey(Struct, frozen=True, gc=False):
    """Where a talk stands. `person` is whom the request is for, as far as was said; `defers`: the
    channel leaves personal questions to others.

    `places` are the gates and the questions in their order, `steps` the questions alone. One of
    `current` and `gate` is where the person stands on the path; neither at its end. `stop` is why
    it ends before the guide does.
    """

    stage: Stage
    guide: Guide | None = None
    steps: tuple[Step, ...] = ()
    current: Step | None = None
    outcome: Outcome | None = None
    places: tuple[Step | Gate, ...] = ()
    gate: Gate | None = None
    stop: Stop | None = None
    person: str = SELF
    defers: bool = False

    @property
    def values(self) -> Mapping[str, Any]:
        """What conditions may see: question id → value."""
        return {
            step.question.id: step.answer.value for step in self.steps if step.answer is not None
        }

    def step(self, key: Key) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def named(self, question_id: str) -> Step | None:
        return next((step for step in self.steps if step.question.id == question_id), None)

    def before(self, key: Key | None = None) -> Step | Gate | None:
        """The last place on the path before `key`, or before its end, where one can stand here."""
        found = None
        for place in self.places:
            if place.key == key:
                break
            if not place.deferred:
                found = place
        return found

    @property
    def consent(self) -> Gate | None:
        """The gate before the personal questions, where there are any."""
        gates = (place for place in self.places if isinstance(place, Gate))
        return next((gate for gate in gates if gate.stage == "consent"), None)

    @property
    def asked(self) -> tuple[Step, ...]:
        if not self.defers:
            return self.steps
        return tuple([step for step in self.steps if not step.deferred])

    @property
    def deferred(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.deferred)

    @property
    def minutes_left(self) -> int:
        return self.progress()[2]

    def progress(self, here: Step | None = None) -> tuple[int, int, int]:
        """(the how manieth of those asked `here` is, how many there are, minutes they take)."""
        asked = self.asked
        at = asked.index(here) + 1 if here is not None else 0
        left = [step.answer for step in asked].count(None)
        return at, len(asked), -(-(left + 1) * SECONDS_A_QUESTION // 60)


WELCOME = Journey("welcome")
MENU = Journey("menu")


def current_service(session: Session) -> str | None:
    """The first service of the queue whose end has not been seen."""
    for code in session.services:
        outcome = session.outcomes.get(code)
        if outcome is None or not outcome.seen:
            return code
    return None


def next_service(session: Session, code: str) -> str | None:
    """The service that follows `code` in the queue."""
    rest = session.services[session.services.index(code) + 1 :]
    return rest[0] if rest else None


def walk(world: World, session: Session, channel: str) -> Journey:
    """Where the talk stands, seen from `channel` (its policy decides what is deferred)."""
    code = current_service(session)
    guide = world.guides.get(code) if code else None
    if guide is None:
        return WELCOME if session.address is None else MENU
    defers = world.policy(channel) == "defer"
    path = path_of(guide, session.answers, defers=defers)
    outcome = session.outcomes.get(guide.code)
    places = tuple(path.places)
    here = _current(places, session.focus) if outcome is None else None
    current, gate = (None, here) if isinstance(here, Gate) else (here, None)
    stage: Stage
    if gate is not None:
        stage = gate.stage
    elif current is not None:
        stage = "question"
    elif path.end is not None and outcome is None:
        stage = path.end
    elif guide.completion == "checklist":
        stage = "checklist"
    else:
        stage = "receipt" if outcome is not None else "check"
    steps = tuple(path.steps)
    return Journey(
        stage, guide, steps, current, outcome, places, gate, path.stop, path.person, defers
    )


def _current(places: tuple[Step | Gate, ...], focus: Key | None) -> Step | Gate | None:
    """The place that is focused; where none on the path is, the first without an answer. What
    stands behind a gate is not reached before it is passed."""
    if focus is not None:
        for place in places:
            if place.key == focus and not place.deferred:
                return place
            if place.answer is None and isinstance(place, Gate):
                break
    for place in places:
        if place.answer is None and not place.deferred:
            return place
    return None
