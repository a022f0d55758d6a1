"""`pandu backend` as a process: starts, says where, survives a kill, says what is in its way."""

from __future__ import annotations

import contextlib
import signal
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from shared.superapp.reference.api_keys import load_or_make_api_key
from tests.superapp.running import (
    COMMAND,
    ROOT,
    environment,
    lost_card,
    postgres_database,
    process,
    road_report,
    wait_for,
)

pytestmark = pytest.mark.slow


def refusal(home: Path, *options: str) -> str:
    """What a backend that cannot start says, exactly one line."""
    done = subprocess.run(
        [*COMMAND, *options],
        cwd=ROOT,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    body = lost_card()
    headers = {"Idempotency-Key": "11111111-2222-3333-4444-555555555555"}
    with process(tmp_path) as (backend, url):
        # The key that the backend made is the one another program reads.
        headers["X-Api-Key"] = load_or_make_api_key(tmp_path / "api-key")
        first = requests.post(f"{url}/warga/v1/requests", json=body, headers=headers, timeout=60)
        backend.kill()
    assert first.status_code == 201
    with process(tmp_path) as (backend, url):
        found = requests.get(f"{url}/warga/v1/requests/{body['receipt']}", timeout=60)
        again = requests.post(f"{url}/warga/v1/requests", json=body, headers=headers, timeout=60)
        backend.send_signal(signal.SIGINT)
        said, _ = backend.communicate(timeout=60)
    assert found.json()["status"] == "recorded"
    assert again.content == first.content
    assert said.splitlines() == [f"Backend ready: {url}"]
    assert backend.returncode == 0
    modes = {
        path.name: path.stat().st_mode & 0o077
        for path in tmp_path.glob("*[!0-9]")
        if path.suffix != ".log"
    }
    assert not any(modes.values()), modes


@pytest.mark.once
def test_a_kill_in_a_storm_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """What was answered is there; what was not is sent again; in the end each is there once."""
    bodies = [road_report() for _ in range(200)]
    answered: set[str] = set()

    def send(url: str, key: str, body: dict[str, Any]) -> None:
        headers = {"X-Api-Key": key, "Idempotency-Key": "once-" + body["receipt"]}
        with contextlib.suppress(requests.RequestException):
            answer = requests.post(
                f"{url}/warga/v1/requests", json=body, headers=headers, timeout=60
            )
            assert answer.status_code == 201
            answered.add(body["receipt"])
            if len(answered) >= 60:  # the second one is not harmed
                first.kill()

    with process(tmp_path) as (first, url), ThreadPoolExecutor(8) as pool:
        key = load_or_make_api_key(tmp_path / "api-key")
        list(pool.map(lambda body: send(url, key, body), bodies))
    before = set(answered)
    assert 60 <= len(before) < len(bodies)
    with process(tmp_path) as (_, url), ThreadPoolExecutor(8) as pool:
        for receipt in before:
            found = requests.get(f"{url}/warga/v1/requests/{receipt}", timeout=60)
            assert found.json()["status"] == "waiting"
        list(pool.map(lambda body: send(url, key, body), bodies))
    assert answered == {body["receipt"] for body in bodies}
    with contextlib.closing(sqlite3.connect(tmp_path / "superapp.db")) as database:
        (there,) = database.execute("SELECT count(*) FROM request").fetchone()
    assert there == len(bodies)


@pytest.mark.once
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_several_starts_at_once_share_a_new_database(kind: str, tmp_path: Path) -> None:
    with postgres_database() if kind == "postgresql" else sqlite(tmp_path) as url:
        starts = [
            subprocess.Popen(
                [*COMMAND, "--port", "0", "--database", url, "--port-file", tmp_path / f"p{n}"],
                cwd=ROOT,
                env=environment(tmp_path),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            for n in range(3)
        ]
        try:
            for n, start in enumerate(starts):
                wait_for(tmp_path / f"p{n}", start)
                ready = f"http://127.0.0.1:{(tmp_path / f'p{n}').read_text()}/readyz"
                assert requests.get(ready, timeout=60).status_code == 200
        finally:
            for start in starts:
                start.kill()
                start.communicate()


@contextmanager
def sqlite(home: Path) -> Iterator[str]:
    yield f"sqlite:///{home / 'shared.db'}"


def test_a_taken_port_is_one_plain_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        line = refusal(tmp_path, "--port", port)
    assert port in line
    assert "--port" in line


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://nobody:hidden-word@127.0.0.1:1/none",
        "sqlite:////no/such/folder/file.db",
        "no url",
        "oracle://host/db",
    ],
)
def test_an_unreachable_database_is_one_plain_line(url: str, tmp_path: Path) -> None:
    line = refusal(tmp_path, "--port", "0", "--database", url)
    assert "hidden-word" not in line
    assert "PANDU_DATABASE_URL" in line or "--database" in line or "/no/such/folder" in line


def test_one_jurisdiction_need_not_be_named(tmp_path: Path) -> None:
    with process(tmp_path) as (_, url):
        assert requests.get(f"{url}/open311/v2/requests.xml", timeout=60).status_code == 200
        (list_of_all,) = (
            call["get"]["parameters"]
            for path, call in requests.get(f"{url}/warga/v1/openapi.json", timeout=60)
            .json()["paths"]
            .items()
            if path.endswith("/requests.{form}")
        )
        named = next(p for p in list_of_all if p["name"] == "jurisdiction_id")
        assert named["required"] is False


def test_several_jurisdictions_are_named(tmp_path: Path) -> None:
    with process(tmp_path, "--jurisdictions", "jakarta.go.id,depok.go.id") as (_, url):
        assert requests.get(f"{url}/open311/v2/requests.xml", timeout=60).status_code == 400
        asked = {"jurisdiction_id": "bekasikota.go.id"}
        elsewhere = requests.get(f"{url}/open311/v2/requests.xml", params=asked, timeout=60)
        assert elsewhere.status_code == 404
    assert "atlantis.go.id" in refusal(tmp_path, "--port", "0", "--jurisdictions", "atlantis.go.id")
