"""The access log: who recorded, changed, read, exported or erased which person's data, and when.

Pseudonyms only: actor and subject are HMACs, so that the log can outlive what was erased. A row is
committed with the very transaction that writes; of what was opened for reading, before the answer
leaves. Both are watched at the two doors that everything personal goes through, the database and
the cipher: no caller can forget it.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Literal

import sqlalchemy as sa
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.database import Database
from shared.privacy.cipher import Cipher

from .tables import AUTONUMBER, METADATA

ACCESS_LOG = sa.Table(
    "access_log",
    METADATA,
    sa.Column("number", AUTONUMBER, primary_key=True),
    sa.Column("at_ms", sa.BigInteger, nullable=False),
    sa.Column("actor", sa.String(64), nullable=False),  # role:pseudonym
    sa.Column("action", sa.String(16), nullable=False),
    sa.Column("subject", sa.String(64), nullable=False, index=True),  # pseudonym of a row's id
    sa.Column("fields", sa.Text, nullable=False),  # names only
)

Action = Literal["record", "change", "erase", "read", "export"]

# Tables that tell of a person, and the columns that say of whom, the best first.
PERSONAL = {
    "request": ("service_request_id",),
    "document": ("service_request_id", "document_id"),
    "history": ("service_request_id",),
    "correction": ("service_request_id",),
    "comment": ("service_request_id", "comment_id"),
    "evidence": ("service_request_id", "sha256"),
    "consent": ("receipt",),
}
_DML: dict[type[Any], Action] = {
    sa.sql.Insert: "record",
    sa.sql.Update: "change",
    sa.sql.Delete: "erase",
}
_PSEUDONYM = 32  # hex digits kept of an HMAC: 128 bits
_PUBLIC = "/open311/"  # reading there opens only what an officer has released to everybody


@dataclass
class Visit:
    """Who acts at the moment, and what was opened for them since."""

    actor: str = "nobody"
    action: Action = "read"
    opened: dict[tuple[str, str], set[str]] = field(default_factory=dict)


# The holder is shared by the threads of one call; each call has its own.
_VISIT: ContextVar[Visit | None] = ContextVar("visit", default=None)


def acting(role: str, name: str = "", action: Action | None = None) -> None:
    """Says who makes the current call: a role and, for its pseudonym, a name."""
    visit = _VISIT.get()
    if visit is not None:
        visit.actor = f"{role}:{name}" if name else role
        visit.action = action or visit.action


class LoggingCipher(Cipher):
    """A cipher that remembers for the access log which places were opened in this call."""

    def __init__(self, cipher: Cipher) -> None:
        self._cipher = cipher

    def encrypt(self, plain: bytes, *, table: str, column: str, row: str) -> bytes:
        """As the cipher within."""
        return self._cipher.encrypt(plain, table=table, column=column, row=row)

    def decrypt(self, sealed: bytes, *, table: str, column: str, row: str) -> bytes:
        """As the cipher within."""
        visit = _VISIT.get()
        if visit is not None and table in PERSONAL:
            visit.opened.setdefault((table, row), set()).add(column)
        return self._cipher.decrypt(sealed, table=table, column=column, row=row)

    def blind(self, value: str, purpose: str) -> str:
        """As the cipher within."""
        return self._cipher.blind(value, purpose)


class AccessLog:
    """The log of one database. `clock` gives milliseconds since 1970."""

    def __init__(self, database: Database, cipher: Cipher, clock: Callable[[], int]) -> None:
        self._database = database
        self._cipher = cipher
        self._clock = clock

    def watch(self) -> None:
        """From now on every change of a person's row through this database brings its log row."""
        sa.event.listen(self._database.engine, "after_execute", self._changed)

    @contextmanager
    def visit(self, actor: str) -> Iterator[Visit]:
        """Within, `actor` acts; what they opened is logged before the block is left."""
        visit = Visit(actor)
        token = _VISIT.set(visit)
        try:
            yield visit
            self.flush(visit)
        finally:
            _VISIT.reset(token)

    def flush(self, visit: Visit) -> None:
        """Logs durably what was opened."""
        if not visit.opened:
            return
        opened = [
            self._row(visit, visit.action, row, (f"{table}.{column}" for column in columns))
            for (table, row), columns in visit.opened.items()
        ]
        with self._database.writing() as connection:
            connection.execute(sa.insert(ACCESS_LOG), opened)
        visit.opened.clear()

    def subject(self, row: str) -> str:
        """The pseudonym of a row's id."""
        return self._cipher.blind(row, "access.subject")[:_PSEUDONYM]

    def of(self, connection: sa.engine.Connection, rows: Iterable[str]) -> list[dict[str, Any]]:
        """What the log tells of these row ids, the oldest first: at_ms, action, role, fields."""
        query = (
            sa.select(ACCESS_LOG)
            .where(ACCESS_LOG.c.subject.in_([self.subject(row) for row in rows]))
            .order_by(ACCESS_LOG.c.number)
        )
        return [
            {
                "at_ms": row.at_ms,
                "action": row.action,
                "role": row.actor.partition(":")[0],
                "fields": json.loads(row.fields),
            }
            for row in connection.execute(query)
        ]

    def _changed(self, connection: sa.engine.Connection, statement: Any, *given: Any) -> None:
        action = next((a for kind, a in _DML.items() if isinstance(statement, kind)), None)
        if action is None or statement.table.name not in PERSONAL:
            return
        table = statement.table
        visit = _VISIT.get() or Visit("program")
        rows = []
        for values in given[-1].context.compiled_parameters:
            fields = [f"{table.name}.{name}" for name in table.c.keys() if name in values]  # noqa: SIM118
            subjects = _subjects(PERSONAL[table.name], values)
            rows += [self._row(visit, action, subject, fields) for subject in subjects]
        if rows:
            connection.execute(sa.insert(ACCESS_LOG), rows)

    def _row(
        self, visit: Visit, action: Action, subject: str, fields: Iterable[str]
    ) -> dict[str, Any]:
        role, _, name = visit.actor.partition(":")
        pseudonym = self._cipher.blind(name, "access.actor")[:_PSEUDONYM] if name else ""
        return {
            "at_ms": self._clock(),
            "actor": f"{role}:{pseudonym}" if pseudonym else role,
            "action": action,
            "subject": self.subject(subject),
            "fields": json.dumps(sorted(fields)),
        }


def _subjects(columns: Iterable[str], values: dict[str, Any]) -> list[str]:
    """The ids that a statement's parameters name; a condition's are called column_1, column_1_2."""
    for column in columns:
        named = [v for name, v in values.items() if name == column or name.startswith(f"{column}_")]
        found = [str(one) for v in named for one in (v if isinstance(v, list | tuple) else [v])]
        if found:
            return [one for one in dict.fromkeys(found) if one != "None"]
    return []


class Audited:
    """ASGI middleware: a call's reads are in the log before the first byte of its answer leaves."""

    def __init__(self, app: ASGIApp, log: AccessLog) -> None:
        self._app = app
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one call."""
        visit = Visit()
        token = _VISIT.set(visit)
        public = str(scope.get("path", "")).startswith(_PUBLIC) and scope.get("method") == "GET"

        async def logged(message: Message) -> None:
            if not public and visit.opened:
                await run_in_threadpool(self._log.flush, visit)
            await send(message)

        try:
            await self._app(scope, receive, logged)
        finally:
            _VISIT.reset(token)
