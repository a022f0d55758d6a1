"""What an officer does: take, move on, prove, release, give a new PIN."""

import secrets
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, File, Form

from shared.superapp import pin as pins
from shared.superapp.reference import documents, intake, moments
from shared.superapp.reference.problems import Fault, Problem, missing, wrong
from shared.superapp.reference.service import Backend

from . import views
from .accounts import Account
from .models import CardSeen, NewPin, Opened, Proof, Release, Transition
from .reading import find

_RNG = secrets.SystemRandom()
_CARD_NOT_SEEN = Fault("card_not_seen", "A new PIN is for who shows the card of this request.")

_NOT_PUBLIC = Fault("not_public", "The resident did not choose to make this public.")


def add(routes: APIRouter, backend: Backend, desk: Any) -> None:
    """Adds the routes. `desk` gives the officer who calls."""
    cases = backend.cases

    @routes.post("/requests/{number}/take", response_model=Opened, response_model_exclude_none=True)
    def take(number: str, officer: Account = desk) -> Opened:
        """The officer works on this from now on; a supervisor may take it over."""
        row = find(backend, officer, number)
        cases.take(row.service_request_id, officer.name, over=officer.role == "supervisor")
        return _now(backend, officer, row.service_request_id)

    @routes.post(
        "/requests/{number}/transitions", response_model=Opened, response_model_exclude_none=True
    )
    def move(number: str, sent: Transition, officer: Account = desk) -> Opened:
        """One step of the table; 409 names those that are possible."""
        row = find(backend, officer, number)
        cases.move(
            row.service_request_id,
            sent.to,
            officer.name,
            officer.role,
            official_number=sent.official_number,
            reason=sent.reason,
            original=sent.original,
        )
        return _now(backend, officer, row.service_request_id)

    _add_release_and_pin(routes, backend, desk)
    _add_evidence(routes, backend, desk)


def _now(backend: Backend, officer: Account, number: str) -> Opened:
    return views.opened(backend, officer, backend.worklist.one(officer, number))


def _add_release_and_pin(routes: APIRouter, backend: Backend, desk: Any) -> None:
    cases = backend.cases

    @routes.post(
        "/requests/{number}/release", response_model=Opened, response_model_exclude_none=True
    )
    def release(number: str, sent: Release, officer: Account = desk) -> Opened:
        """Lets the public read the description of a report, or no longer."""
        row = find(backend, officer, number)
        if not row.is_public:
            raise Problem(409, _NOT_PUBLIC)
        cases.release(row.service_request_id, released=sent.released)
        return _now(backend, officer, row.service_request_id)

    @routes.post("/requests/{number}/pin", response_model=NewPin)
    def new_pin(number: str, sent: CardSeen, officer: Account = desk) -> NewPin:
        """For a resident who lost the PIN and shows the card; the old one ends."""
        row = find(backend, officer, number)
        if not sent.saw_card:
            raise Problem(422, _CARD_NOT_SEEN)
        pin = pins.mint(_RNG)
        cases.reset_pin(row.service_request_id, pins.hash_pin(pin))
        return NewPin(pin=pin)


def _add_evidence(routes: APIRouter, backend: Backend, desk: Any) -> None:
    @routes.post(
        "/requests/{number}/evidence",
        status_code=201,
        response_model=Proof,
        response_model_exclude_none=True,
    )
    def add_evidence(
        number: str,
        photo: Annotated[bytes, File()],
        taken_at: Annotated[str, Form(max_length=64)],
        lat: Annotated[str | None, Form(max_length=32)] = None,
        long: Annotated[str | None, Form(max_length=32)] = None,
        address_id: Annotated[str | None, Form(max_length=32)] = None,
        officer: Account = desk,
    ) -> Proof:
        """A photo of what was done, when and where: coordinates or the code of a kelurahan. One
        that was used before is refused; one that looks like an earlier one is kept, and says so."""
        row = find(backend, officer, number)
        place = {"lat": lat, "long": long, "address_id": address_id}
        taken_ms = _checked(taken_at, place)
        kept = backend.evidence.add(
            row.service_request_id, officer.name, documents.photo(photo), taken_ms, place
        )
        return views.proof(kept)


def _checked(taken_at: str, place: Mapping[str, str | None]) -> int:
    """When the photo was taken; Problem 422 when time or place will not do."""
    faults = intake.check_coordinates(place["lat"], place["long"], place["address_id"])
    if not any(place.values()):
        faults.append(missing("lat and long, or address_id"))
    try:
        taken_ms = moments.parse_w3c(taken_at)
    except ValueError:
        taken_ms = 0
        faults.append(wrong("taken_at", "a W3C date and time"))
    if faults:
        raise Problem(422, *faults)
    return taken_ms
