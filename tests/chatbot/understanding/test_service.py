"""The understanding service: only for who has the token, bounded, and never a word of a text."""

from __future__ import annotations

import contextlib
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from chatbot.understanding.service import application
from dialogs.authoring import load
from shared.superapp.reference.server import running
from shared.understanding import service as asking
from shared.understanding.service import (
    LONGEST_BODY,
    PATH,
    PORT_FILE,
    TOKEN_FILE,
    Service,
    ServiceFirst,
    token,
    understanding_of,
)
from shared.understanding.word_search import WordSearch

SECRET = "rahasia"
SENTINEL = "kalimat-penanda-417"
START_SECONDS = 300.0


def told(text: str) -> dict[str, object]:
    if SENTINEL in text:
        raise ValueError(text)
    return {"text": text, "label": "SAPA", "alternatives": [], "entities": [{"value": text}]}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running(application(told, SECRET)) as address:
        yield address


def ask(url: str, body: bytes, secret: str | None = SECRET) -> tuple[int, bytes]:
    parts = urlsplit(url)
    assert parts.hostname
    wire = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    headers = {"Authorization": f"Bearer {secret}"} if secret is not None else {}
    wire.request("POST", PATH, body, headers)
    reply = wire.getresponse()
    answered = reply.status, reply.read()
    wire.close()
    return answered


def test_it_answers_without_the_text_and_without_its_values(url: str) -> None:
    status, body = ask(url, b"halo")
    assert (status, b"halo" in body, b"SAPA" in body) == (200, False, True)


@pytest.mark.parametrize("secret", [None, "", "rahasi", "rahasiaa", "r\xe4hasia"])
def test_without_the_token_nothing_is_read(url: str, secret: str | None) -> None:
    assert ask(url, SENTINEL.encode(), secret) == (401, b"")


def test_a_text_too_long_is_not_read(url: str) -> None:
    assert ask(url, b"a" * LONGEST_BODY)[0] == 200
    assert ask(url, b"a" * (LONGEST_BODY + 1))[0] == 413


def test_what_goes_wrong_says_no_word(
    url: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert ask(url, SENTINEL.encode()) == (500, b"")
    said = capfd.readouterr()
    assert SENTINEL not in said.out + said.err + caplog.text


def test_it_says_nothing_of_itself(url: str) -> None:
    for path in ("/", "/docs", "/openapi.json", "/model/parse"):
        parts = urlsplit(url)
        assert parts.hostname
        wire = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
        wire.request("GET", path, headers={"Authorization": f"Bearer {SECRET}"})
        assert wire.getresponse().status == 404
        wire.close()


@contextlib.contextmanager
def serving(home: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The real process, with its model."""
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "shared.commands", "understand", "--serve"],
            env={**os.environ, "PANDU_HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not (home / PORT_FILE).exists():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


@pytest.mark.timeout(600)
def test_the_real_service_from_start_to_kill(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One long test: starting the service costs seconds."""
    # A busy machine answers late; that nobody waits for it is tested with the asker.
    monkeypatch.setattr(asking, "PATIENCE", 60.0)
    home, log = tmp_path / "home", tmp_path / "log"
    home.mkdir(mode=0o700)
    understanding = understanding_of(home, load.world())
    by_words = understanding.understand("ktp saya hilang", "id")
    with serving(home, log) as process:
        assert oct((home / TOKEN_FILE).stat().st_mode & 0o777) == "0o600"
        candidates, sure = Service(home).understand("ktp saya hilang", "id")
        assert (candidates[0].service, sure) == ("KTP_HILANG", True)
        assert ask_port(home, SENTINEL.encode())[0] == 200
        assert ask_port(home, b"x", "wrong")[0] == 401
        resident = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1]) * 4096
        assert resident < 400 * 1024 * 1024
        limits = Path(f"/proc/{process.pid}/limits").read_text()
        assert "unlimited" not in next(
            line for line in limits.splitlines() if line.startswith("Max address space")
        )
        # A second one sees that somebody serves, and goes.
        second = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "shared.commands", "understand", "--serve"],
            env={**os.environ, "PANDU_HOME": str(home)},
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert second.returncode == 0
        process.kill()
        process.wait(timeout=60)
        # It left its port behind; nobody waits for it.
        began = time.monotonic()
        assert understanding.understand("ktp saya hilang", "id") == by_words
        assert time.monotonic() - began < 30
    assert SENTINEL not in log.read_text()


def ask_port(home: Path, body: bytes, secret: str | None = None) -> tuple[int, bytes]:
    port = (home / PORT_FILE).read_text()
    return ask(f"http://127.0.0.1:{port}", body, secret or token(home))


def test_an_event_of_several_services_stands_in_the_guides(tmp_path: Path) -> None:
    class Sure(Service):
        def understand(self, text, language):
            raise AssertionError("the words were sure")

    world = load.world()
    event = next(iter(world.life_events.values()))
    title = world.texts.text("id", event.title).shown
    first = ServiceFirst(Sure(tmp_path), WordSearch(world), world)
    candidates, sure = first.understand(title, "id")
    assert (candidates[0].service, sure) == (event.code, True)
