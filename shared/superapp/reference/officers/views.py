"""A request as the desk shows it."""

from collections.abc import Mapping
from typing import Any

from shared.superapp.reference import attributes, deadlines, moments, workflow
from shared.superapp.reference.attributes import Value
from shared.superapp.reference.catalogue import Service
from shared.superapp.reference.register import Row
from shared.superapp.reference.service import Backend

from . import evidence, sheet
from .accounts import Account
from .models import HistoryStep, Line, Listed, Opened, Possible, Proof

LANGUAGE = "id"  # what names are shown in


def listed(backend: Backend, row: Row) -> Listed:
    """One line of the worklist."""
    return Listed(**_line(backend, row))


def opened(backend: Backend, officer: Account, row: Row) -> Opened:
    """The whole request, numbers of a person masked."""
    cases, number = backend.cases, row.service_request_id
    service = backend.catalogue.services[row.service_code]
    names = _names(backend)
    confirm_by = cases.confirm_by(row)
    steps = [
        HistoryStep(
            at=moments.w3c(e.at_ms),
            before=e.before,
            after=e.after,
            after_name=names[e.after],
            actor=e.actor,
            reason=e.note,
        )
        for e in cases.history(number)
    ]
    return Opened(
        **_line(backend, row),
        official_number=cases.official_number(row),
        confirm_by=None if confirm_by is None else moments.w3c(confirm_by),
        entered_by=row.entered_by,
        needs_two=workflow.needs_two(cases.case(row)),
        released=row.released_ms is not None,
        releasable=row.is_public,
        sheet_system=service.sheet.get("system"),
        possible=_possible(backend, officer, row),
        answers=_answers(service, {**row.answers, **backend.register.personal(row)}),
        history=steps,
        evidence=[proof(one) for one in backend.evidence.of(number)],
    )


def proof(one: evidence.Proof) -> Proof:
    """A photo as evidence, without the photo."""
    return Proof(
        sha256=one.sha256, by=one.by, taken_at=moments.w3c(one.taken_ms), resembles=one.resembles
    )


def _possible(backend: Backend, officer: Account, row: Row) -> list[Possible]:
    """Each status once; one officer alone closes at once only where one is enough."""
    two = workflow.needs_two(backend.cases.case(row))
    steps = backend.cases.possible(row, officer.role)
    names = _names(backend)
    return [
        Possible(to=step.after, name=names[step.after], needs=list(step.needs))
        for step in steps
        if not (two and "one_is_enough" in step.needs)
    ]


def _answers(service: Service, given: Mapping[str, Value]) -> list[Line]:
    """What the resident said, numbers of a person masked, choices and places by their names."""
    return [
        Line(
            label=attribute.description[LANGUAGE],
            code=code,
            value=sheet.written(attribute, attributes.mask(attribute, given[code])),
        )
        for code, attribute in service.attributes.items()
        if code in given
    ]


def _names(backend: Backend) -> dict[str, str]:
    return {code: status.name[LANGUAGE] for code, status in backend.catalogue.statuses.items()}


def _line(backend: Backend, row: Row) -> dict[str, Any]:
    expected = row.expected_ms
    return {
        "service_request_id": row.service_request_id,
        "receipt": row.receipt,
        "service_code": row.service_code,
        "service_name": backend.catalogue.services[row.service_code].name[LANGUAGE],
        "status": row.status,
        "status_name": backend.catalogue.statuses[row.status].name[LANGUAGE],
        "requested_at": moments.w3c(row.requested_ms),
        "expected_at": None if expected is None else moments.w3c(expected),
        "expected_on": None if expected is None else deadlines.in_words(expected, LANGUAGE),
        "overdue": expected is not None and expected < backend.register.now(),
        "taken_by": row.taken_by,
    }
