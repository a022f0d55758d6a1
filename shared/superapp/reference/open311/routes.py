"""The calls of GeoReport v2. A path ends in .xml or .json; answers and errors come in that form."""

import re
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from shared.superapp.reference import attributes as answers
from shared.superapp.reference import intake
from shared.superapp.reference.catalogue import Service
from shared.superapp.reference.moments import DAY_MS, parse_w3c
from shared.superapp.reference.problems import (
    NO_REQUEST,
    NO_SERVICE,
    NOT_FOUND,
    Fault,
    Problem,
    missing,
    wrong,
)
from shared.superapp.reference.register import Filter, Row, Submission, Ticket
from shared.superapp.reference.service import Backend

from . import trees
from .form import Form, read_form
from .render import CONTENT_TYPES, respond

PREFIX = "/open311"
_ID = re.compile(r"[A-Za-z0-9\-]{1,32}")
_SPAN_MS = 90 * DAY_MS
_MOST_ROWS = 1_000
_MOST_PAGE = 1_000_000
_NO_JURISDICTION = Fault("jurisdiction", "jurisdiction_id was not found.")
# Accepted as GeoReport says, and kept sealed beside the answers.
_EXTRA_FIELDS = ("last_name", "email", "device_id", "account_id", "media_url")
_LONGEST_EXTRA = 2_000

Form_ = Annotated[str, Path(alias="form")]


def router(backend: Backend) -> APIRouter:
    """All routes under /open311."""
    routes = APIRouter(prefix=PREFIX, include_in_schema=False)
    catalogue = backend.catalogue

    @routes.get("/discovery.{form}")
    @routes.get("/v2/discovery.{form}")
    def discovery(request: Request, form: Form_) -> Response:
        return respond(
            _form(form), "discovery", trees.discovery(catalogue, backend.base_url(request))
        )

    @routes.get("/v2/services.{form}")
    def services(request: Request, form: Form_) -> Response:
        _jurisdiction(backend, request.query_params.get("jurisdiction_id"))
        listed = [trees.service(service) for service in catalogue.public_services()]
        return respond(_form(form), "services", listed)

    @routes.get("/v2/services/{code}.{form}")
    def definition(request: Request, code: str, form: Form_) -> Response:
        _jurisdiction(backend, request.query_params.get("jurisdiction_id"))
        return respond(_form(form), "service_definition", trees.definition(_service(backend, code)))

    @routes.get("/v2/requests.{form}")
    def requests(request: Request, form: Form_) -> Response:
        query = {
            name: value.strip() for name, value in request.query_params.items() if value.strip()
        }
        _jurisdiction(backend, query.get("jurisdiction_id"))
        rows = backend.register.listed(_filter(backend, query))
        return _requests(backend, form, rows)

    @routes.get("/v2/requests/{number}.{form}")
    def one_request(request: Request, number: str, form: Form_) -> Response:
        _jurisdiction(backend, request.query_params.get("jurisdiction_id"))
        wanted = Filter(_public_codes(backend), ids=[number])
        rows = backend.register.listed(wanted) if _ID.fullmatch(number) else []
        if not rows:
            raise Problem(404, NO_REQUEST)
        return _requests(backend, form, rows)

    @routes.post("/v2/requests.{form}")
    async def post_request(request: Request, form: Form_) -> Response:
        shape = _form(form)
        sent = await read_form(request)
        client = backend.client(request.headers.get("x-api-key") or sent.get("api_key"))
        key = request.headers.get("idempotency-key")
        row = await run_in_threadpool(_record, backend, client, sent, key)
        notice = {
            "service_request_id": row.service_request_id,
            "account_id": sent.get("account_id"),
        }
        return respond(shape, "service_requests", [notice])

    return routes


def _form(name: str) -> str:
    if name not in CONTENT_TYPES:
        raise Problem(404, NOT_FOUND)
    return name


def _jurisdiction(backend: Backend, given: str | None) -> None:
    if given and given != backend.catalogue.jurisdiction:
        raise Problem(404, _NO_JURISDICTION)


def _service(backend: Backend, code: str) -> Service:
    found = backend.catalogue.services.get(code)
    if found is None or not found.public:
        raise Problem(404, NO_SERVICE)
    return found


def _public_codes(backend: Backend) -> list[str]:
    return [service.code for service in backend.catalogue.public_services()]


def _requests(backend: Backend, form: str, rows: list[Row]) -> Response:
    listed = [trees.request(row, backend.catalogue) for row in rows]
    return respond(_form(form), "service_requests", listed)


def _record(backend: Backend, client: str, sent: Form, key: str | None) -> Row:
    """Checks and records one report."""
    _jurisdiction(backend, sent.get("jurisdiction_id"))
    code = sent.get("service_code")
    if code is None:
        raise Problem(400, missing("service_code"))
    service = _service(backend, code)
    given: dict[str, answers.Value] = {
        name: value
        for name in trees.STANDARD_FIELDS
        if name in service.attributes and (value := sent.get(name))
    }
    checked, faults = answers.check(service, {**sent.attributes, **given})
    card, card_faults = intake.check_card(
        sent.get("receipt"), sent.get("pin_hash"), sent.get("word")
    )
    place = {name: sent.get(name) for name in ("lat", "long", "address_id", "address_string")}
    faults += card_faults + intake.check_place(service, **place)
    faults += intake.check_idempotency_key(key, required=False)
    faults += _plain_text(checked.get("description"))
    extra = {name: value for name in _EXTRA_FIELDS if (value := sent.get(name))}
    faults += [
        wrong(name, f"at most {_LONGEST_EXTRA} characters")
        for name, value in extra.items()
        if len(value) > _LONGEST_EXTRA
    ]
    if faults:
        raise Problem(400, *faults)
    submission = Submission(
        service=service,
        answers=checked,
        extra={**extra, **{name: value for name, value in place.items() if value}},
        address_id=place["address_id"],
        receipt=card.receipt,
        pin_hash=card.pin_hash,
        word=card.word,
        channel="open311",
    )
    row, _ = backend.register.record(submission, _ticket(backend, client, sent, key))
    return row


def _plain_text(description: answers.Value | None) -> list[Fault]:
    if isinstance(description, str) and intake.has_html(description):
        return [wrong("description", "plain text without HTML")]
    return []


def _ticket(backend: Backend, client: str, sent: Form, key: str | None) -> Ticket | None:
    if key is None:
        return None
    fields = {name: value for name, value in sent.fields.items() if name != "api_key"}
    return Ticket(client, key, backend.register.fingerprint(["open311", fields, sent.attributes]))


def _filter(backend: Backend, query: dict[str, str]) -> Filter:
    """What GET requests asks for. A list of ids overrides the rest."""
    page = _number(query, "page", 1, _MOST_PAGE)
    size = min(_number(query, "page_size", _MOST_ROWS, _MOST_PAGE), _MOST_ROWS)
    offset = (page - 1) * size
    if "service_request_id" in query:
        ids = [i for i in query["service_request_id"].split(",") if _ID.fullmatch(i)][:_MOST_ROWS]
        return Filter(_public_codes(backend), ids=ids, offset=offset, limit=size)
    codes = query.get("service_code")
    start, end = _span(query, backend.register.now())
    return Filter(
        service_codes=[_service(backend, code).code for code in codes.split(",")]
        if codes
        else _public_codes(backend),
        statuses=_statuses(backend, query.get("status")),
        start_ms=start,
        end_ms=end,
        offset=offset,
        limit=size,
    )


def _span(query: dict[str, str], now: int) -> tuple[int, int]:
    """First and last instant: the last 90 days, or 90 days from or to the one end that is given."""
    start, end = _instant(query, "start_date"), _instant(query, "end_date")
    if start is not None and end is not None and not 0 <= end - start <= _SPAN_MS:
        raise Problem(400, Fault("span", "start_date and end_date may be 90 days apart at most."))
    if end is None:
        end = now if start is None else start + _SPAN_MS
    return end - _SPAN_MS if start is None else start, end


def _instant(query: dict[str, str], name: str) -> int | None:
    if name not in query:
        return None
    try:
        return parse_w3c(query[name])
    except ValueError:
        raise Problem(400, wrong(name, "a W3C date and time, like 2026-01-31T00:00:00Z")) from None


def _statuses(backend: Backend, given: str | None) -> list[str] | None:
    """The internal statuses behind "open", "closed" or both."""
    if given is None:
        return None
    wanted = set(given.split(","))
    if not wanted <= {"open", "closed"}:
        raise Problem(400, wrong("status", "open or closed"))
    return [s.code for s in backend.catalogue.statuses.values() if s.open311 in wanted]


def _number(query: dict[str, str], name: str, default: int, most: int) -> int:
    text = query.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and 1 <= int(text) <= most):
        raise Problem(400, wrong(name, f"a number from 1 to {most}"))
    return int(text)
