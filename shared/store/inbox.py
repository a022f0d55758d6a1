"""What people wrote to a channel, from before it was acknowledged until it was answered; sealed.

A letter is named by its `key`: the same one again changes nothing. The letters of one chat are
answered one after the other, in the order of `position`. A chat is known by its blind index.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from shared.database import Database, moment
from shared.privacy.cipher import Cipher
from shared.store.tables import chat as chat_table
from shared.store.tables import inbox


class Letter(NamedTuple):
    """Something that came in: `chat` is Telegram's (or another channel's) name for where."""

    key: str
    chat: str
    position: int
    body: bytes


class Arrived(NamedTuple):
    """A letter that waits for its answer; `chat` is the blind index."""

    key: str
    chat: str
    position: int
    body: bytes


class Remembered(NamedTuple):
    """What is kept of a chat: whose talk it shows, whether news of it are awaited."""

    session_id: str
    waits: bool
    body: bytes


class Inbox:
    """The letters and chats of one database; several threads and programs may use it at once."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher

    def blind(self, chat: str) -> str:
        """The name of a chat that tells nobody whose it is."""
        return self._cipher.blind(chat, "chat")

    def put(self, letters: Sequence[Letter], now: datetime) -> list[str]:
        """Keep them durably; the chats that have something new."""
        rows = {letter.key: self._row(letter, now) for letter in letters}
        if not rows:
            return []
        with self._database.writing() as connection:
            known = sa.select(inbox.c.key).where(inbox.c.key.in_(list(rows)))
            for key in connection.execute(known).scalars():
                del rows[key]
            if rows:
                _insert_new(connection, list(rows.values()))
        return list(dict.fromkeys(str(row["chat"]) for row in rows.values()))

    def first(self, chat: str) -> Arrived | None:
        """The oldest letter of a chat that was not answered."""
        query = (
            sa.select(inbox)
            .where(inbox.c.chat == chat, inbox.c.done.is_(False))
            .order_by(inbox.c.position, inbox.c.number)
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        body = self._cipher.decrypt(bytes(row.body), table="inbox", column="body", row=row.key)
        return Arrived(row.key, row.chat, row.position, body)

    def waiting(self) -> list[str]:
        """Chats with letters that were not answered, the longest waiting first."""
        query = (
            sa.select(inbox.c.chat)
            .where(inbox.c.done.is_(False))
            .group_by(inbox.c.chat)
            .order_by(sa.func.min(inbox.c.number))
        )
        with self._database.reading() as connection:
            return [str(chat) for chat in connection.execute(query).scalars()]

    def remembered(self, chat: str) -> Remembered | None:
        """What was kept of the chat with this blind index."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(chat_table).where(chat_table.c.chat == chat)).first()
        if row is None:
            return None
        body = self._cipher.decrypt(bytes(row.body), table="chat", column="body", row=chat)
        return Remembered(row.session_id, bool(row.waits), body)

    def expecting(self) -> list[str]:
        """Chats that wait for news of their talk."""
        query = sa.select(chat_table.c.chat).where(chat_table.c.waits.is_(True))
        with self._database.reading() as connection:
            return [str(chat) for chat in connection.execute(query).scalars()]

    def answered(self, chat: str, key: str | None, kept: Remembered | None, now: datetime) -> None:
        """The letter `key` is done and what is kept of the chat is this, in one commit.

        Without `key` only the latter; without `kept` what was remembered goes.
        """
        with self._database.writing() as connection:
            if key is not None:
                done = sa.update(inbox).where(inbox.c.key == key)
                connection.execute(done.values(done=True, body=None))
            if kept is None:
                connection.execute(sa.delete(chat_table).where(chat_table.c.chat == chat))
            else:
                self._keep(connection, chat, kept, now)

    def drop(self, key: str) -> None:
        """The letter is let go without an answer."""
        with self._database.writing() as connection:
            done = sa.update(inbox).where(inbox.c.key == key)
            connection.execute(done.values(done=True, body=None))

    def _keep(self, connection: Connection, chat: str, kept: Remembered, now: datetime) -> None:
        row = {
            "session_id": kept.session_id,
            "waits": kept.waits,
            "body": self._cipher.encrypt(kept.body, table="chat", column="body", row=chat),
            "touched_at": moment(now),
        }
        change = sa.update(chat_table).where(chat_table.c.chat == chat).values(row)
        if not connection.execute(change).rowcount:
            connection.execute(sa.insert(chat_table).values(chat=chat, **row))

    def _row(self, letter: Letter, now: datetime) -> dict[str, object]:
        sealed = self._cipher.encrypt(letter.body, table="inbox", column="body", row=letter.key)
        return {
            "key": letter.key,
            "chat": self.blind(letter.chat),
            "position": letter.position,
            "body": sealed,
            "done": False,
            "received_at": moment(now),
        }


def _insert_new(connection: Connection, rows: list[dict[str, object]]) -> None:
    """Another program may be putting the same ones at this very moment."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert

        connection.execute(insert(inbox).on_conflict_do_nothing(index_elements=["key"]), rows)
    else:
        connection.execute(sa.insert(inbox), rows)


class Claims(Protocol):
    """Who answers which chat: one worker at a time. `shared`: several programs do."""

    shared: bool

    def take(self, chat: str) -> bool:
        """Whether the chat is this worker's now."""

    def release(self, chat: str) -> None:
        """Others may take it."""

    def close(self) -> None:
        """All of them are released."""


def claims_of(database: Database) -> Claims:
    """On PostgreSQL among all workers, on SQLite (one program) among its own tasks."""
    if database.engine.dialect.name == "postgresql":
        return _Locks(database)
    return _Own()


class _Own:
    shared = False

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken: set[str] = set()

    def take(self, chat: str) -> bool:
        with self._lock:
            if chat in self._taken:
                return False
            self._taken.add(chat)
            return True

    def release(self, chat: str) -> None:
        with self._lock:
            self._taken.discard(chat)

    def close(self) -> None:
        with self._lock:
            self._taken.clear()


class _Locks:
    """Advisory locks of one connection: a worker that dies holds none, and nobody has to wait for
    a lease to lapse. They are counted by the connection, so its own tasks are kept apart first."""

    shared = True

    def __init__(self, database: Database) -> None:
        self._database = database
        self._own = _Own()
        self._turn = threading.Lock()
        self._connection: Connection | None = None

    def take(self, chat: str) -> bool:
        if not self._own.take(chat):
            return False
        if self._asked("pg_try_advisory_lock", chat):
            return True
        self._own.release(chat)
        return False

    def release(self, chat: str) -> None:
        try:
            self._asked("pg_advisory_unlock", chat)
        finally:
            self._own.release(chat)

    def close(self) -> None:
        with self._turn:
            if self._connection is not None:
                self._connection.invalidate()
                self._connection.close()
                self._connection = None
        self._own.close()

    def _asked(self, function: str, chat: str) -> bool:
        """False also when the line broke: what was held is free then, and taken anew."""
        number = int(chat[:15], 16)
        with self._turn:
            try:
                if self._connection is None:
                    self._connection = self._database.engine.connect()
                asked = sa.select(getattr(sa.func, function)(number))
                held = bool(self._connection.execute(asked).scalar())
                self._connection.commit()
            except sa.exc.DBAPIError:
                if self._connection is not None:
                    self._connection.close()
                    self._connection = None
                return False
            return held
