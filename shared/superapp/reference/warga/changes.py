"""GET /changes: what moved on among the requests a client sent; for kiosks and bots."""

from typing import Annotated

from fastapi import APIRouter, Header, Query

from shared.superapp.reference import moments
from shared.superapp.reference.problems import Problem, wrong
from shared.superapp.reference.service import Backend

from .models import Change, Changes

_MOST = 500
_LONGEST_CURSOR = 18  # digits of a 64-bit number


def add(routes: APIRouter, backend: Backend) -> None:
    """Adds the route."""

    @routes.get("/changes", response_model=Changes)
    def changes(
        since: Annotated[str, Query(max_length=64)] = "0",
        limit: Annotated[int, Query(ge=1, le=_MOST)] = _MOST,
        x_api_key: Annotated[str | None, Header()] = None,
    ) -> Changes:
        """A client learns of the requests it sent itself, and of no others."""
        client = backend.client(x_api_key)
        if not (since.isascii() and since.isdigit() and len(since) <= _LONGEST_CURSOR):
            raise Problem(422, wrong("since", "the cursor of an earlier answer"))
        found, cursor, more = backend.cases.changes(client, int(since), limit)
        listed = [
            Change(receipt=one.receipt, status=one.after, at=moments.w3c(one.at_ms))
            for one in found
        ]
        return Changes(changes=listed, cursor=str(cursor), more=more)
