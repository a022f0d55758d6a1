"""The path through a guide, recomputed from the answers each time: nothing of it is stored.

Progress, summary, resume, back and change all read this one walk. An answer on a branch that no
longer applies is simply not on the path: it is kept, and seen by nobody until the branch returns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from dialogs.contract.answer import Answer
from dialogs.contract.session import Key, Outcome, Session
from dialogs.guide import Guide, Question
from dialogs.world import World

# The question whose answer says for whom the request is: an answer id is a person's name in keys.
PERSON_QUESTION = "for_whom"
SELF = "self"
SECONDS_A_QUESTION = (
    20  # measured talks of older people at public kiosks take 15 to 25 s a question
)

Stage = Literal["welcome", "menu", "question", "check", "receipt", "checklist"]


class Step(NamedTuple):
    """One question on the path. `deferred`: this channel leaves it to the kiosk or an officer."""

    question: Question
    key: Key
    answer: Answer | None
    deferred: bool


class Journey(NamedTuple):
    """Where a talk stands. `values` (question id → value) is what conditions may see."""

    stage: Stage
    guide: Guide | None = None
    steps: tuple[Step, ...] = ()
    current: Step | None = None
    values: Mapping[str, Any] = {}
    outcome: Outcome | None = None

    def step(self, key: Key) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def named(self, question_id: str) -> Step | None:
        return next((step for step in self.steps if step.question.id == question_id), None)

    def before(self, key: Key) -> Step | None:
        """The last question on the path before `key` that is asked here."""
        found = None
        for step in self.steps:
            if step.key == key:
                break
            if not step.deferred:
                found = step
        return found

    @property
    def asked(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if not step.deferred)

    @property
    def deferred(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.deferred)

    @property
    def minutes_left(self) -> int:
        left = sum(step.answer is None and not step.deferred for step in self.steps)
        return -(-(left + 1) * SECONDS_A_QUESTION // 60)


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
    steps, values = _steps(guide, session, defers)
    outcome = session.outcomes.get(guide.code)
    current = _current(steps, session.focus) if outcome is None else None
    stage: Stage
    if current is not None:
        stage = "question"
    elif guide.completion == "checklist":
        stage = "checklist"
    else:
        stage = "receipt" if outcome is not None else "check"
    return Journey(stage, guide, steps, current, values, outcome)


def _current(steps: tuple[Step, ...], focus: Key | None) -> Step | None:
    """The question that is focused; where none on the path is, the first without an answer."""
    first = None
    for step in steps:
        if step.deferred:
            continue
        if step.key == focus:
            return step
        if first is None and step.answer is None:
            first = step
    return first


def _steps(
    guide: Guide, session: Session, defers: bool
) -> tuple[tuple[Step, ...], Mapping[str, Any]]:
    steps: list[Step] = []
    values: dict[str, Any] = {}
    for question, key in zip(guide.questions, guide.keys, strict=True):
        if question.when.lines and not question.when.holds(values):
            continue
        if key is None:
            key = key_of(question, guide.code, values.get(PERSON_QUESTION, SELF))
        answer = session.answers.get(key)
        # Left out elsewhere, where that was allowed: here it is still asked.
        if answer is not None and answer.value is None and not question.optional:
            answer = None
        if answer is not None:
            values[question.id] = answer.value
        steps.append(Step(question, key, answer, defers and question.sensitive))
    return tuple(steps), values


def key_of(question: Question, code: str, person: str | None) -> Key:
    """Where an answer is kept: under the person it is about, the visit, or the service."""
    scope = question.of
    if scope == "applicant":
        scope = person or SELF
    elif scope == "service":
        scope = code
    return f"{scope}.{question.field}"
