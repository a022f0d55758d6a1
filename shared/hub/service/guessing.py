"""How many wrong codes a day: of one person, one device, all devices. Counted on disk, so that
neither a restart nor a second process of the hub forgives them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from shared.hub.service.tables import WRONG
from shared.privacy.cipher import Cipher

# With 10,000 saved talks among the 887 million codes, guessing as much as all devices together may,
# every day, finds one in about 90 days; one device alone in about 900.
BY_PERSON = 10
BY_DEVICE = 100
BY_ALL = 1_000
ALL = "all"
_JAKARTA = timezone(timedelta(hours=7))


class TooManyCodesError(Exception):
    """Enough wrong codes for today, by whomever of the three."""


class Guesses:
    """The counts. A try is counted before it is known whether it is wrong, and given back when it
    was right: of many at the same moment, not one more than allowed gets through."""

    def __init__(self, cipher: Cipher) -> None:
        self._cipher = cipher

    def take(self, connection: Connection, device: str, person: str, now: datetime) -> None:
        """Count a try, in the transaction of the look-up. Raises `TooManyCodesError`."""
        day = _day(now)
        for who, most in self._counted(device, person):
            mine = (WRONG.c.day == day, WRONG.c.who == who)
            _begin(connection, day, who)
            more = sa.update(WRONG).where(*mine, WRONG.c.codes < most)
            if not connection.execute(more.values(codes=WRONG.c.codes + 1)).rowcount:
                raise TooManyCodesError

    def give_back(self, connection: Connection, device: str, person: str, now: datetime) -> None:
        """It was right."""
        names = [who for who, _ in self._counted(device, person)]
        mine = (WRONG.c.day == _day(now), WRONG.c.who.in_(names))
        connection.execute(sa.update(WRONG).where(*mine).values(codes=WRONG.c.codes - 1))

    def _counted(self, device: str, person: str) -> Iterator[tuple[str, int]]:
        """Always in this order: two transactions never wait for each other."""
        yield ALL, BY_ALL
        yield f"device:{device}", BY_DEVICE
        if person:
            yield self._cipher.blind(f"{device}/{person}", "hub person"), BY_PERSON


def forget_before(connection: Connection, now: datetime) -> None:
    """Drop the counts of other days."""
    connection.execute(sa.delete(WRONG).where(WRONG.c.day != _day(now)))


def _begin(connection: Connection, day: str, who: str) -> None:
    """A row to count in, made by whoever is first."""
    row = sa.select(sa.literal(day), sa.literal(who), sa.literal(0))
    there = sa.exists().where(WRONG.c.day == day, WRONG.c.who == who)
    new = sa.insert(WRONG).from_select(["day", "who", "codes"], row.where(~there))
    if connection.dialect.name == "postgresql":
        # Two may find no row at the same time; the second one's is left out.
        from sqlalchemy.dialects.postgresql import insert

        new = insert(WRONG).values(day=day, who=who, codes=0).on_conflict_do_nothing()
    connection.execute(new)


def _day(now: datetime) -> str:
    return now.astimezone(_JAKARTA).date().isoformat()
