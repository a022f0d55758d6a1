"""Corrections that residents asked for, as the desk works them off."""

from typing import Any

from fastapi import APIRouter, Response

from shared.superapp.reference import moments
from shared.superapp.reference.problems import NOT_FOUND, Problem
from shared.superapp.reference.service import Backend

from .accounts import Account
from .corrections import Correction
from .models import CorrectionListed, CorrectionOpened, Decision


def add(routes: APIRouter, backend: Backend, desk: Any) -> None:
    """Adds the routes. `desk` gives the officer who calls."""

    @routes.get("/corrections", response_model=list[CorrectionListed])
    def waiting(officer: Account = desk) -> list[CorrectionListed]:
        """Those of the officer's area, the most urgent first."""
        return [CorrectionListed(**_line(one)) for one in backend.corrections.open(officer)]

    @routes.get("/corrections/{number}", response_model=CorrectionOpened)
    def one(number: int, officer: Account = desk) -> CorrectionOpened:
        """With the values in clear, to be held against the card; every look is logged."""
        found = [c for c in backend.corrections.open(officer) if c.number == number]
        if not found:
            raise Problem(404, NOT_FOUND)
        return CorrectionOpened(**_line(found[0]), wanted=dict(found[0].wanted))

    @routes.post("/corrections/{number}", status_code=204, response_class=Response)
    def decide(number: int, sent: Decision, officer: Account = desk) -> None:
        """Applies it, or turns it down."""
        backend.corrections.decide(number, officer, applied=sent.applied)


def _line(one: Correction) -> dict[str, Any]:
    return {
        "correction": one.number,
        "service_request_id": one.service_request_id,
        "codes": one.codes,
        "due_at": moments.w3c(one.due_ms),
        "urgent": one.urgent,
    }
