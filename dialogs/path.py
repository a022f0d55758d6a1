"""The path through a guide: the questions that count for what was answered, and the gates between.

It is read run by run (see `runs.py`), so its cost is that of the decisions on the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import Struct

from dialogs import consent
from dialogs.contract.answer import Answer
from dialogs.contract.session import Key
from dialogs.guide import Guide, Question, Stop
from dialogs.keys import PERSON_QUESTION, SELF

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


class Step(Struct, frozen=True, gc=False, eq=False):
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
    deferred: ClassVar[bool] = False

    @property
    def passed(self) -> bool:
        return self.answer is not None


class Path:
    """`places` are the gates and the questions in their order, `steps` the questions alone.

    `values` (question id → value) are the answers that decide how it goes on, `person` is whom the
    request is for. `end` says where it ends before the guide does, and `stop` why.
    """

    __slots__ = ("consented", "end", "person", "places", "steps", "stop", "values")

    def __init__(self) -> None:
        self.places: list[Step | Gate] = []
        self.steps: list[Step] = []
        self.values: dict[str, Any] = {}
        self.person = SELF
        self.consented: bool | None = None  # None before the first personal question
        self.end: Stage | None = None
        self.stop: Stop | None = None

    def fits(self, guide: Guide, answers: Mapping[Key, Answer]) -> bool:
        """Passes the gate that says for whom the service is; False where it is not for this one."""
        key = fit_key(guide.code)
        answer = answers.get(key)
        self.places.append(Gate("eligibility", key, answer))
        if answer is None or answer.value:
            return True
        self.end, self.stop = "stop", Stop("stop.unfit", instead=guide.instead)
        return False

    def ask_consent(
        self, guide: Guide, answers: Mapping[Key, Answer], steps: list[Step]
    ) -> list[Step]:
        """The gate before the first of these personal questions that is asked here or was answered
        elsewhere. Returns the steps behind it: none after a no."""
        at = 0
        for step in steps:
            if not step.deferred or step.answer is not None:
                break
            at += 1
        else:
            return steps
        if at:  # left to others
            self.places += steps[:at]
            self.steps += steps[:at]
        key = consent.key(self.person)
        answer = answers.get(key)
        given = consent.given(answer, guide)
        self.places.append(Gate("consent", key, None if given is None else answer))
        self.consented = given is not False
        if not self.consented:
            self.end = "declined"
            return []
        return steps[at:]

    def hear(self, guide: Guide, question: str, value: Any) -> None:
        """An answer that decides: for whom it is, which way it goes, that it ends here."""
        self.values[question] = value
        if question == PERSON_QUESTION:
            self.person = value or SELF
        self.stop = next((stop for stop in guide.stops if stop.when.holds(self.values)), None)
        if self.stop is not None:
            self.end = "stop"


def path_of(guide: Guide, answers: Mapping[Key, Answer], *, defers: bool) -> Path:
    """The path these answers lead on. `defers`: the channel leaves personal questions to others."""
    path = Path()
    if guide.eligibility and guide.questions and not path.fits(guide, answers):
        return path
    places, every_step, answered = path.places, path.steps, answers.get
    for run in guide.runs:
        if run.when is not None and not run.when.holds(path.values):
            continue
        # Whoever gives no personal data is only asked what the list to bring depends on.
        if path.consented is False and (run.sensitive or not run.deciding):
            continue
        rows = run.rows if path.person == SELF else run.rows_of(guide.code, path.person)
        deferred = defers and run.sensitive
        steps = []
        for question, key in rows:
            answer = answered(key)
            if answer is not None and answer.value is None and not question.optional:
                answer = None  # left out elsewhere, where that was allowed: here it is still asked
            steps.append(Step(question, key, answer, deferred))
        if run.sensitive and path.consented is None:
            steps = path.ask_consent(guide, answers, steps)
        places += steps
        every_step += steps
        if run.telling and steps and steps[-1].answer is not None:
            path.hear(guide, run.telling, steps[-1].answer.value)
            if path.stop is not None:
                break
    return path


def fit_key(code: str) -> Key:
    """Where it is kept that a service is for this person, or is not."""
    return f"{code}.:fit"
