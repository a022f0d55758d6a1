"""The voice: real speech of espeak-ng into a player that keeps what it was given."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.speech.voice import RATE, Voice

pytestmark = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="espeak-ng is not installed here"
)
# Plays in the time it takes, as a loudspeaker does: 2 bytes a sample.
PLAYER = f"""
import sys, time
with open(sys.argv[1], "ab", buffering=0) as heard:
    while block := sys.stdin.buffer.read({RATE // 5}):
        heard.write(block)
        time.sleep(float(sys.argv[2]))
"""
PATIENCE = 60.0  # s: machines that test are busy


class Heard:
    """A voice with a player that writes what it is given into a file."""

    def __init__(self, folder: Path, block: float) -> None:
        self.file = folder / "heard.raw"
        self.file.touch()
        self.ended = threading.Event()
        player = (sys.executable, "-I", "-c", PLAYER, str(self.file), str(block))
        self.voice = Voice(self.ended.set, player)

    @property
    def size(self) -> int:
        return self.file.stat().st_size

    def some(self) -> None:
        """Waits until something was heard."""
        until = time.monotonic() + PATIENCE
        while not self.size and time.monotonic() < until:
            time.sleep(0.01)
        assert self.size


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Heard]:
    heard = Heard(tmp_path, 0)
    yield heard
    heard.voice.stop()


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Heard]:
    heard = Heard(tmp_path, 0.1)
    yield heard
    heard.voice.stop()


def test_all_sentences_are_heard_and_then_it_is_silent(quick: Heard) -> None:
    quick.voice.say(("Ini untuk siapa?", "Pilih satu."), "id")
    assert quick.voice.speaking
    assert quick.ended.wait(PATIENCE)
    assert not quick.voice.speaking
    assert quick.size > 2 * RATE  # more than a second


def test_a_touch_silences_it_in_the_midst(real: Heard) -> None:
    real.voice.say(("Kalimat yang panjang sekali supaya lama.",) * 20, "id")
    real.some()
    real.voice.stop()
    assert not real.voice.speaking
    time.sleep(0.5)
    before = real.size
    time.sleep(0.5)
    assert real.size == before
    assert not real.ended.is_set()  # nobody is told of a silence they made


def test_a_new_screen_is_heard_in_place_of_the_old_one(real: Heard) -> None:
    real.voice.say(("Kalimat yang panjang sekali supaya lama.",) * 20, "id")
    real.some()
    real.voice.say(("Ya.",), "id")
    assert real.ended.wait(PATIENCE)
    assert real.size < 10 * 2 * RATE


def test_without_a_player_it_says_so_and_stays_silent() -> None:
    voice = Voice(lambda: None, ())
    assert not voice.able
    voice.say(("Ya.",), "id")
    assert not voice.speaking


def test_nothing_to_say_is_no_speech(quick: Heard) -> None:
    quick.voice.say((), "id")
    assert not quick.voice.speaking


def test_what_was_said_is_in_no_file(quick: Heard, tmp_path: Path) -> None:
    quick.voice.say(("Sentinel tujuh belas.",), "id")
    assert quick.ended.wait(PATIENCE)
    assert [file.name for file in tmp_path.iterdir()] == ["heard.raw"]


def test_a_player_that_is_gone_leaves_it_silent() -> None:
    voice = Voice(lambda: None, ("/nowhere/player",))
    voice.say(("Ya.",), "id")
    assert not voice.speaking
