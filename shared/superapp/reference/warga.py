"""/warga/v1: JSON for all that a resident asks for, also with an NIK. Errors echo nothing."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from shared.superapp import pin as pins
from shared.superapp import receipt as receipts

from . import attributes, intake, moments
from .catalogue import Attribute, Catalogue, Service
from .limits import Limiter
from .problems import NO_REQUEST, NO_SERVICE, Fault, Problem, wrong
from .register import Row, Submission, Ticket
from .service import Backend

PREFIX = "/warga/v1"
# Tries and seconds for one receipt. Six digits against guessing: a few tries from one place, and
# not endlessly many from everywhere.
_TRIES_PER_CALLER = (10, 600.0)
_TRIES_PER_RECEIPT = (50, 3_600.0)
_LOOKS_PER_CALLER = (30, 60.0)
# Verified when there is nothing to verify, so that an unknown receipt takes as long as a wrong PIN.
_NO_PIN_HASH = pins.hash_pin("no PIN has letters")

Short = Annotated[str, Field(max_length=64)]
Text = Annotated[str, Field(max_length=4_000)]


class NewRequest(BaseModel):
    """A request as the resident confirmed it. Attribute codes are those of the catalogue."""

    service_code: Short
    receipt: Short
    pin_hash: Annotated[str, Field(max_length=pins.MOST_HASH_LENGTH)]
    word: Short
    language: Short = "id"
    channel: Short
    actor: Short
    made_at: Short
    attributes: dict[Short, Text | list[Text]] = Field(max_length=100)
    address_id: Short | None = None
    lat: float | None = None
    long: float | None = None
    documents: list[Short] = Field(default=[], max_length=20)


class Accepted(BaseModel):
    """The answer to an accepted request, the same for the same call again."""

    service_request_id: str
    receipt: str
    status: str
    completion: str
    requested_at: str
    expected_at: str | None = None


class Standing(BaseModel):
    """How far a request is; with the PIN also what it says, numbers of a person masked."""

    receipt: str
    status: str
    service_code: str | None = None
    service_request_id: str | None = None
    requested_at: str | None = None
    updated_at: str | None = None
    expected_at: str | None = None
    attributes: dict[str, Any] | None = None


def router(backend: Backend) -> APIRouter:
    """All routes under /warga/v1."""
    routes = APIRouter(prefix=PREFIX)
    guard = _Guard()
    listed = _catalogue(backend.catalogue)

    @routes.get("/catalogue", response_model=None)
    def catalogue(if_none_match: Annotated[str | None, Header()] = None) -> Response:
        headers = {"ETag": backend.catalogue.etag, "Cache-Control": "no-cache"}
        known = {tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")}
        if backend.catalogue.etag in known:
            return Response(status_code=304, headers=headers)
        return JSONResponse(listed, headers=headers)

    @routes.post(
        "/requests", status_code=201, response_model=Accepted, response_model_exclude_none=True
    )
    def post_request(
        sent: NewRequest,
        response: Response,
        idempotency_key: Annotated[str | None, Header()] = None,
        x_api_key: Annotated[str | None, Header()] = None,
    ) -> Accepted:
        client = backend.client(x_api_key)
        submission = _submission(backend, sent, idempotency_key)
        ticket = Ticket(
            client, idempotency_key or "", backend.register.fingerprint(_canonical(sent))
        )
        row, repeated = backend.register.record(submission, ticket)
        if repeated:
            response.headers["Idempotent-Replayed"] = "true"
        return _accepted(submission.service, row, backend.catalogue)

    @routes.get("/requests/{receipt}", response_model=Standing, response_model_exclude_none=True)
    def status(
        request: Request,
        receipt: str,
        x_pin: Annotated[str | None, Header()] = None,
    ) -> Standing:
        stored = receipts.normalise(receipt)
        caller = "" if request.client is None else request.client.host
        guard.admit(stored, caller, with_pin=x_pin is not None)
        row = backend.register.by_receipt(stored) if receipts.check(stored) else None
        if x_pin is not None:
            return _details(backend, row, x_pin)
        if row is None:
            raise Problem(404, NO_REQUEST)
        return Standing(receipt=stored, status=row.status)

    return routes


class _Guard:
    """The limits on looking up a receipt."""

    def __init__(self) -> None:
        self._looks = Limiter(*_LOOKS_PER_CALLER)
        self._tries = Limiter(*_TRIES_PER_CALLER)
        self._receipts = Limiter(*_TRIES_PER_RECEIPT)

    def admit(self, receipt: str, caller: str, *, with_pin: bool) -> None:
        """Counts one look; Problem 429 when there were too many."""
        name = receipt[: receipts.LENGTH]
        self._looks.take((name, caller))
        if with_pin:
            self._tries.take((name, caller))
            self._receipts.take(name)


def _submission(backend: Backend, sent: NewRequest, key: str | None) -> Submission:
    """The checked request; Problem 422 with everything that is wrong."""
    service = backend.catalogue.services.get(sent.service_code)
    if service is None:
        raise Problem(422, NO_SERVICE)
    answers, faults = attributes.check(service, sent.attributes)
    card, card_faults = intake.check_card(sent.receipt, sent.pin_hash, sent.word)
    labels = {"language": sent.language, "channel": sent.channel, "actor": sent.actor}
    faults += card_faults + intake.check_labels(labels)
    faults += [f for d in sent.documents for f in intake.check_labels({"documents": d})]
    place = {name: _degrees(value) for name, value in (("lat", sent.lat), ("long", sent.long))}
    faults += intake.check_place(service, address_id=sent.address_id, **place)
    faults += intake.check_idempotency_key(key, required=True)
    made_ms, made_faults = _instant(sent.made_at)
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
        **labels,
    )


def _degrees(value: float | None) -> str | None:
    return None if value is None else f"{value:.7f}"


def _instant(text: str) -> tuple[int | None, list[Fault]]:
    try:
        return moments.parse_w3c(text), []
    except ValueError:
        return None, [wrong("made_at", "a W3C date and time")]


def _canonical(sent: NewRequest) -> dict[str, Any]:
    """The body by its meaning, so that the order of its keys does not matter."""
    return dict(sent)


def _accepted(service: Service, row: Row, catalogue: Catalogue) -> Accepted:
    return Accepted(
        service_request_id=row.service_request_id,
        receipt=row.receipt or "",
        # The first status, not today's: a repeated call gets the very answer the first one got.
        status=catalogue.first_status[service.completion],
        completion=service.completion,
        requested_at=moments.w3c(row.requested_ms),
        expected_at=None if row.expected_ms is None else moments.w3c(row.expected_ms),
    )


def _details(backend: Backend, row: Row | None, pin: str) -> Standing:
    """What the PIN opens. Unknown receipt, no PIN set and wrong PIN are told apart by nobody."""
    pin_hash = _NO_PIN_HASH if row is None or row.pin_hash is None else row.pin_hash
    right = pins.verify(pin, pin_hash)
    if row is None or row.pin_hash is None or not right:
        raise Problem(404, NO_REQUEST)
    asked = backend.catalogue.services[row.service_code].attributes
    answers = {**row.answers, **backend.register.personal(row)}
    return Standing(
        receipt=row.receipt or "",
        status=row.status,
        service_code=row.service_code,
        service_request_id=row.service_request_id,
        requested_at=moments.w3c(row.requested_ms),
        updated_at=moments.w3c(row.updated_ms),
        expected_at=None if row.expected_ms is None else moments.w3c(row.expected_ms),
        attributes={
            code: attributes.mask(asked[code], answers[code]) for code in asked if code in answers
        },
    )


def _catalogue(catalogue: Catalogue) -> dict[str, Any]:
    """The whole catalogue as JSON."""
    return {
        "changeset": catalogue.changeset,
        "jurisdiction_id": catalogue.jurisdiction,
        "services": [_service(service) for service in catalogue.services.values()],
        "statuses": [
            {"code": s.code, "open311": s.open311, "extended": s.extended, "name": s.name}
            for s in catalogue.statuses.values()
        ],
    }


def _service(service: Service) -> dict[str, Any]:
    return {
        "service_code": service.code,
        "name": service.name,
        "description": service.description,
        "group": service.group,
        "keywords": service.keywords,
        "completion": service.completion,
        "public": service.public,
        "located": service.located,
        **({} if service.working_days is None else {"working_days": service.working_days}),
        "attributes": [_attribute(attribute) for attribute in service.attributes.values()],
    }


def _attribute(attribute: Attribute) -> dict[str, Any]:
    described: dict[str, Any] = {
        "code": attribute.code,
        "datatype": attribute.datatype,
        "required": attribute.required,
        "order": attribute.order,
        "description": attribute.description,
    }
    if attribute.format is not None:
        described["format"] = attribute.format
    if attribute.values is not None:
        described["values"] = [
            {"key": key, "name": names} for key, names in attribute.values.items()
        ]
    return described
