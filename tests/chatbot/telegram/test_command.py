"""`./pandu bot` as an operator meets it: without a token, with a wrong one, stopped; and what a
token leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chatbot.telegram.client import FILE, TOKEN, base_of, token_of
from shared.settings import SettingsError
from tests.chatbot.telegram.double import Double

ROOT = Path(__file__).parents[3]


def started(home: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if name != TOKEN}
    environment |= {"PANDU_HOME": str(home), "PYTHONPATH": str(ROOT), **more}
    return subprocess.Popen(
        [sys.executable, "-m", "shared.commands", "bot", *arguments],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def test_without_a_token_it_says_how_to_get_one(tmp_path: Path) -> None:
    process = started(tmp_path)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "@BotFather" in said
    assert len(said.strip().split("\n")) == 2
    assert "Traceback" not in said


def test_a_token_is_read_where_it_may_be(tmp_path: Path) -> None:
    token = "123456:ABCdefGHIjklMNO"
    assert token_of(tmp_path, None, {}) is None
    assert token_of(tmp_path, None, {TOKEN: f"{token}\n"}) == token
    file = tmp_path / FILE
    file.write_text(token)
    file.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        token_of(tmp_path, None, {})
    file.chmod(0o600)
    assert token_of(tmp_path, None, {}) == token
    with pytest.raises(SettingsError, match="no bot token") as refused:
        token_of(tmp_path, None, {TOKEN: "my secret"})
    assert "my secret" not in str(refused.value)


def test_a_token_does_not_travel_unencrypted() -> None:
    assert base_of("http://127.0.0.1:8081/") == "http://127.0.0.1:8081"
    for url in ("http://telegram.example", "ftp://x", "nonsense"):
        with pytest.raises(SettingsError):
            base_of(url)


@pytest.mark.timeout(240)
def test_with_a_token_it_answers_until_it_is_stopped(tmp_path: Path) -> None:
    with Double() as double:
        process = started(
            tmp_path,
            *("--api-base", double.url, "--dry-run"),
            **{TOKEN: double.token, "PANDU_UNDERSTANDING": "off"},
        )
        try:
            siti = double.person()
            siti.types("/start")
            end = time.monotonic() + 120
            while not any(shown.rows for shown in siti.sees):
                assert time.monotonic() < end
                assert process.poll() is None
                time.sleep(0.05)
            siti.types("NIK saya 3175041204450006")
            while "sudah kami hapus" not in siti.screen.text:
                assert time.monotonic() < end
                time.sleep(0.05)
            process.send_signal(signal.SIGTERM)
            said, _ = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 0
    assert "@pandu_bot answers" in said
    assert double.token.partition(":")[2] not in said
    assert "0412" not in said
    assert double.telegram.commands[""][0]["command"] == "start"


@pytest.mark.timeout(120)
def test_a_token_that_telegram_does_not_know_is_told_in_a_line(tmp_path: Path) -> None:
    with Double() as double:
        process = started(
            tmp_path,
            *("--api-base", double.url, "--dry-run", "--token", "123456:AAAAAAAAAAAAAAA"),
        )
        said, _ = process.communicate(timeout=100)
    assert process.returncode == 1
    assert said.strip() == "Telegram does not know this token; @BotFather tells it."
