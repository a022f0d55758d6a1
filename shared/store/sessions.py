"""Talks at rest, with the events they have taken and the effects they still wait for.

One commit is one turn: session, event and effects together or not at all. Bodies are msgspec's JSON
sealed by `Cipher`; ids stand in the clear, so an id must not be a personal datum.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dialogs.contract.effect import AnyEffect
from dialogs.contract.session import Session
from shared.database import Database, moment
from shared.privacy.cipher import Cipher
from shared.store.tables import draft, draft_copy, talk, talk_effect, talk_event

# Made here once: msgspec crashes where several threads are the first to decode a type at once.
SESSION = msgspec.json.Decoder(Session)
_EFFECT: msgspec.json.Decoder[Any] = msgspec.json.Decoder(AnyEffect)
EVENTS_KEPT = 200  # an event older than these would have to be repeated after 200 others


class Stored(NamedTuple):
    """A session, and the version a commit must name to replace it."""

    session: Session
    version: int


class PendingEffect(NamedTuple):
    """An effect whose result is not committed yet; `attempts` have failed."""

    session_id: str
    effect: AnyEffect
    attempts: int


class Sessions:
    """The talks of one database; several threads and programs may use it at once."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher

    def load(self, session_id: str) -> Stored | None:
        """The talk as it was last committed; None where there is none."""
        query = sa.select(talk.c.version, talk.c.body).where(talk.c.session_id == session_id)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        body = self._cipher.decrypt(bytes(row.body), **_talk_place(session_id))
        return Stored(SESSION.decode(body), int(row.version))

    def commit(
        self,
        session: Session,
        *,
        before: int | None,
        event_id: str,
        effects: Sequence[AnyEffect] = (),
        settles: str | None = None,
    ) -> bool:
        """Write a turn durably: session, `event_id` as taken, new effects; `settles` as done.

        `before` is the version the turn began from (None: a new talk). False, and nothing written,
        when another turn was committed since or the talk has taken `event_id` before.
        """
        try:
            with self._database.writing() as connection:
                if not self._write_talk(connection, session, before):
                    return False
                version = (before or 0) + 1
                self._remember(connection, session.id, event_id, version)
                if settles is not None:
                    connection.execute(sa.delete(talk_effect).where(_is(session.id, settles)))
                if effects:
                    rows = [self._effect_row(session.id, effect) for effect in effects]
                    connection.execute(sa.insert(talk_effect), rows)
        except sa.exc.IntegrityError:  # the talk, the event or the effect is there already
            return False
        return True

    def seen(self, session_id: str, event_id: str) -> bool:
        """Whether the talk has taken this event (among its newest `EVENTS_KEPT`)."""
        query = sa.select(talk_event.c.version).where(
            talk_event.c.session_id == session_id, talk_event.c.event_id == event_id
        )
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def touched(self, session_id: str) -> int | None:
        """When the talk was last written, in microseconds since 1970 by this machine's clock."""
        query = sa.select(talk.c.touched_at).where(talk.c.session_id == session_id)
        with self._database.reading() as connection:
            found: int | None = connection.execute(query).scalar_one_or_none()
            return found

    def pending(self, session_id: str | None = None, *, now: datetime) -> list[PendingEffect]:
        """Effects to do at `now`, oldest first; of one talk or of all."""
        query = sa.select(talk_effect).where(talk_effect.c.due_at <= moment(now))
        if session_id is not None:
            query = query.where(talk_effect.c.session_id == session_id)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(talk_effect.c.number)).all()
        return [self._pending(row) for row in rows]

    def postpone(self, session_id: str, effect_id: str, until: datetime) -> None:
        """An attempt at the effect failed: not again before `until`."""
        change = sa.update(talk_effect).where(_is(session_id, effect_id))
        with self._database.writing() as connection:
            connection.execute(
                change.values(attempts=talk_effect.c.attempts + 1, due_at=moment(until))
            )

    def settle(self, session_id: str, effect_id: str) -> None:
        """The effect is done and nothing comes back."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(talk_effect).where(_is(session_id, effect_id)))

    def forget(self, session_id: str) -> None:
        """Erase the talk, its events, effects, codes and copies. Requests on their way stay."""
        with self._database.writing() as connection:
            for table in (talk, talk_event, talk_effect, draft, draft_copy):
                connection.execute(sa.delete(table).where(table.c.session_id == session_id))

    def _write_talk(self, connection: Connection, session: Session, before: int | None) -> bool:
        body = self._cipher.encrypt(msgspec.json.encode(session), **_talk_place(session.id))
        touched = time.time_ns() // 1_000
        if before is None:
            row = {"session_id": session.id, "version": 1, "body": body, "touched_at": touched}
            connection.execute(sa.insert(talk).values(row))
            return True
        change = sa.update(talk).where(talk.c.session_id == session.id, talk.c.version == before)
        return bool(
            connection.execute(
                change.values(version=before + 1, body=body, touched_at=touched)
            ).rowcount
        )

    @staticmethod
    def _remember(connection: Connection, session_id: str, event_id: str, version: int) -> None:
        row = {"session_id": session_id, "event_id": event_id, "version": version}
        connection.execute(sa.insert(talk_event).values(row))
        connection.execute(
            sa.delete(talk_event).where(
                talk_event.c.session_id == session_id,
                talk_event.c.version <= version - EVENTS_KEPT,
            )
        )

    def _effect_row(self, session_id: str, effect: AnyEffect) -> dict[str, Any]:
        body = msgspec.json.encode(effect)
        return {
            "session_id": session_id,
            "effect_id": effect.id,
            "body": self._cipher.encrypt(body, **_effect_place(session_id, effect.id)),
            "attempts": 0,
            "due_at": 0,
        }

    def _pending(self, row: Any) -> PendingEffect:
        place = _effect_place(row.session_id, row.effect_id)
        body = self._cipher.decrypt(bytes(row.body), **place)
        effect: AnyEffect = _EFFECT.decode(body)
        return PendingEffect(row.session_id, effect, row.attempts)


def _is(session_id: str, effect_id: str) -> Any:
    return sa.and_(talk_effect.c.session_id == session_id, talk_effect.c.effect_id == effect_id)


def _talk_place(session_id: str) -> dict[str, str]:
    return {"table": "talk", "column": "body", "row": session_id}


def _effect_place(session_id: str, effect_id: str) -> dict[str, str]:
    return {"table": "talk_effect", "column": "body", "row": f"{session_id}/{effect_id}"}
