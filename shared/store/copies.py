"""What this place keeps of talks that it saved or took up: copies on their way to the hub, what is
known of each, and what the hub is still to be told. Bodies are sealed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, NamedTuple

import msgspec
import sqlalchemy as sa

from dialogs.contract.session import Session
from shared.database import Database, moment
from shared.privacy.cipher import Cipher
from shared.store.sessions import SESSION
from shared.store.tables import draft_copy, draft_note, hub_errand

What = Literal["release", "finish", "used", "erase"]


class Copy(NamedTuple):
    """A talk as it stood when it was saved."""

    session_id: str
    effect_id: str
    session: Session


class Note(NamedTuple):
    """What is known of one talk; the table explains the fields. Times in microseconds."""

    session_id: str
    draft_id: str
    version: int
    effect_id: str
    claim: str
    owner: str
    answers: int
    until: int
    due_at: int


class Errand(NamedTuple):
    """`ref` is a claim (release, finish) or a talk's name at the hub (used, erase)."""

    ref: str
    what: What
    version: int = 0


class Copies:
    """The copies, notes and errands of one database."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher

    def keep(self, copy: Copy, note: Note, now: datetime) -> None:
        """A talk was saved. Again: the first copy stays."""
        sealed = self._cipher.encrypt(msgspec.json.encode(copy.session), **_place(copy))
        row = {
            "session_id": copy.session_id,
            "effect_id": copy.effect_id,
            "body": sealed,
            "made_at": moment(now),
        }
        try:
            with self._database.writing() as connection:
                connection.execute(sa.insert(draft_copy).values(row))
                _write(connection, note)
        except sa.exc.IntegrityError:
            return

    def waiting(self, session_id: str | None = None) -> list[Copy]:
        """Copies, the oldest first; of one talk or of all."""
        query = sa.select(draft_copy).order_by(draft_copy.c.made_at, draft_copy.c.effect_id)
        if session_id is not None:
            query = query.where(draft_copy.c.session_id == session_id)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [self._copy(row) for row in rows]

    def drop(self, session_id: str, effect_id: str | None = None) -> None:
        """A copy, or all of a talk, are not needed any more."""
        which = [draft_copy.c.session_id == session_id]
        if effect_id is not None:
            which.append(draft_copy.c.effect_id == effect_id)
        with self._database.writing() as connection:
            connection.execute(sa.delete(draft_copy).where(*which))

    def arrived(self, copy: Copy, note: Note) -> None:
        """The hub has it."""
        mine = (
            draft_copy.c.session_id == copy.session_id,
            draft_copy.c.effect_id == copy.effect_id,
        )
        with self._database.writing() as connection:
            connection.execute(sa.delete(draft_copy).where(*mine))
            _write(connection, note)

    def note(self, session_id: str) -> Note | None:
        """What is known of the talk."""
        found = self._notes(draft_note.c.session_id == session_id)
        return found[0] if found else None

    def notes(self, owner: str) -> list[Note]:
        """All that a program looks after."""
        return self._notes(draft_note.c.owner == owner)

    def of_draft(self, draft_id: str) -> list[Note]:
        """What is known of a talk by its name at the hub."""
        return self._notes(draft_note.c.draft_id == draft_id)

    def write(self, note: Note, done: Errand | None = None) -> None:
        """What is known now, in the place of what was; `done` need not be told any more."""
        with self._database.writing() as connection:
            _write(connection, note)
            if done is not None:
                connection.execute(sa.delete(hub_errand).where(*_is(done)))

    def close(self, session_id: str, errand: Errand | None, now: datetime) -> None:
        """Nothing has to be known of the talk any more; the hub is told by `errand`."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(draft_note).where(draft_note.c.session_id == session_id))
            if errand is not None:
                _put(connection, errand, moment(now))

    def put(self, errand: Errand, due: datetime) -> None:
        """The hub is to be told, at `due`."""
        with self._database.writing() as connection:
            _put(connection, errand, moment(due))

    def errands(self, now: datetime) -> list[Errand]:
        """What is due to be told."""
        query = sa.select(hub_errand).where(hub_errand.c.due_at <= moment(now))
        with self._database.reading() as connection:
            return [Errand(row.ref, row.what, row.version) for row in connection.execute(query)]

    def told(self, errand: Errand) -> None:
        """The hub knows."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(hub_errand).where(*_is(errand)))

    def _notes(self, condition: Any) -> list[Note]:
        query = sa.select(*(draft_note.c[name] for name in Note._fields)).where(condition)
        with self._database.reading() as connection:
            return [Note(*row) for row in connection.execute(query)]

    def _copy(self, row: Any) -> Copy:
        empty = Copy(row.session_id, row.effect_id, Session(id=row.session_id))
        body = self._cipher.decrypt(bytes(row.body), **_place(empty))
        return empty._replace(session=SESSION.decode(body))


def _write(connection: sa.engine.Connection, note: Note) -> None:
    connection.execute(sa.delete(draft_note).where(draft_note.c.session_id == note.session_id))
    connection.execute(sa.insert(draft_note).values(note._asdict()))


def _put(connection: sa.engine.Connection, errand: Errand, due_at: int) -> None:
    connection.execute(sa.delete(hub_errand).where(*_is(errand)))
    connection.execute(sa.insert(hub_errand).values(**errand._asdict(), due_at=due_at))


def _is(errand: Errand) -> tuple[Any, ...]:
    return hub_errand.c.ref == errand.ref, hub_errand.c.what == errand.what


def _place(copy: Copy) -> dict[str, str]:
    row = f"{copy.session_id}/{copy.effect_id}"
    return {"table": "draft_copy", "column": "body", "row": row}
