"""`./pandu privacy` on an office and a backend as they are after some residents' visits."""

from __future__ import annotations

import json
import stat
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from dialogs.contract.answer import Answer
from dialogs.contract.session import Session
from shared.database import Database, moment
from shared.hub.service import tables as hub_tables
from shared.privacy import inventory, retention, rotation
from shared.privacy.commands import main
from shared.privacy.keys import load_or_make, rotating
from shared.privacy.rotation import reseal, rotate_all
from shared.store import Store
from shared.store.outbox import Letter
from shared.store.tables import metadata, outbox, talk
from shared.superapp import receipt as receipts
from shared.superapp.reference.app import wall_clock
from shared.superapp.reference.catalogue import shipped
from shared.superapp.reference.documents import DOCUMENT, Document
from shared.superapp.reference.moments import DAY_MS
from shared.superapp.reference.register import Register, Submission
from shared.superapp.reference.tables import METADATA, MIGRATIONS, REQUEST, VERSION_TABLE
from tests.shared.requests_made import NAME, NIK, lost_card
from tests.superapp.running import new_receipt

PERSONAL = (NIK, NAME, "Lubang besar")
NOW = datetime.now(timezone.utc)


class Installation:
    """A home with both databases, opened the way the programs do."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.keys = load_or_make(home / "keys.json", {})
        self.store = Store.open(f"sqlite:///{home / 'talks.db'}", self.keys)
        self.office = Database(f"sqlite:///{home / 'talks.db'}")
        self.backend = Database(f"sqlite:///{home / 'superapp.db'}")
        self.backend.migrate(MIGRATIONS, VERSION_TABLE)
        self.backend_keys = load_or_make(home / "superapp-keys.json", {})
        self.register = Register(self.backend, self.backend_keys, shipped(), wall_clock)

    def queue(self, session_id: str) -> str:
        """A talk, and its request on the way; its receipt."""
        answers = {"self.nik": Answer(value=NIK)}
        session = Session(id=session_id, answers=answers)
        self.store.commit(session, before=None, event_id="go")
        number = new_receipt()
        letter = Letter(lost_card(), "482915", "hash", "melati")
        self.store.outbox.put(
            session_id, "go.0", idempotency_key=number, receipt=number, letter=letter, now=NOW
        )
        return number

    def record(self, status: str = "recorded", age_days: int = 0) -> str:
        """A request at the backend with a paper; its receipt."""
        service = shipped().services["KTP_HILANG"]
        attributes = {k: v for k, v in lost_card().attributes.items() if v is not None}
        photo = Document(NAME.encode(), "image/jpeg", "0" * 64)
        number = new_receipt()
        sent = Submission(service, attributes, receipt=number, word="melati", photo=photo)
        row, _ = self.register.record(sent, None)
        then = wall_clock() - age_days * DAY_MS
        same = row.service_request_id
        with self.backend.writing() as connection:
            request = sa.update(REQUEST).where(REQUEST.c.service_request_id == same)
            connection.execute(request.values(status=status, updated_ms=then, requested_ms=then))
            paper = sa.update(DOCUMENT).where(DOCUMENT.c.service_request_id == same)
            connection.execute(paper.values(made_ms=then))
        return number

    def opened(self) -> str:
        """Everything sealed in both databases, opened."""
        places = (
            (self.office, self.keys, inventory.OFFICE),
            (self.backend, self.backend_keys, inventory.BACKEND),
        )
        plain = []
        for database, cipher, sealed in places:
            with database.reading() as connection:
                for place in sealed:
                    for row in connection.execute(sa.select(place.table)):
                        value = getattr(row, place.column)
                        if value is not None:
                            plain.append(cipher.decrypt(bytes(value), **place.of(row)))
        return b"\n".join(plain).decode()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    monkeypatch.setenv("PANDU_HOME", str(tmp_path))
    for name in ("PANDU_DATABASE_URL", "PANDU_KEYS"):
        monkeypatch.delenv(name, raising=False)
    installation = Installation(tmp_path)
    yield installation
    installation.store.close()
    installation.office.close()
    installation.backend.close()


def test_every_sealed_column_is_known() -> None:
    known = {
        (p.table.name, p.column) for p in (*inventory.OFFICE, *inventory.BACKEND, *inventory.HUB)
    }
    sealed = {
        (table.name, column.name)
        for tables in (metadata, METADATA, hub_tables.METADATA)
        for table in tables.tables.values()
        for column in table.columns
        if isinstance(column.type, sa.LargeBinary)
    }
    assert known == sealed


def test_a_rotation_while_others_write(here: Installation) -> None:
    for number in range(3):
        here.queue(f"before{number}")
        here.record()
    before, stopping = here.opened(), threading.Event()
    failed: list[BaseException] = []

    def keep_writing() -> None:
        number = 0
        try:
            while not stopping.is_set():
                here.queue(f"while{number}")
                number += 1
                stopping.wait(0.02)
        except BaseException as error:
            failed.append(error)

    writer = threading.Thread(target=keep_writing)
    writer.start()
    assert main(["rotate", "--grace", "3"]) == 0
    stopping.set()
    writer.join()
    assert failed == []
    assert not rotating(here.home / "keys.json")
    assert not rotating(here.home / "superapp-keys.json")
    after = here.opened()  # also what was sealed meanwhile opens with the one key that is left
    assert len(after) > len(before)
    assert NIK in after


def test_a_rotation_that_was_cut_short_is_ended_by_the_next(
    here: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        here.queue(f"r{number}")
    key_file = here.home / "keys.json"
    monkeypatch.setattr(rotation, "BATCH", 2)

    def die(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        real, calls = rotation._reseal, iter(range(100))
        cut.setattr(rotation, "_reseal", lambda *given: real(*given) if next(calls) < 2 else die())
        with pytest.raises(KeyboardInterrupt):
            rotate_all(here.office, inventory.OFFICE, key_file, 0)
    assert rotating(key_file)
    assert NIK in here.opened()
    half = json.loads(key_file.read_text())["current"]
    done = rotate_all(here.office, inventory.OFFICE, key_file, 0)
    assert 0 < done.values < 10  # talks and outbox rows, without those of the first try
    assert json.loads(key_file.read_text())["current"] == half
    assert reseal(here.office, inventory.OFFICE, load_or_make(key_file, {})) == 0
    assert NIK in here.opened()


def test_keys_of_the_environment_are_not_ours_to_rotate(
    here: Installation, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PANDU_KEYS", (here.home / "keys.json").read_text())
    assert main(["rotate"]) == 1
    assert capsys.readouterr().err.startswith("PANDU_KEYS: ")


def age(here: Installation, session_id: str, days: int) -> None:
    then = moment(NOW - timedelta(days=days))
    with here.office.writing() as connection:
        mine = talk.c.session_id == session_id
        connection.execute(sa.update(talk).where(mine).values(touched_at=then))


def test_what_was_kept_long_enough_goes(here: Installation) -> None:
    here.record("settled", age_days=2_000)
    waiting = here.record("recorded", age_days=2_000)
    fresh = here.record("settled", age_days=1)
    for name in ("old", "new", "saved"):
        here.queue(name)
    here.store.drafts.save("saved", "s.0", NOW)
    for name in ("old", "saved"):
        age(here, name, 2)
    before = here.opened()
    assert main(["retain", "--dry-run"]) == 0
    assert here.opened() == before
    assert main(["retain"]) == 0
    assert [name for name in ("old", "new", "saved") if here.store.load(name)] == ["new", "saved"]
    assert here.store.outbox.waiting() == 3  # what is on its way arrives
    with here.backend.reading() as connection:
        rows = {row.receipt: row for row in connection.execute(sa.select(REQUEST))}
        papers = connection.execute(sa.select(sa.func.count()).select_from(DOCUMENT)).scalar()
    assert set(rows) == {waiting, fresh, None}
    gone = rows[None]
    assert (gone.service_code, gone.status) == ("KTP_HILANG", "settled")  # the counts remain
    assert (gone.pin_hash, gone.word, gone.person_index, gone.answers) == (None, None, None, "{}")
    assert papers == 2
    assert here.opened().count(NIK) == before.count(NIK) - 2  # a request and a talk
    assert main(["retain"]) == 0
    assert here.opened().count(NIK) == before.count(NIK) - 2


def test_every_rule_names_tables_that_exist_and_its_reason() -> None:
    tables = {
        "office": metadata.tables,
        "backend": METADATA.tables,
        "hub": hub_tables.METADATA.tables,
    }
    for rule in retention.rules():
        table = tables[rule.of][rule.table]
        assert {rule.age, *rule.where} <= set(table.c.keys())
        assert {*rule.unless, *rule.along} <= set(tables[rule.of])
        assert rule.reason
        assert rule.basis


def test_a_drill_tells_whom_of_what_and_shows_nobody(
    here: Installation, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    numbers = [here.record() for _ in range(2)]
    letters = tmp_path / "letters"
    assert main(["drill", "--letters", str(letters)]) == 0
    shown = capsys.readouterr().out
    for number in numbers:
        assert receipts.group(number) in shown
    assert "nik" in shown
    assert [value for value in PERSONAL if value in shown] == []
    files = sorted(letters.iterdir())
    assert len(files) == 4
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    texts = [file.read_text() for file in files]
    assert any("NIK" in text and "kata ini: melati" in text for text in texts)
    assert [value for value in PERSONAL for text in texts if value in text] == []
    assert main(["drill", "--receipt", numbers[0]]) == 0
    assert receipts.group(numbers[1]) not in capsys.readouterr().out
    log = _log(here)
    assert {row.actor for row in log} == {"operator"}
    assert {row.action for row in log} == {"read"}


def _log(here: Installation) -> list[Any]:
    with here.backend.reading() as connection:
        return list(connection.execute(sa.text("SELECT * FROM access_log")))


def test_an_erased_request_is_nowhere_at_the_office(here: Installation) -> None:
    keep, gone = here.queue("keep"), here.queue("gone")
    assert main(["erase", "--receipt", receipts.group(gone)]) == 0
    with here.office.reading() as connection:
        left = list(connection.execute(sa.select(outbox.c.receipt)).scalars())
    assert left == [keep]
    assert here.store.load("gone") is None
    assert here.opened().count(NIK) == 2  # the other talk and its request
    assert main(["erase", "--receipt", gone]) == 1


def test_the_log_is_verified_and_a_change_is_named(
    here: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    here.record()
    main(["drill"])
    assert main(["verify"]) == 0
    with here.backend.writing() as connection:
        connection.execute(sa.text("DROP TRIGGER access_log_no_update"))
        connection.execute(sa.text("UPDATE access_log SET actor = 'nobody' WHERE number = 1"))
    capsys.readouterr()
    assert main(["verify"]) == 1
    assert capsys.readouterr().out.startswith("Row 1 of the access log was changed")


@pytest.mark.parametrize("command", ["verify", "drill"])
def test_without_a_backend_one_plain_line_says_so(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PANDU_HOME", str(tmp_path))
    monkeypatch.delenv("PANDU_DATABASE_URL", raising=False)
    assert main([command]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "superapp.db").exists()
