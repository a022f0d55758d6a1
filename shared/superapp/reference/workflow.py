"""The steps of a request: one table as data, and the conditions it names. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .problems import Fault, Problem, missing

RESIDENT, CLOCK = "resident", "clock"
# An officer filled it in, and we do not know which one: anybody may have been the one.
SOME_OFFICER = "?"

_FILE = Path(__file__).with_name("workflow.yaml")
# What each kind of actor may do; a supervisor does an officer's work too.
_ACTS_AS = {
    RESIDENT: {RESIDENT},
    CLOCK: {CLOCK},
    "officer": {"officer"},
    "supervisor": {"officer", "supervisor"},
}


@dataclass(frozen=True)
class Step:
    """One row of the table, for one status it starts from."""

    before: str
    after: str
    by: frozenset[str]
    needs: tuple[str, ...] = ()
    only: str | None = None


@dataclass(frozen=True)
class Workflow:
    """The whole table."""

    steps: tuple[Step, ...]
    days_to_answer: int
    provisional: frozenset[str]
    final: frozenset[str]


@dataclass(frozen=True)
class Case:
    """What the conditions ask about a request. `last_actor` took the step to where it stands."""

    status: str
    completion: str
    two_hands: bool = False
    entered_by: str | None = None
    last_actor: str | None = None
    has_evidence: bool = False
    confirm_by_ms: int | None = None


@dataclass(frozen=True)
class Move:
    """A step somebody wants to take. `actor` is an account's name, "resident" or "clock"."""

    after: str
    actor: str
    role: str
    now_ms: int
    official_number: str | None = None
    reason: str | None = None
    original: str | None = None


@cache
def shipped() -> Workflow:
    """The table that comes with the project."""
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return Workflow(
        steps=tuple(step for row in data["steps"] for step in _steps(row)),
        days_to_answer=data["days_to_answer"],
        provisional=frozenset(data["provisional"]),
        final=frozenset(data["final"]),
    )


def possible(workflow: Workflow, case: Case, role: str) -> list[Step]:
    """The steps that this role may take from here, whatever else they need."""
    return [
        step
        for step in workflow.steps
        if step.before == case.status
        and step.by & _ACTS_AS[role]
        and step.only in (None, case.completion)
    ]


def check(workflow: Workflow, case: Case, move: Move) -> Step:
    """The step of the table for `move`.

    Problem 409 where there is none (naming those there are) or a condition does not hold, 422
    where something has to be said with it.
    """
    steps = possible(workflow, case, move.role)
    wanted = [step for step in steps if step.after == move.after]
    if not wanted:
        raise Problem(409, _no_step(case, steps))
    faults = [_unmet(step, case, move) for step in wanted]
    if all(faults):
        raise Problem(*faults[0])
    return wanted[faults.index(())]


def needs_two(case: Case) -> bool:
    """Whether one officer alone must not close this."""
    return case.two_hands or case.entered_by == SOME_OFFICER


def in_time(case: Case, now_ms: int) -> bool:
    """Whether the resident may still answer a closing."""
    return case.confirm_by_ms is None or now_ms <= case.confirm_by_ms


def _unmet(step: Step, case: Case, move: Move) -> tuple[Any, ...]:
    """(status, fault) of the first condition that does not hold, or ()."""
    for name in step.needs:
        condition, status, fault = CONDITIONS[name]
        if not condition(case, move):
            return status, fault
    return ()


def _no_step(case: Case, steps: list[Step]) -> Fault:
    names = ", ".join(dict.fromkeys(step.after for step in steps)) or "none"
    return Fault("no_such_step", f"From {case.status} these steps are possible: {names}.")


def _steps(row: Mapping[str, Any]) -> Iterator[Step]:
    starts = row["from"] if isinstance(row["from"], list) else [row["from"]]
    for before in starts:
        yield Step(
            before, row["to"], frozenset(row["by"]), tuple(row.get("needs", ())), row.get("only")
        )


Condition = tuple[Callable[[Case, Move], bool], int, Fault]

CONDITIONS: Mapping[str, Condition] = {
    "official_number": (
        lambda _, move: bool(move.official_number),
        422,
        missing("official_number"),
    ),
    "reason": (lambda _, move: bool(move.reason), 422, missing("reason")),
    "original": (lambda _, move: bool(move.original), 422, missing("original")),
    "evidence": (
        lambda case, _: case.has_evidence,
        409,
        Fault("no_evidence", "A photo of what was done is needed first."),
    ),
    "one_is_enough": (
        lambda case, _: not needs_two(case),
        409,
        Fault("two_hands", "Two officers close this: move it to verification for the other one."),
    ),
    "not_entered_by_you": (
        lambda case, move: case.entered_by != move.actor,
        409,
        Fault("own_entry", "You filled this in for the resident; another officer must do this."),
    ),
    "second_officer": (
        lambda case, move: case.last_actor != move.actor,
        409,
        Fault("second_officer", "You asked for the check; another officer must make it."),
    ),
    "in_time": (
        lambda case, move: in_time(case, move.now_ms),
        409,
        Fault("too_late", "The days to answer are over. A new request can be made."),
    ),
    "time_is_up": (
        lambda case, move: case.confirm_by_ms is not None and move.now_ms > case.confirm_by_ms,
        409,
        Fault("too_early", "The resident can still answer."),
    ),
}
