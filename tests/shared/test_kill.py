"""Killed with -9 at every step, or the backend at the worst moment: each request arrives once.

Counted at both ends: what residents sent, what the backend holds, what they were told. A visit has
some 200 steps. The tests stride through them; PANDU_KILL_STRIDE=1 takes each, `./pandu soak
delivery` as many at random as it is asked for.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shared.answering import nobody
from tests.shared.installation import HOURS, Office, backend, lives

pytestmark = pytest.mark.slow
STRIDE = int(os.environ.get("PANDU_KILL_STRIDE", "60"))  # 1 dies at every single step


@pytest.fixture(scope="module")
def program() -> Iterator[subprocess.Popen[str]]:
    with lives() as process:
        yield process


@pytest.fixture
def office(tmp_path: Path, url: str, program: subprocess.Popen[str]) -> Office:
    return Office(tmp_path, url, program)


@pytest.fixture
def first(office: Office) -> int:
    """The first step to die at; on another database other steps."""
    return 1 + (STRIDE // 3 if office.kind == "sqlite" else STRIDE * 2 // 3)


@pytest.mark.once
def test_killed_at_every_step_of_a_visit(office: Office, first: int) -> None:
    with backend(office.home, office.backend_database) as (url, _):
        assert office.live(url, begins=True)  # makes the tables, too
        step = first
        while not office.live(url, begins=True, step=step):
            assert office.live(url, ahead=HOURS)
            step += STRIDE
        assert step > 150
        assert office.live(url, ahead=HOURS)  # where a busy machine's backend was late
        office.check()


@pytest.mark.once
def test_killed_at_every_step_of_a_recovery(office: Office, first: int) -> None:
    with backend(office.home, office.backend_database) as (url, _):
        assert office.live(nobody(), begins=True)
        step = first
        while not office.live(url, step=step, ahead=HOURS):
            step += STRIDE
            office.live(nobody(), begins=True)
        assert office.live(url, ahead=HOURS)
        office.check()


def test_a_backend_that_is_down_and_comes_back(office: Office) -> None:
    for _ in range(2):
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
def record_and_die(self, *given, **named):
    record(self, *given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
register.Register.record = record_and_die
main.main(sys.argv[1:])
"""


def port_to_come_back_to() -> int:
    """A free one below those that the system gives to whoever asks for any."""
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("no port is free")


def test_a_backend_killed_between_its_commit_and_its_answer(office: Office) -> None:
    database, port = office.backend_database, port_to_come_back_to()
    dying = ("-c", DIES_AFTER_ITS_COMMIT)
    with backend(office.home, database, port, dying) as (url, process):
        assert office.live(url, begins=True)
        assert process.wait(timeout=60) == -signal.SIGKILL
    assert len(office.at_the_backend()) == 1
    with backend(office.home, database, port) as (again, _):
        assert again == url
        assert office.live(url, ahead=HOURS)
        office.check()
