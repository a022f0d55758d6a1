"""A real backend on a free port, and what tests send to it. All data is synthetic."""

from __future__ import annotations

import io
import json
import os
import random
import secrets
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
import sqlalchemy as sa
import structlog

from shared.database import Database
from shared.privacy.keys import load_or_make
from shared.superapp import courier, pin, receipt, statuses
from shared.superapp.client.wire import Timeouts
from shared.superapp.reference.api_keys import ApiKeys
from shared.superapp.reference.app import Config, create_app
from shared.superapp.reference.documents import Documents
from shared.superapp.reference.main import log_to
from shared.superapp.reference.server import running
from shared.superapp.reference.tables import MIGRATIONS, VERSION_TABLE

POSTGRES = os.environ.get("PANDU_TEST_POSTGRES", "postgresql://root@127.0.0.1:5432/test")
ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "shared.superapp.reference.main"]
JAKARTA = "jakarta.go.id"
TEBET_TIMUR = "31.74.01.1001"
PIN = "482913"
PIN_HASH = pin.hash_pin(PIN)


class Clock:
    """Milliseconds since 1970; real, plus what a test adds."""

    ahead = 0
    _stands: int | None = None

    def __call__(self) -> int:
        real = time.time_ns() // 1_000_000 if self._stands is None else self._stands
        return real + self.ahead

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Only a test moves it meanwhile: how long a call takes here changes nothing."""
        self._stands = self()
        try:
            yield
        finally:
            self.ahead, self._stands = 0, None


@dataclass
class Backend:
    """A running backend and what a test needs to know of it."""

    url: str
    key: str
    home: Path
    log: io.StringIO
    clock: Clock
    database: Database
    documents: Documents
    http: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.http.get(self.url + path, timeout=60, **options)

    def open311(self, path: str, **query: str) -> requests.Response:
        """GETs /open311/v2/PATH for Jakarta."""
        asked = {"jurisdiction_id": JAKARTA, **query}
        return self.http.get(f"{self.url}/open311/v2/{path}", params=asked, timeout=60)

    def report(self, form: str = "json", **fields: Any) -> requests.Response:
        """POSTs a road report; fields given as None are left out, `media` is a file."""
        media = fields.pop("media", None)
        sent = {
            "api_key": self.key,
            "jurisdiction_id": JAKARTA,
            "service_code": "LAPOR_JALAN",
            "address_id": TEBET_TIMUR,
            "description": "Lubang besar di depan pasar",
            "attribute[damage]": "pothole",
            **fields,
        }
        return self.http.post(
            f"{self.url}/open311/v2/requests.{form}",
            data={name: value for name, value in sent.items() if value is not None},
            files=None if media is None else {"media": ("photo.jpg", media)},
            timeout=60,
        )

    def ask(self, body: object, key: str | None = None, **headers: str) -> requests.Response:
        """POSTs to /warga/v1/requests."""
        all_headers = {
            "X-Api-Key": self.key,
            "Idempotency-Key": key or str(uuid.uuid4()),
            "Content-Type": "application/json",
            **headers,
        }
        content = json.dumps(body)  # unlike requests' own, this also writes NaN
        url = f"{self.url}/warga/v1/requests"
        return requests.post(url, content, headers=all_headers, timeout=60)


def give_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the client wait a minute where a resident would not."""
    for module, name in ((courier, "QUICK"), (statuses, "QUICK"), (statuses, "ABROAD")):
        monkeypatch.setattr(module, name, Timeouts(60.0, 60.0))


_MINTED: set[str] = set()


def new_receipt(rng: random.Random | None = None) -> str:
    """A receipt that no other call in this process got, as a device sees to it."""
    rng = rng or secrets.SystemRandom()
    while (number := receipt.mint("K2Z", rng)) in _MINTED:
        pass
    _MINTED.add(number)
    return number


def lost_card(**changes: Any) -> dict[str, Any]:
    """The body of a synthetic KTP_HILANG; `attributes` are merged."""
    attributes = {
        "nik": "3174015708490001",
        "name": "Siti Contoh",
        "lost_on": "2026-11-20",
        "police_letter": "no",
        "for_whom": "self",
        "home": TEBET_TIMUR,
        **changes.pop("attributes", {}),
    }
    return {
        "service_code": "KTP_HILANG",
        "receipt": new_receipt(),
        "pin_hash": PIN_HASH,
        "word": "melati",
        "language": "id",
        "channel": "terminal",
        "actor": "resident",
        "made_at": "2026-11-21T10:00:00+07:00",
        "attributes": {code: value for code, value in attributes.items() if value is not None},
        **changes,
    }


def road_report(**changes: Any) -> dict[str, Any]:
    """The body of a synthetic LAPOR_JALAN for /warga/v1."""
    return {
        **lost_card(),
        "service_code": "LAPOR_JALAN",
        "address_id": TEBET_TIMUR,
        "attributes": {"damage": "pothole", "description": "Lubang besar"},
        **changes,
    }


@contextmanager
def postgres_database() -> Iterator[str]:
    """The URL of a new, empty PostgreSQL database, dropped afterwards."""
    try:
        admin = Database(POSTGRES)
        server = admin.engine.execution_options(isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            name = f"pandu_superapp_{secrets.token_hex(6)}"
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
    except (sa.exc.SQLAlchemyError, ImportError):
        pytest.skip("no PostgreSQL here (PANDU_TEST_POSTGRES)")
    try:
        yield POSTGRES.rpartition("/")[0] + "/" + name
    finally:
        with server.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.close()


@contextmanager
def database_url(kind: str, home: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{home / 'superapp.db'}"
    else:
        with postgres_database() as url:
            yield url


@contextmanager
def served(url: str, home: Path) -> Iterator[Backend]:
    """The whole backend, served over HTTP from a thread."""
    log, clock, key = io.StringIO(), Clock(), secrets.token_urlsafe(24)
    before = structlog.get_config()
    log_to(log)
    database = Database(url)
    database.migrate(MIGRATIONS, VERSION_TABLE)
    config = Config(
        database,
        load_or_make(home / "superapp-keys.json", {}),
        ApiKeys.of([f"tests:{key}", "other:another-secret"]),
        clock=clock,
    )
    try:
        with running(create_app(config)) as address:
            documents = Documents(database, config.cipher, clock)
            yield Backend(address, key, home, log, clock, database, documents)
    finally:
        structlog.configure(**before)
        database.close()


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PANDU_")}
    return {**kept, "PANDU_HOME": str(home)}


@contextmanager
def process(home: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running backend and its URL."""
    port_file = home / f"port-{len(list(home.iterdir()))}"
    with port_file.with_suffix(".log").open("wb") as log:  # a pipe that nobody reads would fill up
        backend = subprocess.Popen(
            [*COMMAND, "--port", "0", "--port-file", str(port_file), *options],
            cwd=ROOT,
            env=environment(home),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        wait_for(port_file, backend)
        yield backend, f"http://127.0.0.1:{port_file.read_text()}"
    finally:
        backend.kill()
        backend.communicate()


def wait_for(port_file: Path, backend: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 120  # a busy machine
    while not port_file.exists():
        if backend.poll() is not None or time.monotonic() > deadline:
            pytest.fail("the backend did not start")
        time.sleep(0.05)
