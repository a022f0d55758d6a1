"""The officers' tray: who asked for a person, and who was looked after. Nothing personal."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, NamedTuple

import sqlalchemy as sa

from shared.database import Database, moment
from shared.store.tables import officer_call

REFUSED = "refused"
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class Call(NamedTuple):
    """One call. `question` is a question's id, `reason` that of `CallOfficer`."""

    number: int
    session_id: str
    effect_id: str
    service: str | None
    question: str | None
    reason: str
    made_at: datetime
    taken: bool


class Tray:
    """The calls of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def call(
        self,
        session_id: str,
        effect_id: str,
        *,
        service: str | None,
        question: str | None,
        reason: str,
        at: datetime,
    ) -> int:
        """Put a call into the tray, once; its position among the open ones, counted from 1.

        A talk has one open call at most: calling again while it is open renews it where it stands.
        A request that was refused is a call of its own.
        0 when the call was closed meanwhile.
        """
        row = {
            "session_id": session_id,
            "effect_id": effect_id,
            "service": service,
            "question": question,
            "reason": reason,
            "made_at": moment(at),
            "told": False,
        }
        still_open = (
            officer_call.c.session_id == session_id,
            officer_call.c.done_at.is_(None),
            officer_call.c.reason != REFUSED,
            sa.literal(reason != REFUSED),
        )
        renewed = {name: row[name] for name in ("effect_id", "service", "question", "reason")}
        try:
            with self._database.writing() as connection:
                again = sa.update(officer_call).where(*still_open).values(**renewed)
                if not connection.execute(again).rowcount:
                    connection.execute(sa.insert(officer_call).values(row))
        except sa.exc.IntegrityError:
            pass  # the same call again
        return self._position(session_id, effect_id)

    def open(self) -> list[Call]:
        """Calls not closed yet, oldest first."""
        return self._calls(officer_call.c.done_at.is_(None))

    def take(self, number: int, at: datetime) -> bool:
        """Somebody goes there. False when there is no such open call or it was taken before."""
        return self._mark(number, officer_call.c.taken_at.is_(None), taken_at=moment(at))

    def close(self, number: int, at: datetime) -> bool:
        """The person was looked after. False when there is no such open call."""
        return self._mark(number, sa.true(), done_at=moment(at))

    def untold(self) -> list[Call]:
        """Closed calls whose talk does not know yet."""
        return self._calls(officer_call.c.done_at.is_not(None), officer_call.c.told.is_(False))

    def told(self, number: int) -> None:
        """The talk knows that the call is closed."""
        change = sa.update(officer_call).where(officer_call.c.number == number)
        with self._database.writing() as connection:
            connection.execute(change.values(told=True))

    def _position(self, session_id: str, effect_id: str) -> int:
        mine = sa.select(officer_call.c.number).where(
            officer_call.c.session_id == session_id,
            officer_call.c.effect_id == effect_id,
            officer_call.c.done_at.is_(None),
        )
        before = sa.select(sa.func.count()).where(
            officer_call.c.done_at.is_(None), officer_call.c.number <= mine.scalar_subquery()
        )
        with self._database.reading() as connection:
            return int(connection.execute(before).scalar_one())

    def _calls(self, *conditions: Any) -> list[Call]:
        query = sa.select(officer_call).where(*conditions).order_by(officer_call.c.number)
        with self._database.reading() as connection:
            return [_call(row) for row in connection.execute(query)]

    def _mark(self, number: int, condition: Any, **values: int) -> bool:
        still_open = (officer_call.c.number == number, officer_call.c.done_at.is_(None))
        change = sa.update(officer_call).where(*still_open, condition).values(**values)
        with self._database.writing() as connection:
            return bool(connection.execute(change).rowcount)


def _call(row: Any) -> Call:
    return Call(
        row.number,
        row.session_id,
        row.effect_id,
        row.service,
        row.question,
        row.reason,
        _EPOCH + timedelta(microseconds=row.made_at),
        row.taken_at is not None,
    )
