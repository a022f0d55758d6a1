"""The access log: every access leaves a row of pseudonyms; the chain shows what was done to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from shared.database import Database
from shared.privacy.cipher import Cipher
from shared.privacy.keys import load_or_make
from shared.superapp.reference.audit import ACCESS_LOG, AccessLog
from shared.superapp.reference.audit_chain import ACCESS_CHAIN, Chain
from shared.superapp.reference.tables import MIGRATIONS, REQUEST, VERSION_TABLE
from tests.superapp.running import PIN, Backend, database_url, lost_card

CIPHER = Cipher({"00000001": b"a" * 32}, "00000001", b"b" * 32)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    with database_url(request.param, tmp_path) as url:
        opened = Database(url)
        opened.migrate(MIGRATIONS, VERSION_TABLE)
        yield opened
        opened.close()


@pytest.fixture
def log(database: Database) -> AccessLog:
    return AccessLog(database, CIPHER, lambda: 1_000)


@pytest.fixture
def chain(database: Database, tmp_path: Path) -> Chain:
    return Chain(database, CIPHER, tmp_path / "anchor")


def read(log: AccessLog, number: int) -> None:
    with log.visit("officer:budi") as visit:
        visit.opened["request", f"JKT-{number}"] = {"sealed"}


def insert(connection: sa.engine.Connection, number: str) -> None:
    values = {
        "service_request_id": number,
        "service_code": "KTP_HILANG",
        "status": "recorded",
        "requested_ms": 1,
        "updated_ms": 1,
        "answers": "{}",
        "sealed": b"x",
    }
    connection.execute(sa.insert(REQUEST), values)


def twice(database: Database, number: str) -> None:
    with database.writing() as connection:
        insert(connection, number)
        insert(connection, number)


def rows(database: Database) -> list[Any]:
    with database.reading() as connection:
        return list(connection.execute(sa.select(ACCESS_LOG).order_by(ACCESS_LOG.c.number)))


def tamper(database: Database, statement: Any) -> None:
    """What somebody with all rights on the database can do."""
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SET LOCAL session_replication_role = replica"))
        else:
            for table in ("access_log", "access_chain"):
                for change in ("update", "delete"):
                    connection.execute(sa.text(f"DROP TRIGGER IF EXISTS {table}_no_{change}"))
        assert connection.execute(statement).rowcount == 1


def test_a_change_and_its_row_stand_or_fall_together(database: Database, log: AccessLog) -> None:
    log.watch()
    with database.writing() as connection:
        insert(connection, "JKT-1")
    with pytest.raises(sa.exc.IntegrityError):
        twice(database, "JKT-2")
    same = REQUEST.c.service_request_id.in_(["JKT-1"])
    with database.writing() as connection:
        connection.execute(sa.update(REQUEST).where(same).values(status="withdrawn"))
        connection.execute(sa.delete(REQUEST).where(same))
    assert [(row.action, row.subject) for row in rows(database)] == [
        (action, log.subject("JKT-1")) for action in ("record", "change", "erase")
    ]
    assert "request.status" in json.loads(rows(database)[1].fields)


def test_what_a_call_reads_is_in_the_log_without_anything_personal(backend: Backend) -> None:
    body = lost_card()
    number = backend.ask(body).json()["service_request_id"]
    before = rows(backend.database)
    head = {"X-Receipt": body["receipt"], "X-Pin": PIN}
    assert backend.get("/warga/v1/me/export", headers=head).status_code == 200
    (*_, last) = new = rows(backend.database)[len(before) :]
    log = AccessLog(
        backend.database, load_or_make(backend.home / "superapp-keys.json", {}), backend.clock
    )
    assert {row.subject for row in new} == {log.subject(number)}
    assert (last.action, last.actor) == ("export", "resident")
    kept = "\n".join(str(tuple(row)) for row in rows(backend.database))
    assert [v for v in (*body["attributes"].values(), number) if len(v) > 6 and v in kept] == []
    assert backend.get(f"/warga/v1/requests/{body['receipt']}").status_code == 200
    assert len(rows(backend.database)) == len(before) + len(new)  # a word opens nothing


def test_the_database_itself_refuses_to_change_the_log(
    database: Database, log: AccessLog, chain: Chain
) -> None:
    read(log, 1)
    chain.seal()
    for table in (ACCESS_LOG, ACCESS_CHAIN):
        for statement in (sa.delete(table), sa.update(table).values({table.c[1]: 5})):
            with pytest.raises(sa.exc.DBAPIError), database.writing() as connection:
                connection.execute(statement)


def test_an_untouched_log_is_whole(log: AccessLog, chain: Chain) -> None:
    assert chain.verify() == []
    for number in range(5):
        read(log, number)
        assert chain.seal() == 1
    assert (chain.seal(), chain.verify()) == (0, [])


NUMBER = ACCESS_LOG.c.number


@pytest.mark.parametrize(
    ("tampering", "named"),
    [
        (sa.update(ACCESS_LOG).where(NUMBER == 3).values(actor="nobody"), "Row 3"),
        (sa.update(ACCESS_LOG).where(NUMBER == 3).values(at_ms=999), "Row 3"),
        (sa.delete(ACCESS_LOG).where(NUMBER == 1), "Row 1 of the access log was removed"),
        (sa.delete(ACCESS_LOG).where(NUMBER == 5), "Row 5 of the access log was removed"),
        (sa.delete(ACCESS_CHAIN).where(ACCESS_CHAIN.c.position == 2), "Link 2"),
        (sa.delete(ACCESS_CHAIN).where(ACCESS_CHAIN.c.position == 5), "cut after link 4"),
        (
            sa.update(ACCESS_CHAIN).where(ACCESS_CHAIN.c.position == 4).values(link="f" * 64),
            "Row 4",
        ),
    ],
)
def test_each_tampering_is_found_and_named(
    tampering: Any, named: str, database: Database, log: AccessLog, chain: Chain
) -> None:
    for number in range(5):
        read(log, number)
    for _ in range(2):  # the sealer's head is anchored after each batch
        chain.seal()
    assert chain.verify() == []
    tamper(database, tampering)
    assert any(named in line for line in chain.verify())


def test_a_tail_cut_off_with_its_links_is_told_by_the_anchor(
    database: Database, log: AccessLog, chain: Chain
) -> None:
    for number in range(3):
        read(log, number)
    chain.seal()
    tamper(database, sa.delete(ACCESS_LOG).where(NUMBER == 3))
    tamper(database, sa.delete(ACCESS_CHAIN).where(ACCESS_CHAIN.c.position == 3))
    assert chain.verify() == [
        "The access log was cut after link 2: the anchor knows link 3.",
    ]


def test_a_log_made_anew_with_another_key_is_not_the_anchored_one(
    database: Database, log: AccessLog, chain: Chain, tmp_path: Path
) -> None:
    read(log, 1)
    chain.seal()
    tamper(database, sa.delete(ACCESS_CHAIN))
    forger = Cipher({"00000001": b"a" * 32}, "00000001", b"c" * 32)
    Chain(database, forger, tmp_path / "another").seal()
    assert any("anchor knows" in line for line in chain.verify())


def test_rows_that_commit_late_are_sealed_too(
    log: AccessLog, chain: Chain, database: Database
) -> None:
    """Numbers are given before the commit: one that comes later may be smaller."""
    late = {"at_ms": 1, "actor": "a", "action": "read", "subject": "s", "fields": "[]"}
    with database.writing() as connection:
        connection.execute(sa.insert(ACCESS_LOG), {**late, "number": 7})
    chain.seal()
    with database.writing() as connection:
        connection.execute(sa.insert(ACCESS_LOG), {**late, "number": 4})
    assert chain.seal() == 1
    assert chain.verify() == []
