"""What a resident does with their request: confirm, reopen, withdraw, add a document."""

from typing import Annotated

from fastapi import APIRouter, File, Header, Request

from shared.superapp.reference import documents, workflow
from shared.superapp.reference.service import Backend

from .door import Door
from .models import DocumentKept, Standing, Why
from .requests import ACTIONS, details

_KIND = "resident"


def add(routes: APIRouter, backend: Backend, door: Door) -> None:
    """Adds the routes."""
    for action, targets in ACTIONS.items():
        _add_action(routes, backend, door, action, targets)

    @routes.post("/requests/{receipt}/documents", status_code=201, response_model=DocumentKept)
    def add_document(
        request: Request,
        receipt: str,
        x_pin: Annotated[str, Header()],
        document: Annotated[bytes, File()],
    ) -> DocumentKept:
        """A photo (JPEG, PNG, WebP) or a PDF; what is written into a photo is taken out."""
        row = door.enter(request, receipt, x_pin)
        kept = backend.cases.add_document(row, _KIND, documents.paper(document))
        return DocumentKept(**kept)


def _add_action(
    routes: APIRouter, backend: Backend, door: Door, action: str, targets: tuple[str, ...]
) -> None:
    @routes.post(
        "/requests/{receipt}/" + action,
        name=action,
        operation_id=action,
        response_model=Standing,
        response_model_exclude_none=True,
    )
    def act(
        request: Request, receipt: str, x_pin: Annotated[str, Header()], why: Why | None = None
    ) -> Standing:
        row = door.enter(request, receipt, x_pin)
        possible = {step.after for step in backend.cases.possible(row, workflow.RESIDENT)}
        after = next((target for target in targets if target in possible), targets[0])
        reason = None if why is None else why.reason
        backend.cases.move(
            row.service_request_id, after, workflow.RESIDENT, workflow.RESIDENT, reason=reason
        )
        return details(backend, door.look(request, receipt))
