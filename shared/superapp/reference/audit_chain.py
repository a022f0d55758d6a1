"""The chain over the access log: one sealer links its rows, in batches, each to the one before.

Writers never wait for it: they only append rows. A link is an HMAC of the link before and the whole
row, so nobody without the key can make one. The head is also written to an anchor outside the
database; who can rewrite the database cannot rewrite that as well.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa

from shared.database import Database
from shared.privacy.cipher import Cipher

from .audit import ACCESS_LOG
from .tables import METADATA

ACCESS_CHAIN = sa.Table(
    "access_chain",
    METADATA,
    sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),  # 1, 2, …
    sa.Column("entry", sa.BigInteger, nullable=False, unique=True),  # the log row's number
    sa.Column("link", sa.String(64), nullable=False),
)

ANCHOR_FILE = "access-anchor"  # in the state folder, where no other place is given
BATCH = 1_000
LATE = 10_000  # a row is given its number before it is committed: so many later ones may be sealed
_GENESIS = "0" * 64


class Head(NamedTuple):
    """The last link."""

    position: int
    link: str


class Chain:
    """The chain of one database, anchored in the file `anchor`."""

    def __init__(self, database: Database, cipher: Cipher, anchor: Path) -> None:
        self._database = database
        self._cipher = cipher
        self._anchor = anchor
        self._from = 0  # the first round looks at all rows, later ones at the newest

    def seal(self) -> int:
        """Links every row that has no link yet; gives how many. The head is then on disk twice."""
        sealed = 0
        while True:
            with self._database.writing() as connection:
                _alone(connection)
                head, linked = self._extend(connection)
                newest = connection.execute(sa.select(sa.func.max(ACCESS_CHAIN.c.entry))).scalar()
            if not linked:
                self._from = max(0, (newest or 0) - LATE)
                return sealed
            self._write_anchor(head)
            sealed += linked

    def verify(self) -> list[str]:
        """What was changed, removed or cut off: a plain line each; nothing where all is whole."""
        with self._database.reading() as connection:
            links = {position: link for position, _, link in _links(connection)}
            return [
                *self._broken(connection),
                *_gaps(links),
                *_anchored(links, self._anchor),
            ]

    def _extend(self, connection: sa.engine.Connection) -> tuple[Head, int]:
        newest = sa.select(ACCESS_CHAIN.c.position, ACCESS_CHAIN.c.link)
        last = connection.execute(newest.order_by(ACCESS_CHAIN.c.position.desc()).limit(1)).first()
        head = Head(0, _GENESIS) if last is None else Head(*last)
        loose = (
            sa.select(ACCESS_LOG)
            .outerjoin(ACCESS_CHAIN, ACCESS_CHAIN.c.entry == ACCESS_LOG.c.number)
            .where(ACCESS_CHAIN.c.entry.is_(None), ACCESS_LOG.c.number > self._from)
            .order_by(ACCESS_LOG.c.number)
            .limit(BATCH)
        )
        links = []
        for row in connection.execute(loose).mappings():
            head = Head(head.position + 1, self._link(head.link, row))
            links.append({"position": head.position, "entry": row["number"], "link": head.link})
        if links:
            connection.execute(sa.insert(ACCESS_CHAIN), links)
        return head, len(links)

    def _link(self, before: str, row: Any) -> str:
        whole = json.dumps([before, *(row[column.name] for column in ACCESS_LOG.c)])
        return self._cipher.blind(whole, "access.chain")

    def _write_anchor(self, head: Head) -> None:
        handle = os.open(self._anchor, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "ab") as file:
            file.write(f"{head.position} {head.link}\n".encode())
            file.flush()
            os.fsync(file.fileno())

    def _broken(self, connection: sa.engine.Connection) -> Iterator[str]:
        """Links whose row is gone or another."""
        both = sa.select(
            ACCESS_CHAIN.c.position, ACCESS_CHAIN.c.entry, ACCESS_CHAIN.c.link, ACCESS_LOG
        ).outerjoin(ACCESS_LOG, ACCESS_LOG.c.number == ACCESS_CHAIN.c.entry)
        before = _GENESIS
        for row in connection.execute(both.order_by(ACCESS_CHAIN.c.position)).mappings():
            if row["number"] is None:
                yield f"Row {row['entry']} of the access log was removed."
            elif self._link(before, row) != row["link"]:
                yield f"Row {row['entry']} of the access log was changed, or what stood before it."
            before = row["link"]


def _links(connection: sa.engine.Connection) -> list[Any]:
    query = sa.select(ACCESS_CHAIN.c.position, ACCESS_CHAIN.c.entry, ACCESS_CHAIN.c.link)
    return list(connection.execute(query.order_by(ACCESS_CHAIN.c.position)))


def _gaps(links: dict[int, str]) -> Iterator[str]:
    expected = range(1, max(links, default=0) + 1)
    for position in expected:
        if position not in links:
            yield f"Link {position} of the access log's chain was removed."


def _anchored(links: dict[int, str], anchor: Path) -> Iterator[str]:
    """What the anchor has seen and the chain no longer has."""
    try:
        lines = anchor.read_text().splitlines()
    except FileNotFoundError:
        if links:
            yield f"{anchor}: the anchor is missing; put it back."
        return
    last = max(links, default=0)
    for number, line in enumerate(lines, 1):
        position, _, link = line.partition(" ")
        if not position.isdecimal():
            yield f"{anchor}: line {number} is damaged."
        elif int(position) > last:
            yield f"The access log was cut after link {last}: the anchor knows link {position}."
        elif links.get(int(position)) != link:
            yield f"Link {position} of the access log's chain is not the one the anchor knows."


def _alone(connection: sa.engine.Connection) -> None:
    """One sealer at a time; SQLite lets only one write anyway."""
    if connection.dialect.name == "postgresql":
        lock = sa.func.pg_advisory_xact_lock(sa.func.hashtext("pandu.access_chain"))
        connection.execute(sa.select(lock))
