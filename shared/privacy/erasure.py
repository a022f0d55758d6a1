"""Erases at this office what is kept of one request: its outbox row, and the talk it came from."""

from __future__ import annotations

import sqlalchemy as sa

from shared.database import Database
from shared.store import Store
from shared.store.tables import officer_call, outbox
from shared.superapp.receipt import normalise


def erase(store: Store, database: Database, receipt: str) -> dict[str, int] | None:
    """Rows of each kind that are gone; None where the office has no such receipt.

    A request that was not sent yet is not sent any more.
    """
    with database.writing() as connection:
        mine = outbox.c.receipt == normalise(receipt)
        session_id = connection.execute(sa.select(outbox.c.session_id).where(mine)).scalar()
        if session_id is None:
            return None
        gone = connection.execute(sa.delete(outbox).where(mine)).rowcount
        calls = sa.delete(officer_call).where(officer_call.c.session_id == session_id)
        called = connection.execute(calls).rowcount
    talks = int(store.load(session_id) is not None)
    store.forget(session_id)
    return {"requests": gone, "talks": talks, "calls": called}
