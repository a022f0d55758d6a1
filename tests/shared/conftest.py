"""Databases for the tests: SQLite on disk and in memory, a PostgreSQL schema of one's own."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from shared.database import Database
from shared.privacy.cipher import Cipher
from shared.store import Store
from tests.superapp.running import give_time

POSTGRES = os.environ.get("PANDU_TEST_POSTGRES", "postgresql://root@127.0.0.1:5432/test")


@pytest.fixture(autouse=True)
def _time_to_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine answers late; how long a resident waits at most has tests of its own."""
    give_time(monkeypatch)


@pytest.fixture
def cipher() -> Cipher:
    """Fixed keys: a restarted program finds what it wrote."""
    return Cipher({"00000001": b"a" * 32}, "00000001", b"b" * 32)


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A schema of one's own in the test database, dropped in the end."""
    schema = f"pandu_{secrets.token_hex(6)}"
    database = Database(POSTGRES)
    try:
        with database.writing() as connection:
            connection.execute(sa.text(f"CREATE SCHEMA {schema}"))
    except sa.exc.OperationalError:
        pytest.skip("no PostgreSQL at PANDU_TEST_POSTGRES")
    yield f"{POSTGRES}?options=-csearch_path%3D{schema}"
    with database.writing() as connection:
        connection.execute(sa.text(f"DROP SCHEMA {schema} CASCADE"))
    database.close()


@pytest.fixture(params=["disk", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where two programs can meet."""
    if request.param == "disk":
        return f"sqlite:///{tmp_path / 'talks.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(params=["memory", "disk", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path, cipher: Cipher) -> Iterator[Store]:
    """A store on every kind of database."""
    urls = {"memory": "sqlite://", "disk": f"sqlite:///{tmp_path / 'talks.db'}"}
    place = urls.get(request.param) or request.getfixturevalue("postgres_url")
    opened = Store.open(place, cipher)
    yield opened
    opened.close()
