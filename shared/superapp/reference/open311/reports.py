"""Reads reports as Open311 may. Every report is a row that shows service, kelurahan and status.

What happened stays private: the description is shown only where the reporter chose that it may be
public and an officer released it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from shared.database import Database
from shared.superapp.reference.register import Register, Row, row_of
from shared.superapp.reference.tables import HISTORY, REQUEST

_STEPS = sa.select(HISTORY.c.number, HISTORY.c.service_request_id, HISTORY.c.at_ms, HISTORY.c.after)
_BY_TOKEN = sa.select(REQUEST.c.service_request_id, REQUEST.c.number_ms).where(
    REQUEST.c.token == sa.bindparam("token"),
    REQUEST.c.jurisdiction == sa.bindparam("jurisdiction"),
)


@dataclass(frozen=True)
class Filter:
    """Which reports to list. The two ends of the time they were recorded are inclusive."""

    jurisdiction: str
    service_codes: Collection[str]
    ids: Sequence[str] | None = None
    statuses: Collection[str] | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    offset: int = 0
    limit: int = 1_000


@dataclass(frozen=True)
class Step:
    """One change of a report's status. `number` counts up over all reports."""

    number: int
    service_request_id: str
    at_ms: int
    status: str


@dataclass(frozen=True)
class Ticked:
    """What a token stands for; the number only once its batch was taken."""

    service_request_id: str | None


class Reports:
    """Reads over one database; `register` opens what was released."""

    def __init__(self, database: Database, register: Register) -> None:
        self._database = database
        self._register = register

    def listed(self, wanted: Filter) -> list[Row]:
        """The reports that fit, the last changed first."""
        query = (
            sa.select(REQUEST)
            .where(*_conditions(wanted), *_window(wanted, REQUEST.c.requested_ms))
            .order_by(REQUEST.c.updated_ms.desc(), REQUEST.c.service_request_id)
        )
        return [row_of(found) for found in self._page(query, wanted)]

    def steps(self, wanted: Filter) -> list[Step]:
        """The changes of status of the reports that fit, the last first."""
        query = (
            _STEPS.join(REQUEST, REQUEST.c.service_request_id == HISTORY.c.service_request_id)
            .where(*_conditions(wanted), *_window(wanted, HISTORY.c.at_ms))
            .order_by(HISTORY.c.number.desc())
        )
        return [_step(found) for found in self._page(query, wanted)]

    def history(self, numbers: Sequence[str]) -> dict[str, list[Step]]:
        """The changes of status by report, the oldest first; a report without any is absent."""
        wanted = HISTORY.c.service_request_id.in_(list(numbers))
        query = _STEPS.where(wanted).order_by(HISTORY.c.number)
        told: dict[str, list[Step]] = {}
        with self._database.reading() as connection:
            for found in connection.execute(query).mappings():
                told.setdefault(found["service_request_id"], []).append(_step(found))
        return told

    def token(self, token: str, jurisdiction: str) -> Ticked | None:
        """What `token` stands for; None where nobody was given it."""
        asked = {"token": token, "jurisdiction": jurisdiction}
        with self._database.reading() as connection:
            found = connection.execute(_BY_TOKEN, asked).first()
        if found is None:
            return None
        taken = found.number_ms <= self._register.now()
        return Ticked(found.service_request_id if taken else None)

    def description(self, row: Row) -> str | None:
        """What happened, where the reporter chose to be public and an officer released it."""
        if not row.is_public or row.released_ms is None:
            return None
        told = self._register.personal(row).get("description")
        return told if isinstance(told, str) else None

    def _page(self, query: "sa.sql.Select", wanted: Filter) -> list[Mapping[str, Any]]:
        with self._database.reading() as connection:
            found = connection.execute(query.offset(wanted.offset).limit(wanted.limit))
            return list(found.mappings())


def _conditions(wanted: Filter) -> list[Any]:
    """Where, what, and which."""
    conditions = [
        REQUEST.c.jurisdiction == wanted.jurisdiction,
        REQUEST.c.service_code.in_(list(wanted.service_codes)),
    ]
    if wanted.ids is not None:
        conditions.append(REQUEST.c.service_request_id.in_(list(wanted.ids)))
    if wanted.statuses is not None:
        conditions.append(REQUEST.c.status.in_(list(wanted.statuses)))
    return conditions


def _window(wanted: Filter, when: Any) -> list[Any]:
    ends = []
    if wanted.start_ms is not None:
        ends.append(when >= wanted.start_ms)
    if wanted.end_ms is not None:
        ends.append(when <= wanted.end_ms)
    return ends


def _step(found: Mapping[str, Any]) -> Step:
    return Step(found["number"], found["service_request_id"], found["at_ms"], found["after"])
