"""One office and its backend, real processes that die as asked, and the count at both ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from shared.database import Database
from shared.privacy.keys import load_or_make
from shared.store import Store
from shared.superapp.receipt import normalise
from shared.superapp.reference.api_keys import load_or_make_api_key
from tests.shared.kill_driver import FULL, Run, Told, told_file

ROOT = Path(__file__).parents[2]
SERVICES = ("LAPOR_JALAN", "KTP_HILANG")  # in the order of a visit
BACKEND = ("-m", "shared.superapp.reference.main")
HOURS = 7_200.0  # seconds; later than any pause


class Serving(NamedTuple):
    """A running backend."""

    url: str
    process: subprocess.Popen[bytes]


@contextmanager
def backend(
    home: Path, url: str, port: int = 0, start: Sequence[str] = BACKEND
) -> Iterator[Serving]:
    """The real backend in a process of its own; `start` may be what makes it die."""
    port_file = home / "port"
    port_file.unlink(missing_ok=True)
    options = ["--port", str(port), "--database", url, "--port-file", str(port_file)]
    environment = {**os.environ, "PANDU_HOME": str(home), "PYTHONPATH": str(ROOT)}
    with (home / "backend.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, *start, *options], env=environment, stdout=log, stderr=log
        )
    try:
        deadline = time.monotonic() + 120
        while not port_file.exists():
            assert process.poll() is None, (home / "backend.log").read_text()
            assert time.monotonic() < deadline, "the backend does not start"
            time.sleep(0.02)
        yield Serving(f"http://127.0.0.1:{port_file.read_text()}", process)
    finally:
        process.kill()
        process.wait()


@contextmanager
def lives() -> Iterator[subprocess.Popen[str]]:
    """The process that lives the office's lives."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.shared.kill_driver"],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


class Office:
    """One installation: its folder, its database, and the backend's."""

    def __init__(
        self,
        home: Path,
        database_url: str,
        lives: subprocess.Popen[str],
        backend_database: str | None = None,
    ) -> None:
        self._lives = lives
        self.home = home
        self.database_url = database_url
        self.backend_database = backend_database or f"sqlite:///{home / 'superapp.db'}"
        self.key = load_or_make_api_key(home / "api-key")
        self.residents: list[str] = []

    @property
    def kind(self) -> str:
        """sqlite or postgresql."""
        return self.database_url.partition(":")[0]

    def live(
        self,
        url: str,
        *,
        begins: bool = False,
        step: int = 0,
        ahead: float = 0.0,
        room: int = 0,
    ) -> bool:
        """One life of the program; whether it came to its own end. One more resident `begins`."""
        if begins:
            self.residents.append(f"r{len(self.residents)}")
        unfinished = self.residents[-1:]
        run = Run(str(self.home), self.database_url, url, self.key, unfinished, step, ahead, room)
        assert self._lives.stdin is not None
        assert self._lives.stdout is not None
        self._lives.stdin.write(msgspec.json.encode(run).decode() + "\n")
        self._lives.stdin.flush()
        code = int(self._lives.stdout.readline())
        assert code in {0, -signal.SIGKILL} or (code == FULL and room > 0)
        return code == 0

    def check(self) -> None:
        """What went in came out: two requests a resident, once each, in their order, and everybody
        was told one and the same card for each."""
        cards = self._cards()
        assert set(cards) == {(r, s) for r in self.residents for s in SERVICES}
        numbers = {place: normalise(card.number) for place, card in cards.items()}
        store = Store.open(self.database_url, load_or_make(self.home / "keys.json", {}))
        try:
            assert (store.outbox.waiting(), store.outbox.untold(), store.tray.open()) == (0, [], [])
            for resident in self.residents:
                self._check_talk(store, resident, numbers)
        finally:
            store.close()
        arrived = self.at_the_backend()
        assert sorted(arrived) == sorted(numbers.values())
        for resident in self.residents:
            first, second = (arrived.index(numbers[resident, service]) for service in SERVICES)
            assert first < second

    def at_the_backend(self) -> list[str]:
        """The receipts that the backend holds, in the order of their arrival."""
        database = Database(self.backend_database)
        query = sa.text("SELECT receipt FROM request ORDER BY requested_ms, service_request_id")
        with database.reading() as connection:
            rows = connection.execute(query).scalars().all()
        database.close()
        return [str(row) for row in rows]

    def _cards(self) -> dict[tuple[str, str], Told]:
        cards: dict[tuple[str, str], set[Told]] = defaultdict(set)
        for resident in self.residents:
            for line in told_file(self.home, resident).read_bytes().splitlines():
                told = msgspec.json.decode(line, type=Told)
                cards[told.resident, told.service].add(told)
        assert {len(told) for told in cards.values()} == {1}
        return {place: told.pop() for place, told in cards.items()}

    @staticmethod
    def _check_talk(store: Store, resident: str, numbers: dict[tuple[str, str], str]) -> None:
        stored = store.load(resident)
        assert stored is not None
        told = {normalise(o.number): o.status for o in stored.session.outcomes.values()}
        assert told == dict(
            zip((numbers[resident, s] for s in SERVICES), ("sent", "recorded"), strict=True)
        )
