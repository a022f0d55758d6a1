"""/me: what UU 27/2022 owes a person: to see, to correct, to erase. Receipt and PIN say who."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from starlette.responses import JSONResponse

from shared.superapp.reference import attributes, deadlines, moments, subject
from shared.superapp.reference.problems import Problem, missing
from shared.superapp.reference.service import Backend

from .door import Door
from .models import CorrectionKept, NewCorrection

Receipt = Annotated[str, Header()]
Pin = Annotated[str, Header()]


def add(routes: APIRouter, backend: Backend, door: Door) -> None:
    """Adds the routes."""

    @routes.get("/me/export", response_model=None)
    def export(request: Request, x_receipt: Receipt, x_pin: Pin) -> JSONResponse:
        """All that is kept of this person, and who read it."""
        row = door.enter(request, x_receipt, x_pin)
        whole: dict[str, Any] = subject.collect(backend.register, row)
        return JSONResponse(whole)

    @routes.patch("/me", status_code=202, response_model=CorrectionKept)
    def correct(
        request: Request, sent: NewCorrection, x_receipt: Receipt, x_pin: Pin
    ) -> CorrectionKept:
        """An officer checks it within 3 x 24 hours; until then the old stands."""
        row = door.enter(request, x_receipt, x_pin)
        service = backend.catalogue.services[row.service_code]
        wanted, faults = attributes.check_some(service, sent.attributes)
        if faults or not wanted:
            raise Problem(422, *(faults or [missing("attributes")]))
        number, due_ms = backend.corrections.ask(row, wanted)
        return CorrectionKept(
            correction=number,
            due_at=moments.w3c(due_ms),
            due_on=deadlines.spoken(due_ms) or {},
        )

    @routes.delete("/me", response_model=dict[str, int])
    def erase(request: Request, x_receipt: Receipt, x_pin: Pin) -> dict[str, int]:
        """Erases what is kept of this person; gives how many rows of each kind that was."""
        row = door.enter(request, x_receipt, x_pin)
        counts: dict[str, int] = subject.erase(backend.register, row)
        return counts
