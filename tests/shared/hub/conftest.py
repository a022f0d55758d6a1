"""A hub in a process of its own, on both databases, and the places that come to it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import requests

from dialogs.authoring import load
from dialogs.world import World
from shared.hub.token import load_or_make_token
from shared.settings import BIDARA_CINA, Settings
from shared.wiring import Wiring
from tests.shared.conftest import postgres_url

ROOT = Path(__file__).parents[3]
HUB = (sys.executable, "-m", "shared.commands", "hub")
NOWHERE = "http://127.0.0.1:9"

__all__ = ["postgres_url"]


@dataclass
class Hub:
    """A running hub. `call` speaks to it as the device of this machine, unless told otherwise."""

    home: Path
    database: str
    process: subprocess.Popen[bytes]
    url: str = ""
    http: requests.Session = field(default_factory=requests.Session)

    @property
    def token(self) -> str:
        return load_or_make_token(self.home)

    def call(
        self, method: str, path: str, body: Any = None, token: str | None = None
    ) -> requests.Response:
        headers = {"Authorization": f"Bearer {token or self.token}"}
        url = f"{self.url}/hub/v1/{path}"
        return self.http.request(method, url, json=body, headers=headers, timeout=60)

    def put(self, draft: str, code: str, talk: str = "{}", **more: Any) -> requests.Response:
        return self.call("PUT", f"drafts/{draft}", {"code": code, "talk": talk, **more})

    def take(self, code: str, claim: str = "", person: str = "", token: str | None = None) -> Any:
        body = {"code": code, "claim": claim or secrets.token_hex(16), "person": person}
        return self.call("POST", "claims", body, token)

    def device(self, *words: str) -> str:
        """What `./pandu hub device …` prints."""
        done = subprocess.run(
            [*HUB, "--database", self.database, "device", *words],
            env=environment(self.home),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout.strip()

    def metrics(self) -> dict[str, int]:
        lines = self.http.get(f"{self.url}/metrics", timeout=60).text.splitlines()
        pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
        return {name: int(value) for name, value in pairs}

    def log(self) -> str:
        return (self.home / "hub.log").read_text()


def environment(home: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PANDU_")}
    return {**clean, "PANDU_HOME": str(home)}


@contextmanager
def serving(home: Path, database: str, *options: str, port: int = 0) -> Iterator[Hub]:
    """`./pandu hub`, until the block ends."""
    home.mkdir(exist_ok=True)
    port_file = home / "port"
    port_file.unlink(missing_ok=True)
    command = [*HUB, "--port", str(port), "--port-file", str(port_file), "--database", database]
    with (home / "hub.log").open("ab") as log:
        process = subprocess.Popen(
            [*command, *options], env=environment(home), cwd=ROOT, stdout=log, stderr=log
        )
    hub = Hub(home, database, process)
    try:
        deadline = time.monotonic() + 60
        while not port_file.exists():
            assert process.poll() is None, hub.log()
            assert time.monotonic() < deadline, "the hub does not start"
            time.sleep(0.02)
        hub.url = f"http://127.0.0.1:{port_file.read_text()}"
        yield hub
    finally:
        process.kill()
        process.wait()


@pytest.fixture(params=["disk", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "disk":
        return f"sqlite:///{tmp_path / 'hub.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def hub(tmp_path: Path, database: str) -> Iterator[Hub]:
    with serving(tmp_path / "hub", database) as running:
        yield running


@pytest.fixture
def one_hub(tmp_path: Path) -> Iterator[Hub]:
    """A hub on SQLite, where the database is not what is tried."""
    with serving(tmp_path / "hub", f"sqlite:///{tmp_path / 'hub.db'}") as running:
        yield running


@pytest.fixture(scope="session")
def world() -> World:
    return load.world(office=BIDARA_CINA)


class Clock:
    """The real time, plus what a test adds."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(timezone.utc) + self.ahead


@dataclass
class Place:
    """A program at a place of its own: its folder, its wiring."""

    wiring: Wiring
    clock: Clock

    def deliver(self, ahead: timedelta = timedelta()) -> None:
        """One delivery round, `ahead` of now."""
        self.clock.ahead += ahead
        self.wiring.deliver()


@contextmanager
def place(
    world: World,
    home: Path,
    hub: Hub | None,
    *,
    url: str | None = None,
    name: str = "talk",
    in_memory: bool = False,
    device: str = "K7Q",
) -> Iterator[Place]:
    """A program as the faces make it; its super-app does not answer."""
    home.mkdir(exist_ok=True)
    settings = Settings(
        home,
        f"sqlite:///{home / 'talks.db'}",
        NOWHERE,
        BIDARA_CINA,
        device,
        "unused",
        url or (hub.url if hub else None),
        hub.token if hub else "here.unknown",
    )
    clock = Clock()
    wiring = Wiring(world, settings, clock, name=name, in_memory=in_memory)
    try:
        yield Place(wiring, clock)
    finally:
        wiring.close()
