"""A posted report: checked against its service and jurisdiction, then recorded once."""

import hashlib
import secrets

from shared.superapp.reference import attributes as answers
from shared.superapp.reference import documents, intake
from shared.superapp.reference.catalogue import Jurisdiction, Service
from shared.superapp.reference.problems import Fault, Problem, missing, wrong
from shared.superapp.reference.register import Row, Submission, Ticket
from shared.superapp.reference.service import Backend

from . import query, trees
from .form import Form

_PLACE = ("lat", "long", "address_id", "address_string")
# Accepted as GeoReport says, and kept sealed beside the answers.
_EXTRA_FIELDS = ("last_name", "email", "device_id", "account_id", "media_url")
_LONGEST_EXTRA = 2_000
_BATCH_MS = 3_600_000  # batches are taken at every full hour
_TOKEN_BYTES = 18


def record(backend: Backend, client: str, sent: Form, key: str | None) -> Row:
    """The recorded report; Problem with everything that is wrong with it."""
    at = query.jurisdiction(backend.catalogue, sent.get("jurisdiction_id"))
    code = sent.get("service_code")
    if code is None:
        raise Problem(400, missing("service_code"))
    service = query.service(backend.catalogue, code)
    checked, faults = answers.check(service, {**sent.attributes, **_standard(service, sent)})
    card, card_faults = intake.check_card(
        sent.get("receipt"), sent.get("pin_hash"), sent.get("word")
    )
    place = {name: sent.get(name) for name in _PLACE}
    faults += card_faults + intake.check_place(service, **place) + _elsewhere(at, place)
    faults += intake.check_idempotency_key(key, required=False)
    faults += _plain_text(checked.get("description")) + _long_extras(sent)
    is_public = query.flag("public", sent.get("public"))
    if faults:
        raise Problem(400, *faults)
    extra = {name: value for name in (*_EXTRA_FIELDS, *_PLACE) if (value := sent.get(name))}
    token, number_ms = _token(service, backend.register.now())
    submission = Submission(
        service=service,
        answers=checked,
        extra=extra,
        address_id=place["address_id"],
        receipt=card.receipt,
        pin_hash=card.pin_hash,
        word=card.word,
        channel="open311",
        jurisdiction=at.code,
        is_public=is_public,
        token=token,
        number_ms=number_ms,
        photo=None if sent.media is None else documents.photo(sent.media),
    )
    row, _ = backend.register.record(submission, _ticket(backend, client, sent, key))
    return row


def _standard(service: Service, sent: Form) -> dict[str, answers.Value]:
    """The service's attributes that GeoReport has a field of its own for."""
    return {
        name: value
        for name in trees.STANDARD_FIELDS
        if name in service.attributes and (value := sent.get(name))
    }


def _elsewhere(at: Jurisdiction, place: dict[str, str | None]) -> list[Fault]:
    kelurahan = place["address_id"]
    if kelurahan is None or at.has(kelurahan):
        return []
    return [wrong("address_id", "a kelurahan of this jurisdiction")]


def _plain_text(description: answers.Value | None) -> list[Fault]:
    if isinstance(description, str) and intake.has_html(description):
        return [wrong("description", "plain text without HTML")]
    return []


def _long_extras(sent: Form) -> list[Fault]:
    return [
        wrong(name, f"at most {_LONGEST_EXTRA} characters")
        for name in _EXTRA_FIELDS
        if len(sent.get(name) or "") > _LONGEST_EXTRA
    ]


def _token(service: Service, now: int) -> tuple[str | None, int | None]:
    """The token of a batch service, and when it tells the number: once the next batch is taken."""
    if service.type != "batch":
        return None, None
    return secrets.token_urlsafe(_TOKEN_BYTES), (now // _BATCH_MS + 1) * _BATCH_MS


def _ticket(backend: Backend, client: str, sent: Form, key: str | None) -> Ticket | None:
    if key is None:
        return None
    fields = {name: value for name, value in sent.fields.items() if name != "api_key"}
    body: list[object] = ["open311", fields, sent.attributes]
    if sent.media is not None:
        body.append(hashlib.sha256(sent.media).hexdigest())
    return backend.register.ticket(client, key, body)
