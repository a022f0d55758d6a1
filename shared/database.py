"""A SQL database, SQLite or PostgreSQL: opened, brought up to date, written to durably.

SQLite: WAL, `synchronous=FULL` (a commit is on disk when it returns), `BEGIN IMMEDIATE` for whoever
writes, so that a lock is waited for and never found half-way. Writers of one process wait in line
for a lock of ours first: SQLite's own waiting polls, which is slow and unfair.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.pool import QueuePool

_BUSY_MS = 20_000
_CONNECT_SECONDS = 5
_PRAGMAS = (
    f"busy_timeout={_BUSY_MS}",  # first: the next one may have to wait
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",  # what is erased is overwritten
)
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class DatabaseError(Exception):
    """The database cannot be used. One plain line for the operator, with the cure."""


def moment(when: datetime) -> int:
    """An aware time as it is stored: microseconds since 1970 in UTC, alike in both databases."""
    since = when - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


class Database:
    """One database. `reading` and `writing` are the only ways in; both are one transaction."""

    def __init__(self, url: str, variable: str = "PANDU_DATABASE_URL") -> None:
        self._variable = variable  # where the address was set: named when it is wrong
        self._url = _with_driver(url)
        self.engine = _engine(self._url)
        one_writer = self._url.get_backend_name() == "sqlite"
        self._turn = threading.Lock() if one_writer else nullcontext()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent look; writers are not kept waiting."""
        with self.engine.connect() as connection:
            quiet = connection.execution_options(reading=True)
            with quiet.begin():
                yield quiet

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All or nothing; durable when it is left without an exception."""
        with self._turn, self.engine.begin() as connection:
            yield connection

    def migrate(self, folder: Path, version_table: str) -> None:
        """Bring the tables up to date with the alembic `folder`; several programs may at once.

        Raises `DatabaseError` when there is no database to be reached.
        """
        # Imported late: alembic is needed at the start only, and by nobody who just reads a type.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["version_table"] = version_table
        self._reach()
        with self.writing() as connection:
            if connection.dialect.name == "postgresql":
                lock = sa.func.hashtext(version_table)
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(lock)))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    def _reach(self) -> None:
        try:
            with self.engine.connect():
                pass
        except sa.exc.DatabaseError:
            raise DatabaseError(
                f"{self._variable}: no database can be used at {self._place()}; "
                "start it, or correct the address."
            ) from None

    def _place(self) -> str:
        if self._url.host is None:
            return str(self._url.database)
        port = f":{self._url.port}" if self._url.port else ""
        return f"{self._url.host}{port}/{self._url.database}"


def _with_driver(url: str) -> URL:
    """The URL with the driver that this SQLAlchemy knows: psycopg came with 2.0."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "postgresql":
        return parsed
    modern = not sa.__version__.startswith("1.")
    return parsed.set(drivername="postgresql+psycopg" if modern else "postgresql+psycopg2")


def _engine(url: URL) -> Engine:
    common: dict[str, Any] = {"future": True, "hide_parameters": True}
    if url.get_backend_name() != "sqlite":
        limits = {"connect_timeout": _CONNECT_SECONDS}
        return sa.create_engine(url, pool_pre_ping=True, connect_args=limits, **common)
    in_memory = url.database in {None, "", ":memory:"}
    if not in_memory:
        _make_private(Path(str(url.database)))
    engine = sa.create_engine(
        url,
        poolclass=QueuePool,
        # A database in memory lives in its one connection; threads take turns.
        pool_size=1 if in_memory else 5,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": _BUSY_MS / 1000},
        **common,
    )
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _make_private(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise DatabaseError(f"{path}: {reason}; name a file this user may write.") from None


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own late BEGIN would not cover our reads
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
