"""What an officer sees: the worklist, one request, its copy-out sheet."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from shared.superapp import receipt as receipts
from shared.superapp.reference.problems import Fault, Problem, wrong
from shared.superapp.reference.register import Row
from shared.superapp.reference.service import Backend

from . import sheet, views
from .accounts import Account
from .models import Line, Opened, Sheet, Worklist

_MOST_PAGE = 1_000
_PAGE_SIZE = 50
_TAKE_FIRST = Fault("take_first", "Take the request first; the sheet is for who works on it.")


def add(routes: APIRouter, backend: Backend, desk: Any) -> None:
    """Adds the routes. `desk` gives the officer who calls."""

    @routes.get("/requests", response_model=Worklist, response_model_exclude_none=True)
    def worklist(
        officer: Account = desk,
        status: Annotated[str | None, Query(max_length=200)] = None,
        page: Annotated[int, Query(ge=1, le=_MOST_PAGE)] = 1,
    ) -> Worklist:
        """Of the officer's own area, the longest waiting first; without `status` all that are
        open. `status` is a list with commas."""
        wanted = _statuses(backend, status)
        found = backend.worklist.page(officer, wanted, page, _PAGE_SIZE)
        return Worklist(
            requests=[views.listed(backend, row) for row in found.rows], more=found.more
        )

    @routes.get("/requests/{number}", response_model=Opened, response_model_exclude_none=True)
    def one(number: str, officer: Account = desk) -> Opened:
        """By its number, or by the receipt on the card that a resident shows."""
        return views.opened(backend, officer, find(backend, officer, number))

    @routes.get("/requests/{number}/sheet", response_model=Sheet)
    def copy_out(number: str, officer: Account = desk) -> Sheet:
        """In clear, for the officer who took the request alone; every look is logged."""
        row = find(backend, officer, number)
        if row.taken_by != officer.name:
            raise Problem(409, _TAKE_FIRST)
        service = backend.catalogue.services[row.service_code]
        answers = {**row.answers, **backend.register.personal(row)}
        lines = sheet.lines(service, answers)
        return Sheet(
            system=service.sheet["system"],
            lines=[Line(label=one.label, code=one.code, value=one.value) for one in lines],
        )


def find(backend: Backend, officer: Account, number: str) -> Row:
    """The request of a number or a receipt, when it is in the officer's area; Problem 404."""
    if receipts.check(number):
        return backend.worklist.by_receipt(officer, receipts.normalise(number))
    return backend.worklist.one(officer, number)


def _statuses(backend: Backend, given: str | None) -> set[str]:
    known = backend.catalogue.statuses
    if given is None:
        return {code for code, status in known.items() if status.open311 == "open"}
    wanted = set(given.split(","))
    if not wanted <= set(known):
        raise Problem(422, wrong("status", "statuses of the catalogue"))
    return wanted
