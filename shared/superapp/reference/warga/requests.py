"""POST /requests, once each, and GET /requests/{receipt}."""

from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from shared.superapp.reference import attributes, deadlines, intake, moments, workflow
from shared.superapp.reference.catalogue import Catalogue, Service
from shared.superapp.reference.officers.accounts import bearer
from shared.superapp.reference.officers.cases import Event
from shared.superapp.reference.problems import NO_SERVICE, Fault, Problem, wrong
from shared.superapp.reference.register import Row, Submission
from shared.superapp.reference.service import Backend

from .door import Door
from .models import Accepted, NewRequest, Standing, StepTaken

# What a resident does -> the statuses it may lead to; the table of steps decides which one.
ACTIONS = {
    "confirm": ("settled",),
    "reopen": ("in_progress", "coordination"),
    "withdraw": ("withdrawn",),
}


def add(routes: APIRouter, backend: Backend, door: Door) -> None:
    """Adds both routes."""

    @routes.post(
        "/requests", status_code=201, response_model=Accepted, response_model_exclude_none=True
    )
    def post_request(
        sent: NewRequest,
        response: Response,
        idempotency_key: Annotated[str | None, Header()] = None,
        x_api_key: Annotated[str | None, Header()] = None,
        authorization: Annotated[str | None, Header()] = None,
    ) -> Accepted:
        client = backend.client(x_api_key)
        submission = _submission(backend, sent, idempotency_key, authorization)
        ticket = backend.register.ticket(client, idempotency_key or "", dict(sent))
        row, repeated = backend.register.record(submission, ticket)
        if repeated:
            response.headers["Idempotent-Replayed"] = "true"
        return _accepted(submission.service, row, backend.catalogue)

    @routes.get("/requests/{receipt}", response_model=Standing, response_model_exclude_none=True)
    def status(
        request: Request, receipt: str, x_pin: Annotated[str | None, Header()] = None
    ) -> Standing:
        if x_pin is None:
            row = door.look(request, receipt)
            return Standing(receipt=row.receipt or "", status=row.status)
        return details(backend, door.enter(request, receipt, x_pin))


def details(backend: Backend, row: Row) -> Standing:
    """All that the resident may know of their request."""
    cases = backend.cases
    asked = backend.catalogue.services[row.service_code].attributes
    answers = {**row.answers, **backend.register.personal(row)}
    confirm_by = cases.confirm_by(row)
    reachable = {step.after for step in cases.possible(row, workflow.RESIDENT)}
    return Standing(
        receipt=row.receipt or "",
        status=row.status,
        service_code=row.service_code,
        service_request_id=row.service_request_id,
        official_number=cases.official_number(row),
        requested_at=moments.w3c(row.requested_ms),
        updated_at=moments.w3c(row.updated_ms),
        expected_at=_w3c(row.expected_ms),
        expected_on=deadlines.spoken(row.expected_ms),
        confirm_by=_w3c(confirm_by),
        confirm_by_on=deadlines.spoken(confirm_by),
        possible=[name for name, targets in ACTIONS.items() if reachable.intersection(targets)],
        history=[_step(event) for event in cases.history(row.service_request_id)],
        attributes={
            code: attributes.mask(asked[code], answers[code]) for code in asked if code in answers
        },
    )


def _step(event: Event) -> StepTaken:
    by = event.actor if event.actor in (workflow.RESIDENT, workflow.CLOCK) else "officer"
    return StepTaken(status=event.after, at=moments.w3c(event.at_ms), by=by, reason=event.note)


def _submission(
    backend: Backend, sent: NewRequest, key: str | None, authorization: str | None
) -> Submission:
    """The checked request; Problem 422 with everything that is wrong."""
    service = backend.catalogue.services.get(sent.service_code)
    if service is None:
        raise Problem(422, NO_SERVICE)
    answers, faults = attributes.check(service, sent.attributes)
    card, card_faults = intake.check_card(sent.receipt, sent.pin_hash, sent.word)
    labels = {"language": sent.language, "channel": sent.channel, "actor": sent.actor}
    labels["hands"] = sent.hands
    faults += card_faults + intake.check_labels(labels)
    faults += [f for d in sent.documents for f in intake.check_labels({"documents": d})]
    place = {name: _degrees(value) for name, value in (("lat", sent.lat), ("long", sent.long))}
    faults += intake.check_place(service, address_id=sent.address_id, **place)
    faults += intake.check_idempotency_key(key, required=True)
    if sent.public and not service.public:
        faults.append(wrong("public", "false for this service"))
    made_ms, made_faults = instant("made_at", sent.made_at)
    faults += made_faults
    if faults:
        raise Problem(422, *faults)
    return Submission(
        service=service,
        answers=answers,
        extra={
            "documents": sent.documents,
            **{name: value for name, value in place.items() if value},
        },
        address_id=sent.address_id,
        receipt=card.receipt,
        pin_hash=card.pin_hash,
        word=card.word,
        made_ms=made_ms,
        is_public=sent.public,
        entered_by=_entered_by(backend, sent.actor, authorization),
        language=sent.language,
        channel=sent.channel,
        actor=sent.actor,
        hands=sent.hands,
    )


def _entered_by(backend: Backend, actor: str, authorization: str | None) -> str | None:
    """The officer who filled it in; some officer, where the channel does not say which."""
    if actor != "officer":
        return None
    if authorization is None:
        return workflow.SOME_OFFICER
    return backend.accounts.who(bearer(authorization)).name


def _degrees(value: float | None) -> str | None:
    return None if value is None else f"{value:.7f}"


def instant(name: str, text: str) -> tuple[int | None, list[Fault]]:
    """The milliseconds since 1970 of the field `name`, or what is wrong with it."""
    try:
        return moments.parse_w3c(text), []
    except ValueError:
        return None, [wrong(name, "a W3C date and time")]


def _w3c(milliseconds: int | None) -> str | None:
    return None if milliseconds is None else moments.w3c(milliseconds)


def _accepted(service: Service, row: Row, catalogue: Catalogue) -> Accepted:
    # As at the beginning, not as today: a repeated call gets the very answer the first one got.
    expected = deadlines.expected(service, row.requested_ms, has_number=False)
    return Accepted(
        service_request_id=row.service_request_id,
        receipt=row.receipt or "",
        status=catalogue.first_status[service.completion],
        completion=service.completion,
        requested_at=moments.w3c(row.requested_ms),
        expected_at=_w3c(expected),
        expected_on=deadlines.spoken(expected),
    )
