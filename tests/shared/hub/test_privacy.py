"""`./pandu privacy` reaches saved talks: rotation, retention, erasure by a code."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from shared.database import Database
from shared.hub.service.app import wall_clock
from shared.hub.service.main import DATABASE_FILE, KEYS_FILE, open_database
from shared.hub.service.shelf import Shelf
from shared.hub.service.tables import DRAFT, METADATA, MIGRATIONS, TRAIL, VERSION_TABLE
from shared.privacy.commands import main
from shared.privacy.keys import load_or_make, rotating

TALK = '{"nik":"3175041204450006"}'


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    monkeypatch.setenv("PANDU_HOME", str(tmp_path))
    for name in ("PANDU_DATABASE_URL", "PANDU_HUB_DATABASE_URL", "PANDU_KEYS"):
        monkeypatch.delenv(name, raising=False)
    database = open_database(None, tmp_path)
    yield Shelf(database, load_or_make(tmp_path / KEYS_FILE, {}), wall_clock)
    database.close()


def test_a_rotation_reseals_what_waits(shelf: Shelf, tmp_path: Path) -> None:
    for n in range(3):
        shelf.put("here", f"d{n}", f"AAA22{n + 2}", TALK, expects=0)
    shelf.take("here", "", "AAA222", "c" * 16)
    shelf.finish("here", "c" * 16)  # nothing is left to seal
    before = (tmp_path / KEYS_FILE).read_text()
    assert main(["rotate", "--grace", "0"]) == 0
    assert (tmp_path / KEYS_FILE).read_text() != before
    assert not rotating(tmp_path / KEYS_FILE)
    taken = shelf.take("here", "", "AAA223", "d" * 16)  # found by the same index, and opened
    assert taken is not None
    assert taken.talk == TALK


def test_what_was_promised_for_a_time_goes_after_it(
    shelf: Shelf, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("old", "new"):
        shelf.put("here", name, f"{name}222", TALK, expects=0)
    with sqlite3.connect(tmp_path / DATABASE_FILE) as connection:
        connection.execute("UPDATE draft SET until = 1 WHERE draft_id = 'old'")
        connection.execute("UPDATE trail SET at = 1 WHERE draft_id = 'old'")
    assert main(["retain"]) == 0
    assert "saved talks at the hub" in capsys.readouterr().out
    with sqlite3.connect(tmp_path / DATABASE_FILE) as connection:
        for table in ("draft", "code", "trail"):
            rows = connection.execute(f"SELECT draft_id FROM {table}").fetchall()  # noqa: S608
            assert rows == [("new",)], table


def test_a_saved_talk_is_erased_by_its_code(
    shelf: Shelf, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf.put("here", "d1", "K7QM2X", TALK, expects=0)
    shelf.take("here", "", "K7QM2X", "c" * 16)
    assert main(["erase", "--code", "k7q-m2x"]) == 0  # also while somebody holds it
    database = Database(f"sqlite:///{tmp_path / DATABASE_FILE}")
    with database.reading() as connection:
        assert list(connection.execute(sa.select(DRAFT.c.body)).scalars()) == [None]
        told = list(connection.execute(sa.select(TRAIL.c.action, TRAIL.c.device)))
    database.close()
    assert told[-1] == ("erased", "operator")
    assert not shelf.renew("here", "c" * 16)
    assert main(["erase", "--code", "K7Q-M2X"]) == 1
    assert capsys.readouterr().err.startswith("--code: ")


def test_without_a_hub_one_plain_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PANDU_HOME", str(tmp_path))
    monkeypatch.delenv("PANDU_HUB_DATABASE_URL", raising=False)
    assert main(["erase", "--code", "K7Q-M2X"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / DATABASE_FILE).exists()


def test_the_migrations_make_the_tables_as_they_are_described(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'hub.db'}")
    database.migrate(MIGRATIONS, VERSION_TABLE)
    made = sa.MetaData()
    made.reflect(database.engine)
    database.close()
    for table in METADATA.sorted_tables:
        there = made.tables[table.name]
        assert [(c.name, c.nullable, c.primary_key) for c in there.columns] == [
            (c.name, c.nullable, c.primary_key) for c in table.columns
        ]
        assert {index.name for index in there.indexes} == {index.name for index in table.indexes}
