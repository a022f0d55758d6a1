"""Talks at rest: one commit a turn, whatever happens at the same time; sealed; same tables."""

from __future__ import annotations

import multiprocessing
import threading
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from dialogs.contract.answer import Answer
from dialogs.contract.effect import AnyEffect, CallOfficer, Request, SaveDraft, Submit
from dialogs.contract.session import Session, Waiting
from shared.database import Database, DatabaseError
from shared.privacy.cipher import Cipher, CipherError
from shared.store import Store
from shared.store.sessions import EVENTS_KEPT
from shared.store.tables import metadata, talk_event

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=7)))
NIK = "3175036508450001"


def talk(session_id: str = "s1", turn: int = 1) -> Session:
    return Session(
        id=session_id,
        turn=turn,
        answers={"person.nik": Answer(NIK, at=NOW)},
        aside=Waiting(effect="e1.0", what="submit"),
    )


def submit(effect_id: str = "e1.0") -> Submit:
    request = Request(service="KTP_HILANG", route="warga", attributes={"nik": NIK})
    return Submit(id=effect_id, request=request)


def test_a_turn_is_committed_whole(store: Store) -> None:
    assert store.load("s1") is None
    effects: list[AnyEffect] = [submit(), CallOfficer(id="e1.1"), SaveDraft(id="e1.2")]
    assert store.commit(talk(), before=None, event_id="e1", effects=effects)
    stored = store.load("s1")
    assert stored is not None
    assert stored.session == talk()
    assert store.seen("s1", "e1")
    assert not store.seen("s2", "e1")
    assert [each.effect for each in store.pending("s1", now=NOW)] == effects


def test_who_comes_second_writes_nothing(store: Store) -> None:
    assert store.commit(talk(), before=None, event_id="e1")
    stored = store.load("s1")
    assert stored is not None
    assert not store.commit(talk(turn=9), before=None, event_id="e2", effects=[submit("e2.0")])
    assert store.commit(talk(turn=2), before=stored.version, event_id="e2")
    assert not store.commit(talk(turn=9), before=stored.version, event_id="e3")
    again = store.load("s1")
    assert again is not None
    assert not store.commit(talk(turn=9), before=again.version, event_id="e2", settles="e1.0")
    assert store.load("s1") == again
    assert again.session.turn == 2
    assert store.pending(now=NOW) == []


def test_a_result_settles_its_effect(store: Store) -> None:
    store.commit(talk(), before=None, event_id="e1", effects=[submit(), CallOfficer(id="e1.1")])
    assert store.commit(talk(turn=2), before=1, event_id="e1.0.sent", settles="e1.0")
    assert [each.effect.id for each in store.pending(now=NOW)] == ["e1.1"]


def test_an_effect_without_a_result_is_settled_alone(store: Store) -> None:
    store.commit(talk(), before=None, event_id="e1", effects=[submit(), CallOfficer(id="e1.1")])
    store.settle("s1", "e1.1")
    assert [each.effect.id for each in store.pending(now=NOW)] == ["e1.0"]


def test_a_failed_effect_waits_and_counts(store: Store) -> None:
    store.commit(talk(), before=None, event_id="e1", effects=[submit()])
    store.commit(talk("s2"), before=None, event_id="e1", effects=[submit()])
    store.postpone("s1", "e1.0", NOW + timedelta(seconds=30))
    assert [each.session_id for each in store.pending(now=NOW)] == ["s2"]
    later = store.pending(now=NOW + timedelta(seconds=30))
    assert [(each.session_id, each.attempts) for each in later] == [("s1", 1), ("s2", 0)]


def test_a_forgotten_talk_is_gone(store: Store) -> None:
    effects: list[AnyEffect] = [submit()]
    store.commit(talk(), before=None, event_id="e1", effects=effects)
    code = store.drafts.save("s1", "e1.0", NOW).code
    store.forget("s1")
    assert store.load("s1") is None
    assert not store.seen("s1", "e1")
    assert store.pending(now=NOW) == []
    assert store.drafts.claim(code, NOW) is None
    assert store.commit(talk(), before=None, event_id="e1", effects=effects)


def test_only_the_newest_events_are_kept(store: Store) -> None:
    store.commit(talk(), before=None, event_id="e0")
    for turn in range(1, EVENTS_KEPT + 5):
        assert store.commit(talk(turn=turn), before=turn, event_id=f"e{turn}")
    with store._database.reading() as connection:
        query = sa.select(sa.func.count()).select_from(talk_event)
        assert connection.execute(query).scalar_one() == EVENTS_KEPT
    assert not store.seen("s1", "e4")
    assert store.seen("s1", "e5")


def test_of_many_at_once_one_wins(store: Store) -> None:
    store.commit(talk(), before=None, event_id="e0")
    won: list[int] = []

    def turn(number: int) -> None:
        if store.commit(talk(turn=number), before=1, event_id=f"e{number}"):
            won.append(number)

    threads = [threading.Thread(target=turn, args=(number,)) for number in range(1, 13)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    stored = store.load("s1")
    assert stored is not None
    assert (stored.session.turn, stored.version) == (won[0], 2)


def _count_up(url: str, program: int) -> int:
    """Take 15 turns in one talk that others change too; how many tries it took."""
    store = Store.open(url, Cipher({"00000001": b"a" * 32}, "00000001", b"b" * 32))
    tries = done = 0
    while done < 15:
        stored = store.load("s1")
        tries += 1
        done += store.commit(
            talk(turn=stored.session.turn + 1 if stored else 1),
            before=stored.version if stored else None,
            event_id=f"{program}-{done}",
        )
    store.close()
    return tries


def test_programs_that_start_and_write_at_once_lose_no_turn(url: str, cipher: Cipher) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.starmap(_count_up, [(url, program) for program in range(4)])
    store = Store.open(url, cipher)
    stored = store.load("s1")
    store.close()
    assert stored is not None
    assert (stored.session.turn, stored.version) == (60, 60)


def test_nothing_personal_is_readable_in_the_files(tmp_path: Path, cipher: Cipher) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'talks.db'}", cipher)
    store.commit(talk(), before=None, event_id="e1", effects=[submit()])
    files = [path for path in tmp_path.iterdir() if path.name.startswith("talks.db")]
    assert len(files) == 3  # with -wal and -shm
    for path in files:
        assert NIK.encode() not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0
    store.close()
    other = Cipher({"00000001": b"x" * 32}, "00000001", b"b" * 32)
    with pytest.raises(CipherError) as caught:
        Store.open(f"sqlite:///{tmp_path / 'talks.db'}", other).load("s1")
    assert NIK not in str(caught.value)


def test_sqlite_is_opened_durably(tmp_path: Path, cipher: Cipher) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'talks.db'}", cipher)
    with store._database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2  # FULL
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    store.close()


def test_the_migrations_make_the_tables_the_code_knows(store: Store) -> None:
    with store._database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "talks_schema"})
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize(
    "url",
    ["postgresql://nobody:rahasia@127.0.0.1:9/none", "sqlite:////dev/null/talks.db"],
)
def test_an_unreachable_database_gets_one_plain_line(url: str, cipher: Cipher) -> None:
    with pytest.raises(DatabaseError) as caught:
        Store.open(url, cipher)
    assert "\n" not in str(caught.value)
    assert "rahasia" not in str(caught.value)


def test_a_file_that_is_no_database_gets_one_plain_line(tmp_path: Path) -> None:
    (tmp_path / "talks.db").write_bytes(b"no database at all" * 100)
    database = Database(f"sqlite:///{tmp_path / 'talks.db'}")
    with pytest.raises(DatabaseError):
        database.migrate(tmp_path, "x")
