"""`./pandu desk` as a program, over pipes and in a terminal, before a real backend."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.desk.texts import say
from shared.superapp import receipt as receipts
from tests.superapp.running import (
    PIN,
    ROOT,
    TEBET_TIMUR,
    Backend,
    database_url,
    environment,
    lost_card,
    road_report,
    served,
)
from tests.superapp.staff import PASSWORD, Officer, hired, jpeg, picture

DESK = [sys.executable, "-m", "shared.desk.main"]


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    home = tmp_path_factory.mktemp("desk")
    with database_url("sqlite", home) as url, served(url, home) as it:
        yield it


@pytest.fixture
def budi(backend: Backend) -> Officer:
    return hired(backend)


def run(home: Path, typed: list[str], *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DESK, *options],
        input="".join(f"{line}\n" for line in typed),
        cwd=ROOT,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


class Talk:
    """A desk in a terminal of its own; choices are found by their words."""

    def __init__(self, home: Path, *options: str) -> None:
        self._own, theirs = pty.openpty()
        self.program = subprocess.Popen(
            [*DESK, *options],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            env=environment(home),
            close_fds=True,
            start_new_session=True,
        )
        os.close(theirs)
        self.whole = ""
        self._read = 0

    def until(self, prompt: str) -> str:
        """What was shown since the last call, up to this prompt."""
        deadline = time.monotonic() + 60
        while prompt not in self.whole[self._read :]:
            assert time.monotonic() < deadline, self.whole[self._read :]
            self.whole += os.read(self._own, 65_536).decode().replace("\r\n", "\n")
        end = self.whole.index(prompt, self._read) + len(prompt)
        shown, self._read = self.whole[self._read : end], end
        return shown

    def type(self, line: str) -> None:
        os.write(self._own, f"{line}\n".encode())

    def choose(self, words: str) -> str:
        """Types the number before these words; what was shown with them."""
        shown = self.until(say("choose"))
        found = re.search(rf"^ *(\d+)  .*{re.escape(words)}", shown, re.MULTILINE)
        assert found, f"{words!r} is no choice in:\n{shown}"
        self.type(found[1])
        return shown

    def log_in(self, officer: Officer) -> None:
        self.until(say("name"))
        self.type(officer.name)
        self.until(say("password"))
        self.type(PASSWORD)
        self.until(say("welcome", name=officer.name))

    def end(self) -> int:
        try:
            while chunk := os.read(self._own, 65_536):
                self.whole += chunk.decode().replace("\r\n", "\n")
        except OSError:  # Linux says so when the other side of a terminal closes
            pass
        os.close(self._own)
        return self.program.wait(60)


def sent(backend: Backend, body: dict[str, object]) -> str:
    answer = backend.ask(body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["service_request_id"])


def test_a_lost_card_from_the_list_to_its_official_number(budi: Officer, tmp_path: Path) -> None:
    backend = budi.backend
    body = lost_card(address_id=TEBET_TIMUR)
    number = sent(backend, body)
    photo = tmp_path / "bukti.jpg"
    photo.write_bytes(jpeg(picture()))
    desk = Talk(tmp_path, "--backend", backend.url)
    desk.log_in(budi)
    desk.choose(receipts.group(str(body["receipt"])))
    desk.choose(say("take"))
    desk.choose("Lembar salin")
    sheet = desk.choose("Diserahkan petugas")
    assert "Alpukat Betawi" in sheet
    assert "3174015708490001" in sheet
    desk.choose("Nomor resmi ada")
    desk.until(say("ask_official_number"))
    desk.type("3174-KTP-9")
    assert "3174-KTP-9" in desk.choose("Selesai")
    assert "Tambah foto bukti dulu." in desk.choose(say("evidence"))
    desk.until(say("photo"))
    desk.type(str(photo))
    desk.until(say("taken_at"))
    desk.type("")
    desk.until(say("place"))
    desk.type("")
    desk.choose("Selesai")
    assert "sampai" in desk.choose(say("back"))
    desk.choose(say("leave"))
    assert desk.end() == 0
    assert say("bye") in desk.whole
    assert "Traceback" not in desk.whole
    assert PASSWORD not in desk.whole, "what is typed as a password is not shown"
    assert budi.open(number)["status"] == "done"
    seen = backend.get(f"/warga/v1/requests/{body['receipt']}", headers={"X-Pin": PIN}).json()
    assert seen["official_number"] == "3174-KTP-9"


def test_time_and_place_are_read_from_the_photo(budi: Officer, tmp_path: Path) -> None:
    body = road_report()
    number = sent(budi.backend, body)
    scene = picture()
    exif = scene.getexif()
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 08:15:00"
    exif[0x8825] = {1: "S", 2: (6.0, 13.0, 35.76), 3: "E", 4: (106.0, 51.0, 11.16)}
    written = io.BytesIO()
    scene.save(written, "JPEG", exif=exif)
    photo = tmp_path / "bukti.jpg"
    photo.write_bytes(written.getvalue())
    desk = Talk(tmp_path, "--backend", budi.backend.url)
    desk.log_in(budi)
    desk.choose(say("search"))
    desk.until(say("receipt"))
    desk.type(f"{body['receipt'][:3]}-{body['receipt'][3:6]} {body['receipt'][6:].lower()}")
    desk.choose(say("evidence"))
    desk.until(say("photo"))
    desk.type(str(photo))
    assert say("proof_kept") in desk.choose(say("back"))
    assert say("from_photo") in desk.whole
    desk.choose(say("leave"))
    assert desk.end() == 0
    assert budi.open(number)["evidence"][0]["taken_at"] == "2026-11-20T08:15:00+07:00"


def test_over_a_pipe_wrong_choices_and_files_are_plain_lines(budi: Officer, tmp_path: Path) -> None:
    backend = budi.backend
    sent(backend, road_report())
    typed = [budi.name, PASSWORD, "999", "x", "", "\u0663", "1", "no", "0", "0"]
    done = run(tmp_path, typed, "--backend", backend.url)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(say("no_choice")) == 5
    assert done.stderr == ""


def test_a_closed_pipe_ends_calmly(budi: Officer, tmp_path: Path) -> None:
    done = run(tmp_path, [budi.name, PASSWORD], "--backend", budi.backend.url)
    assert (done.returncode, done.stderr) == (0, "")


def test_three_wrong_passwords_end_it(budi: Officer, tmp_path: Path) -> None:
    done = run(tmp_path, ["a", "b"] * 3, "--backend", budi.backend.url)
    assert done.returncode == 1
    assert done.stdout.count("belum cocok") == 3


def test_without_a_backend_one_plain_line(tmp_path: Path) -> None:
    done = run(tmp_path, ["a", "b"] * 3, "--backend", "http://127.0.0.1:9")
    assert done.returncode == 1
    assert "Server belum terjawab" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_an_account_is_made_and_logs_in(backend: Backend, tmp_path: Path) -> None:
    database = ("--database", f"sqlite:///{backend.home / 'superapp.db'}")
    make = ("--add-officer", "sari", "--role", "supervisor", "--area", "31.74", *database)
    differ = run(tmp_path, [PASSWORD, PASSWORD + "x"], *make)
    assert (differ.returncode, differ.stderr.strip()) == (1, say("passwords_differ"))
    weak = run(tmp_path, ["pendek", "pendek"], *make)
    assert (weak.returncode, weak.stderr.count("\n")) == (1, 1)
    made = run(tmp_path, [PASSWORD, PASSWORD], *make)
    assert made.returncode == 0, made.stderr
    again = run(tmp_path, [PASSWORD, PASSWORD], *make)
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    done = run(tmp_path, [PASSWORD, "0"], "--name", "sari", "--backend", backend.url)
    assert done.returncode == 0
    assert say("welcome", name="sari") in done.stdout
