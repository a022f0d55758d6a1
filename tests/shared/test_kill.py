"""Killed with -9 at every step, or the backend at the worst moment: each request arrives once.

Counted at both ends: what residents sent, what the backend holds, what they were told.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from shared.database import Database
from shared.privacy.keys import load_or_make
from shared.store import Store
from shared.superapp.receipt import normalise
from shared.superapp.reference.api_keys import load_or_make_api_key
from tests.shared.answering import nobody
from tests.shared.kill_driver import EFFECT, Run, route

ROOT = Path(__file__).parents[2]
HOURS = 7_200.0  # later than any pause


@contextmanager
def backend(home: Path, url: str, port: int = 0, program: str = "") -> Iterator[tuple[str, int]]:
    """The real backend in a process of its own: its URL and process id."""
    port_file = home / "port"
    port_file.unlink(missing_ok=True)
    start = ["-c", program] if program else ["-m", "shared.superapp.reference.main"]
    options = ["--port", str(port), "--database", url, "--port-file", str(port_file)]
    environment = {**os.environ, "PANDU_HOME": str(home), "PYTHONPATH": str(ROOT)}
    with (home / "backend.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, *start, *options], env=environment, stdout=log, stderr=log
        )
    try:
        deadline = time.monotonic() + 30
        while not port_file.exists():
            assert process.poll() is None, (home / "backend.log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port_file.read_text()}", process.pid
    finally:
        process.kill()
        process.wait()


class Office:
    """One installation: its folder, its database, and the backend's."""

    def __init__(self, home: Path, database_url: str, lives: subprocess.Popen[str]) -> None:
        self._lives = lives
        self.home = home
        self.database_url = database_url
        self.backend_database = f"sqlite:///{home / 'superapp.db'}"
        self.key = load_or_make_api_key(home / "api-key")
        self.residents: list[str] = []

    def live(self, url: str, *, begins: bool = False, step: int = 0, ahead: float = 0.0) -> bool:
        """One life of the program; whether it came to its own end."""
        resident = f"r{len(self.residents)}" if begins else None
        if resident is not None:
            self.residents.append(resident)
        run = Run(str(self.home), self.database_url, url, self.key, resident, step, ahead)
        assert self._lives.stdin is not None
        assert self._lives.stdout is not None
        self._lives.stdin.write(msgspec.json.encode(run).decode() + "\n")
        self._lives.stdin.flush()
        code = int(self._lives.stdout.readline())
        assert code in {0, -signal.SIGKILL}
        return code == 0

    def check(self) -> None:
        """What went in came out, once each, and everybody was told one and the same receipt."""
        store = Store.open(self.database_url, load_or_make(self.home / "keys.json", {}))
        numbers = {
            resident: self._arrived(store, resident)
            for resident in self.residents
            if store.load(resident) is not None  # killed before Kirim was committed
        }
        assert store.outbox.waiting() == 0
        assert store.outbox.untold() == []
        assert store.tray.open() == []
        store.close()
        assert len(set(numbers.values())) == len(numbers) > 0
        assert sorted(self._at_the_backend()) == sorted(numbers.values())
        told: dict[str, set[str]] = {}
        for line in (self.home / "told.txt").read_text().splitlines():
            resident, card = line.split(maxsplit=1)
            told.setdefault(resident, set()).add(card)
        for resident, cards in told.items():
            (card,) = cards
            assert normalise(card.split()[0]) == numbers[resident]

    def _arrived(self, store: Store, resident: str) -> str:
        stored, entry = store.load(resident), store.outbox.find(resident, EFFECT)
        assert stored is not None
        assert entry is not None
        outcome = stored.session.outcomes[EFFECT]
        assert (normalise(outcome.number), entry.letter) == (entry.receipt, None)  # erased
        assert outcome.status == {"open311": "sent", "warga": "recorded"}[route(resident)]
        return entry.receipt

    def _at_the_backend(self) -> list[str]:
        database = Database(self.backend_database)
        with database.reading() as connection:
            rows = connection.execute(sa.text("SELECT receipt FROM request")).scalars().all()
        database.close()
        return [str(row) for row in rows]


@pytest.fixture(scope="module")
def lives() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.shared.kill_driver"],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    yield process
    process.kill()
    process.communicate()


@pytest.fixture
def office(tmp_path: Path, url: str, lives: subprocess.Popen[str]) -> Office:
    return Office(tmp_path, url, lives)


def test_killed_at_every_step_of_sending(office: Office) -> None:
    with backend(office.home, office.backend_database) as (url, _):
        assert office.live(url)  # makes the tables, so that steps are those of sending alone
        step = 1
        while not office.live(url, begins=True, step=step):
            assert office.live(url, ahead=HOURS)
            step += 1
        assert step > 25
        office.check()


def test_killed_at_every_step_of_a_recovery(office: Office) -> None:
    with backend(office.home, office.backend_database) as (url, _):
        assert office.live(nobody(), begins=True)
        step = 1
        while not office.live(url, step=step, ahead=HOURS):
            step += 1
            office.live(nobody(), begins=True)
        assert step > 10
        assert office.live(url, ahead=HOURS)
        office.check()


def test_a_backend_that_is_down_and_comes_back(office: Office) -> None:
    for _ in range(3):
        assert office.live(nobody(), begins=True)
    assert not (office.home / "superapp.db").exists()
    with backend(office.home, office.backend_database) as (url, _):
        assert office.live(url, ahead=HOURS)
        office.check()


# The reference backend, with a register that dies once: on disk, but before anybody hears of it.
DIES_AFTER_ITS_COMMIT = """
import os, signal, sys
from shared.superapp.reference import main, register
record = register.Register.record
def record_and_die(self, *given):
    record(self, *given)
    os.kill(os.getpid(), signal.SIGKILL)
register.Register.record = record_and_die
main.main(sys.argv[1:])
"""


def test_a_backend_killed_between_its_commit_and_its_answer(office: Office) -> None:
    database = office.backend_database
    with backend(office.home, database, program=DIES_AFTER_ITS_COMMIT) as (url, pid):
        assert office.live(url, begins=True)
        with pytest.raises(ChildProcessError):  # it is gone, and was waited for
            for _ in range(100):
                os.waitpid(pid, os.WNOHANG)
                time.sleep(0.02)
    assert len(office._at_the_backend()) == 1
    with backend(office.home, database, port=int(url.rpartition(":")[2])) as (again, _):
        assert again == url
        assert office.live(url, ahead=HOURS)
        office.check()
    assert len(office._at_the_backend()) == 1
