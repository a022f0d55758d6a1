"""Every place where something personal is kept sealed: the office's store, the backend, the hub.

A test holds it against the tables: a sealed column that is missing here would not be rotated.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import sqlalchemy as sa

from shared.hub.service import tables as hub
from shared.store import tables as office
from shared.superapp.reference.documents import DOCUMENT
from shared.superapp.reference.officers.tables import EVIDENCE
from shared.superapp.reference.open311.tables import COMMENT
from shared.superapp.reference.tables import CORRECTION, HISTORY, REQUEST


class Place(NamedTuple):
    """A sealed column; `row` are the columns whose values name the row to the cipher."""

    table: sa.Table
    column: str
    row: tuple[str, ...]

    def of(self, row: Any) -> dict[str, str]:
        """Where a value of this row stands, as the cipher is told."""
        return {
            "table": self.table.name,
            "column": self.column,
            "row": "/".join(str(getattr(row, name)) for name in self.row),
        }


OFFICE = (
    Place(office.talk, "body", ("session_id",)),
    Place(office.talk_effect, "body", ("session_id", "effect_id")),
    Place(office.outbox, "body", ("session_id", "effect_id")),
    Place(office.photo, "body", ("ref",)),
    Place(office.inbox, "body", ("key",)),
    Place(office.chat, "body", ("chat",)),
    Place(office.draft_copy, "body", ("session_id", "effect_id")),
)
HUB = (Place(hub.DRAFT, "body", ("draft_id",)),)
BACKEND = (
    Place(REQUEST, "sealed", ("service_request_id",)),
    Place(REQUEST, "official_number", ("service_request_id",)),
    Place(HISTORY, "note", ("service_request_id",)),
    Place(CORRECTION, "sealed", ("service_request_id",)),
    Place(COMMENT, "sealed", ("comment_id",)),
    Place(DOCUMENT, "sealed", ("document_id",)),
    Place(EVIDENCE, "sealed", ("sha256",)),
)
