"""Which requests an officer sees: those of the own kelurahan, and nobody else's."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from shared.database import Database
from shared.superapp.reference.problems import NO_REQUEST, Problem
from shared.superapp.reference.register import Row, row_of
from shared.superapp.reference.tables import REQUEST

from .accounts import Account

_LAST_CODE = "99.99.99.9999"


@dataclass(frozen=True)
class Page:
    """One page of the list, the longest waiting first."""

    rows: list[Row]
    more: bool


class Worklist:
    """The requests of one database, as far as an officer may see them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, officer: Account, statuses: Collection[str], page: int, size: int) -> Page:
        """Page 1, 2, … of the officer's requests in these statuses."""
        query = (
            sa.select(REQUEST)
            .where(REQUEST.c.status.in_(sorted(statuses)), within(officer.area))
            .order_by(REQUEST.c.requested_ms, REQUEST.c.service_request_id)
            .offset((page - 1) * size)
            .limit(size + 1)
        )
        with self._database.reading() as connection:
            rows = [row_of(row) for row in connection.execute(query).mappings()]
        return Page(rows[:size], len(rows) > size)

    def one(self, officer: Account, number: str) -> Row:
        """One request; Problem 404 for those elsewhere as for those that are not."""
        query = sa.select(REQUEST).where(
            REQUEST.c.service_request_id == number, within(officer.area)
        )
        with self._database.reading() as connection:
            found = connection.execute(query).mappings().first()
        if found is None:
            raise Problem(404, NO_REQUEST)
        return row_of(found)

    def by_receipt(self, officer: Account, receipt: str) -> Row:
        """The request of a receipt that a resident shows at the counter; Problem 404."""
        query = sa.select(REQUEST).where(REQUEST.c.receipt == receipt, within(officer.area))
        with self._database.reading() as connection:
            found = connection.execute(query).mappings().first()
        if found is None:
            raise Problem(404, NO_REQUEST)
        return row_of(found)


def within(area: str) -> "sa.sql.ColumnElement[bool]":
    """Whether a request lies in `area`; a request without a place is everywhere's alone."""
    if not area:
        return sa.true()
    # A range, which an index serves; digits alone order the same in every collation.
    return REQUEST.c.address_id.between(area, area + _LAST_CODE[len(area) :])
