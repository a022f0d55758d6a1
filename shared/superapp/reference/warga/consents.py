"""POST /consents: the proof of what a resident was told and what they said."""

from typing import Annotated

from fastapi import APIRouter, Header

from shared.superapp import receipt as receipts
from shared.superapp.reference import intake, moments
from shared.superapp.reference.consents import Consent
from shared.superapp.reference.problems import Problem, wrong
from shared.superapp.reference.service import Backend

from .models import ConsentKept, NewConsent
from .requests import instant


def add(routes: APIRouter, backend: Backend) -> None:
    """Adds the route."""

    @routes.post("/consents", status_code=201, response_model=ConsentKept)
    def post_consent(
        sent: NewConsent,
        idempotency_key: Annotated[str | None, Header()] = None,
        x_api_key: Annotated[str | None, Header()] = None,
    ) -> ConsentKept:
        """A refusal is recorded as well; it needs no receipt."""
        client = backend.client(x_api_key)
        consent = _checked(sent, idempotency_key)
        ticket = backend.register.ticket(client, idempotency_key or "", dict(sent))
        made_ms = backend.consents.record(consent, ticket)
        return ConsentKept(
            given=sent.given,
            purpose=sent.purpose,
            text_version=sent.text_version,
            recorded_at=moments.w3c(made_ms),
        )


def _checked(sent: NewConsent, key: str | None) -> Consent:
    names = ("purpose", "text_version", "language", "channel", "helper")
    labels = {name: getattr(sent, name) for name in names}
    faults = intake.check_labels(labels) + intake.check_idempotency_key(key, required=True)
    asked_ms, when_faults = instant("asked_at", sent.asked_at)
    faults += when_faults
    if sent.receipt is not None and not receipts.check(sent.receipt):
        faults.append(wrong("receipt", "nine symbols with a fitting check symbol"))
    if faults or asked_ms is None:
        raise Problem(422, *faults)
    stored = None if sent.receipt is None else receipts.normalise(sent.receipt)
    return Consent(receipt=stored, given=sent.given, asked_ms=asked_ms, **labels)
