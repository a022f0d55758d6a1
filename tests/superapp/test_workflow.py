"""The table of steps: every status, every role, every condition; nothing possible beside it."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from shared.superapp.reference import catalogue, workflow
from shared.superapp.reference.problems import Problem
from shared.superapp.reference.workflow import CONDITIONS, Case, Move

FLOW = workflow.shipped()
STATUSES = sorted(catalogue.shipped().statuses)
ROLES = ("resident", "clock", "officer", "supervisor")
COMPLETIONS = ("api", "officer_worklist")

# The table once more, by hand and in another form: role -> from -> to. (o: officer and supervisor.)
BY_HAND = {
    "o": {
        "waiting": "coordination disposition in_progress rejected duplicate",
        "coordination": "disposition in_progress rejected duplicate",
        "disposition": "in_progress coordination rejected duplicate",
        "in_progress": "coordination verification done rejected duplicate",
        "recorded": "handed_over rejected duplicate",
        "handed_over": "recorded numbered rejected duplicate",
        "numbered": "in_progress verification done rejected",
        "verification": "done in_progress rejected",
    },
    "resident": {
        "waiting": "withdrawn",
        "coordination": "withdrawn",
        "disposition": "withdrawn",
        "recorded": "withdrawn",
        "handed_over": "withdrawn",
        "done": "settled in_progress",
        "rejected": "settled coordination",
    },
    "clock": {"done": "settled", "rejected": "settled"},
}


def expected(role: str, before: str, completion: str) -> set[str]:
    kind = "o" if role in ("officer", "supervisor") else role
    targets = set(BY_HAND[kind].get(before, "").split())
    if kind == "o" and before == "coordination" and completion == "officer_worklist":
        targets.add("handed_over")
    if completion == "api" and before == "recorded":
        targets.discard("handed_over")
    if role == "supervisor" and before == "settled":
        targets.add("in_progress")
    return targets


def satisfied(case: Case, after: str, role: str, actor: str = "budi") -> tuple[Case, Move]:
    """The case and the move with everything any condition could ask for."""
    whole = replace(case, has_evidence=True, last_actor="ani", confirm_by_ms=1_000)
    now = 1_001 if role == "clock" else 1_000
    return whole, Move(after, actor, role, now, "123", "Sudah jelas", "JKT-1")


@pytest.mark.parametrize("completion", COMPLETIONS)
@pytest.mark.parametrize("role", ROLES)
def test_exactly_the_steps_of_the_table_are_possible(role: str, completion: str) -> None:
    for before, after in itertools.product(STATUSES, STATUSES):
        case, move = satisfied(Case(before, completion), after, role)
        if after in expected(role, before, completion):
            assert workflow.check(FLOW, case, move).after == after, (before, after)
            continue
        with pytest.raises(Problem) as refused:
            workflow.check(FLOW, case, move)
        assert refused.value.status == 409, (before, after)
        described = refused.value.faults[0].description
        named = set(described.partition("possible: ")[2].rstrip(".").replace(" ", "").split(","))
        assert named - {"none"} == expected(role, before, completion)


def test_the_table_names_only_statuses_roles_and_conditions_that_exist() -> None:
    assert {s for step in FLOW.steps for s in (step.before, step.after)} <= set(STATUSES)
    assert {role for step in FLOW.steps for role in step.by} <= set(ROLES)
    assert {need for step in FLOW.steps for need in step.needs} == set(CONDITIONS)
    assert {step.only for step in FLOW.steps} <= {None, *COMPLETIONS}
    assert FLOW.final | FLOW.provisional <= set(STATUSES)


@pytest.mark.parametrize("completion", COMPLETIONS)
def test_every_request_can_be_ended_from_everywhere(completion: str) -> None:
    first = catalogue.shipped().first_status[completion]
    reached, waiting = {first}, [first]
    while waiting:
        before = waiting.pop()
        after = {s.after for s in FLOW.steps if s.before == before and s.only in (None, completion)}
        assert after or before in FLOW.final, f"nothing follows {before}"
        waiting += after - reached
        reached |= after
    assert reached >= FLOW.final
    for status in FLOW.final - {"settled"}:
        assert not [s for s in FLOW.steps if s.before == status]


CASE = Case("in_progress", "api", has_evidence=True)
MOVE = Move("done", "budi", "officer", 0)


@pytest.mark.parametrize(
    ("case", "move", "code"),
    [
        (replace(CASE, has_evidence=False), MOVE, "no_evidence"),
        (replace(CASE, two_hands=True), MOVE, "two_hands"),
        (replace(CASE, entered_by="budi"), MOVE, "own_entry"),
        (replace(CASE, entered_by=workflow.SOME_OFFICER), MOVE, "two_hands"),
        (
            replace(CASE, status="verification", last_actor="budi"),
            MOVE,
            "second_officer",
        ),
        (
            replace(CASE, status="verification", last_actor="ani", entered_by="budi"),
            MOVE,
            "own_entry",
        ),
        (CASE, replace(MOVE, after="rejected"), "missing"),
        (CASE, replace(MOVE, after="duplicate"), "missing"),
        (replace(CASE, status="handed_over"), replace(MOVE, after="numbered"), "missing"),
        (
            replace(CASE, status="done", confirm_by_ms=5),
            Move("in_progress", "resident", "resident", 6),
            "too_late",
        ),
        (
            replace(CASE, status="done", confirm_by_ms=5),
            Move("settled", "clock", "clock", 5),
            "too_early",
        ),
    ],
)
def test_each_condition_stops_its_step(case: Case, move: Move, code: str) -> None:
    with pytest.raises(Problem) as refused:
        workflow.check(FLOW, case, move)
    assert [fault.code for fault in refused.value.faults] == [code]
    assert refused.value.status == (422 if code == "missing" else 409)


def test_the_second_officer_closes_what_the_first_could_not() -> None:
    case = replace(CASE, two_hands=True, status="verification", last_actor="budi")
    assert workflow.check(FLOW, case, replace(MOVE, actor="ani")).after == "done"


def test_until_the_last_millisecond_the_resident_may_answer() -> None:
    case = replace(CASE, status="done", confirm_by_ms=5)
    move = Move("in_progress", "resident", "resident", 5)
    assert workflow.check(FLOW, case, move).after == "in_progress"
    assert workflow.check(FLOW, case, Move("settled", "clock", "clock", 6)).after == "settled"
