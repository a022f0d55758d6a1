"""The path through a guide, recomputed from the answers each time: nothing of it is stored.

Progress, summary, resume, back and change all read this one walk. An answer on a branch that no
longer applies is simply not on the path: it is kept, and seen by nobody until the branch returns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from dialogs import consent
from dialogs.contract.answer import Answer
from dialogs.contract.session import Key, Outcome, Session
from dialogs.guide import PERSON_QUESTION as PERSON_QUESTION
from dialogs.guide import SELF as SELF
from dialogs.guide import Guide, Question, Stop
from dialogs.guide import key_of as key_of
from dialogs.world import World

SECONDS_A_QUESTION = (
    20  # measured talks of older people at public kiosks take 15 to 25 s a question
)

Stage = Literal[
    "welcome",
    "menu",
    "eligibility",
    "consent",
    "question",
    "stop",
    "declined",
    "check",
    "receipt",
    "checklist",
]


class Step(Struct, frozen=True, gc=False):
    """One question on the path. `deferred`: this channel leaves it to the kiosk or an officer."""

    question: Question
    key: Key
    answer: Answer | None
    deferred: bool


class Gate(Struct, frozen=True, gc=False):
    """A screen on the path that is no question of the guide: nothing behind it is asked before
    it is `passed`. Its answer is kept like any other."""

    stage: Stage
    key: Key
    answer: Answer | None

    @property
    def passed(self) -> bool:
        return self.answer is not None


class Journey(Struct, frozen=True, gc=False):
    """Where a talk stands. `values` (question id → value) is what conditions may see.

    `places` are the gates and the questions in their order, `steps` the questions alone. One of
    `current` and `gate` is where the person stands on the path; neither at its end. `stop` is why
    it ends before the guide does.
    """

    stage: Stage
    guide: Guide | None = None
    steps: tuple[Step, ...] = ()
    current: Step | None = None
    values: Mapping[str, Any] = {}
    outcome: Outcome | None = None
    places: tuple[Step | Gate, ...] = ()
    gate: Gate | None = None
    stop: Stop | None = None

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
            if isinstance(place, Gate) or not place.deferred:
                found = place
        return found

    @property
    def consent(self) -> Gate | None:
        """The gate before the personal questions, where there are any."""
        gates = (place for place in self.places if isinstance(place, Gate))
        return next((gate for gate in gates if gate.stage == "consent"), None)

    @property
    def asked(self) -> tuple[Step, ...]:
        return tuple([step for step in self.steps if not step.deferred])

    @property
    def deferred(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.deferred)

    @property
    def minutes_left(self) -> int:
        return self.progress()[2]

    def progress(self, here: Step | None = None) -> tuple[int, int, int]:
        """(the how manieth of those asked `here` is, how many there are, minutes they take)."""
        at = count = left = 0
        for step in self.steps:
            if step.deferred:
                continue
            count += 1
            if step.answer is None:
                left += 1
            if step is here:
                at = count
        return at, count, -(-(left + 1) * SECONDS_A_QUESTION // 60)


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
    path = _path(guide, session, defers=world.policy(channel) == "defer")
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
    return Journey(stage, guide, steps, current, path.values, outcome, places, gate, path.stop)


def _current(places: tuple[Step | Gate, ...], focus: Key | None) -> Step | Gate | None:
    """The place that is focused; where none on the path is, the first without an answer. What
    stands behind a gate is not reached before it is passed."""
    first: Step | None = None
    for place in places:
        if place.key == focus and (isinstance(place, Gate) or not place.deferred):
            return place
        if place.answer is None:
            if isinstance(place, Gate):
                return first or place
            if first is None and not place.deferred:
                first = place
    return first


class _Path:
    """The walk itself: `places` in their order, and `end`, where it ends before the guide does."""

    __slots__ = ("consented", "end", "places", "steps", "stop", "values")

    def __init__(self) -> None:
        self.places: list[Step | Gate] = []
        self.steps: list[Step] = []
        self.values: dict[str, Any] = {}
        self.consented: bool | None = None  # None before the first personal question
        self.end: Stage | None = None
        self.stop: Stop | None = None

    def fits(self, guide: Guide, session: Session) -> bool:
        """Passes the gate that says for whom the service is; False where it is not for this one."""
        key = fit_key(guide.code)
        answer = session.answers.get(key)
        self.places.append(Gate("eligibility", key, answer))
        if answer is None or answer.value:
            return True
        self.end, self.stop = "stop", Stop("stop.unfit", instead=guide.instead)
        return False

    def ask_consent(self, guide: Guide, session: Session) -> None:
        """The gate before the first personal question; after a no the path goes another way."""
        key = consent.key(self.values.get(PERSON_QUESTION) or SELF)
        answer = session.answers.get(key)
        given = consent.given(answer, guide)
        self.places.append(Gate("consent", key, None if given is None else answer))
        self.consented = given is not False
        if not self.consented:
            self.end = "declined"

    def leaves_out(self, guide: Guide, session: Session, question: Question, seen: bool) -> bool:
        """Whoever gives no personal data is only asked what the list to bring depends on. `seen`:
        a personal question is asked here, or was answered elsewhere."""
        if question.sensitive and seen and self.consented is None:
            self.ask_consent(guide, session)
        if self.consented is not False:
            return False
        return question.sensitive or question.id not in guide.deciding

    def stopped(self, guide: Guide) -> bool:
        """Whether what was answered so far rules the person out."""
        self.stop = next((stop for stop in guide.stops if stop.when.holds(self.values)), None)
        if self.stop is not None:
            self.end = "stop"
        return self.stop is not None


def _path(guide: Guide, session: Session, *, defers: bool) -> _Path:
    path = _Path()
    values, answers = path.values, session.answers
    if guide.eligibility and guide.questions and not path.fits(guide, session):
        return path
    places, steps, answered, stops = path.places, path.steps, answers.get, guide.stops
    free = False  # nothing is left out any more: consent was given
    for question, key, when, optional, sensitive in guide.rows:
        if when is not None and not when.holds(values):
            continue
        if key is None:
            key = key_of(question, guide.code, values.get(PERSON_QUESTION, SELF))
        answer = answered(key)
        if answer is not None and not optional and answer.value is None:
            answer = None  # left out elsewhere, where that was allowed: here it is still asked
        if not free and (sensitive or path.consented is False):
            seen = answer is not None or not defers
            if path.leaves_out(guide, session, question, seen):
                continue
            free = path.consented is True
        step = Step(question, key, answer, defers and sensitive)
        places.append(step)
        steps.append(step)
        if answer is not None:
            values[question.id] = answer.value
            if stops and path.stopped(guide):
                break
    return path


def fit_key(code: str) -> Key:
    """Where it is kept that a service is for this person, or is not."""
    return f"{code}.:fit"
