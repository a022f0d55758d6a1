"""The inbox on both databases, and several workers on one PostgreSQL."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from dialogs.world import World
from shared.database import Database
from shared.privacy.cipher import Cipher
from shared.store import Store
from shared.store.inbox import Letter, Remembered
from tests.chatbot.telegram.double import Double
from tests.chatbot.telegram.office import Office
from tests.chatbot.telegram.test_chat import says

NOW = datetime.fromisoformat("2026-11-05T09:00+07:00")
POSTGRES = os.environ.get("PANDU_TEST_POSTGRES", "postgresql://root@127.0.0.1:5432/test")


@pytest.fixture
def postgres() -> Iterator[str]:
    """A schema of one's own."""
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


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'talks.db'}"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres")
    opened = Store.open(url, Cipher({"00000001": b"a" * 32}, "00000001", b"b" * 32))
    yield opened
    opened.close()


def test_letters_are_kept_once_and_answered_in_order(store: Store) -> None:
    inbox = store.inbox
    first = [Letter("tg.2", "7", 2, b"zwei"), Letter("tg.1", "7", 1, b"eins")]
    (chat,) = inbox.put(first, NOW)
    assert inbox.put(first, NOW) == []
    assert inbox.put([Letter("tg.3", "8", 3, b"drei"), *first], NOW) == [inbox.blind("8")]
    assert sorted(inbox.waiting()) == sorted([chat, inbox.blind("8")])
    letter = inbox.first(chat)
    assert letter is not None
    assert letter.body == b"eins"
    inbox.answered(chat, letter.key, Remembered("s1", True, b"state"), NOW)
    assert inbox.remembered(chat) == Remembered("s1", True, b"state")
    assert inbox.expecting() == [chat]
    letter = inbox.first(chat)
    assert letter is not None
    assert letter.body == b"zwei"
    inbox.drop(letter.key)
    assert inbox.first(chat) is None
    assert inbox.put(first, NOW) == []  # what was answered is known for a while
    inbox.answered(chat, None, None, NOW)
    assert inbox.remembered(chat) is None


def soon(does: Callable[[], bool]) -> bool:
    """PostgreSQL hears of a line that is gone a moment later."""
    for _ in range(100):
        if does():
            return True
        time.sleep(0.05)
    return False


def test_a_chat_is_one_workers_at_a_time(store: Store) -> None:
    chats = [store.inbox.blind(str(n)) for n in range(20)]
    mine = store.claims()
    assert all(mine.take(chat) for chat in chats)
    assert not any(mine.take(chat) for chat in chats)
    if mine.shared:
        other = store.claims()
        assert not any(other.take(chat) for chat in chats)
        mine.release(chats[0])
        assert other.take(chats[0])
        mine.close()  # as when the program dies
        assert all(soon(lambda chat=chat: other.take(chat)) for chat in chats[1:])  # type: ignore[misc]
        other.close()
    mine.close()
    assert mine.take(chats[0])
    mine.close()


@pytest.mark.timeout(240)
def test_several_workers_behind_one_address(world: World, postgres: str, tmp_path: Path) -> None:
    """Deliveries go to either of two programs; no update is answered twice, each chat in order."""
    homes = [tmp_path / "one", tmp_path / "two"]
    for home in homes:
        home.mkdir()
    keys = (homes[0] / "keys.json", homes[1] / "keys.json")
    with (
        Double() as double,
        Office(world, homes[0], double, now=NOW, way="webhook", database=postgres) as one,
    ):
        keys[1].write_bytes(keys[0].read_bytes())
        keys[1].chmod(0o600)
        first = double.telegram.webhook["url"]
        with Office(world, homes[1], double, now=NOW, way="webhook", database=postgres) as two:
            second = double.telegram.webhook["url"]
            secret = {"X-Telegram-Bot-Api-Secret-Token": "a-secret-of-the-tests"}
            people = [double.person(3000 + n) for n in range(6)]
            for person in people:
                says(two, person, "/start LAPOR_JALAN")
            double.telegram.webhook = {}
            texts = ("berlubang", "di sini", "kemarin", "lubang besar", "tidak", "Siti")
            for number, text in enumerate(texts):
                posted = [double.telegram.posted[person.types(text)] for person in people]
                threads = [
                    threading.Thread(
                        target=httpx.post,
                        args=((first, second)[(at + number) % 2],),
                        kwargs={"json": update, "headers": secret, "timeout": 60},
                    )
                    for at, update in enumerate(posted)
                ]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
            double.telegram.updates.clear()
            inbox = one.wiring.store.inbox
            for _ in range(600):
                if not inbox.waiting():
                    break
                threading.Event().wait(0.1)
            for office in (one, two):
                assert office.parts is not None
                office.call(office.parts.workers.idle)
            for person in people:
                assert "Nomor telepon mana" in person.screen.text
                asked = [shown.text for shown in person.sees if shown.by == "bot"]
                assert len(asked) == len(set(asked))
