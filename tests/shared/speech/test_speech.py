"""The real voice: sound in memory, a mark a sentence, true speeds, nothing left of it."""

from __future__ import annotations

import contextlib
import io
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from dialogs.authoring import load
from shared.speech import Clip, SpeechError, speak
from shared.speech.clip import WIDTH
from shared.speech.espeak import PROGRAM, command
from shared.speech.opus import opus
from shared.speech.voices import voices

pytestmark = pytest.mark.skipif(shutil.which(PROGRAM) is None, reason="espeak-ng is not installed")

SENTENCES = ("Kapan KTP Ibu hilang?", "Kira-kira juga boleh.", "Gratis. Belum dikirim.")
SENTINEL = "kenanga merah jambu tujuh belas"


def loudness(clip: Clip, begins: float, ends: float) -> float:
    samples = np.frombuffer(clip.samples, dtype="<i2").astype(float)
    part = samples[int(begins * clip.rate) : int(ends * clip.rate)]
    return float(np.sqrt(np.mean(part**2))) if len(part) else 0.0


def test_a_sentence_has_its_mark_and_silence_follows() -> None:
    clip = speak(SENTENCES, "id")
    assert len(clip.marks) == len(SENTENCES)
    assert clip.seconds == pytest.approx(clip.marks[-1].ends)
    for before, after in zip(clip.marks, clip.marks[1:]):  # noqa: B905 - pairs of neighbours
        assert before.begins < before.ends < after.begins
        assert loudness(clip, before.begins, before.ends) > 500
        assert loudness(clip, before.ends, after.begins) == 0


def test_it_is_a_wav_file() -> None:
    clip = speak(SENTENCES[:1], "id")
    with wave.open(io.BytesIO(clip.wav())) as read:
        assert (read.getnchannels(), read.getsampwidth()) == (1, WIDTH)
        assert read.getnframes() / read.getframerate() == pytest.approx(clip.seconds)


@pytest.mark.parametrize("language", ["id", "en", "jv", "su"])
def test_every_language_is_spoken(language: str) -> None:
    assert speak(["Sugeng enjang, kula Pandu."], language).seconds > 0.8


@pytest.mark.parametrize(("language", "wanted"), [("id", 125), ("id", 180), ("en", 125)])
def test_speeds_are_true_words_a_minute(language: str, wanted: int) -> None:
    texts = load.world().texts
    fixed = [id for id in texts.ids() if not texts.template(language, id).slots]
    sentences = [said for id in fixed for said in texts.text(language, id).spoken]
    sentences = [said for said in sentences if len(said.split()) >= 6][::12][:25]
    clip = speak(sentences, language, wanted, pause=0)
    words = sum(len(said.split()) for said in sentences)
    assert words / clip.seconds * 60 == pytest.approx(wanted, rel=0.12)


def test_javanese_is_respelled_for_the_indonesian_voice() -> None:
    assert voices()["jv"].spelled("Kula badhé tindak, punapa saged?") == (
        "Kulo badé tindak, punopo saged?"
    )
    assert voices()["su"].spelled("Teu acan aya") == "Te acan aya"
    assert voices()["id"].spelled("Sudah ada") == "Sudah ada"


def test_nothing_of_it_stands_on_a_command_line_or_in_a_file() -> None:
    seen: list[str] = []
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            for file in Path("/proc").glob("[0-9]*/cmdline"):
                with contextlib.suppress(OSError):  # it has ended meanwhile
                    seen.append(file.read_bytes().decode("utf-8", "replace"))

    watcher = threading.Thread(target=watch)
    folder = Path(tempfile.gettempdir())
    before = set(folder.iterdir())
    watcher.start()
    deadline = time.monotonic() + 60
    try:
        while not any(PROGRAM in line for line in seen):
            assert time.monotonic() < deadline, "the watcher saw no voice at work"
            for _ in range(10):
                speak([SENTINEL], "id")
    finally:
        done.set()
        watcher.join()
    assert not any("kenanga" in line for line in seen)
    for file in set(folder.iterdir()) - before:
        assert not file.is_file() or b"kenanga" not in file.read_bytes()


def test_a_voice_is_silent_at_once_when_it_is_killed() -> None:
    running = subprocess.Popen(
        command(voices()["id"], 124), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    running.kill()
    assert running.wait(60) == -signal.SIGKILL


def test_a_machine_without_a_voice_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SpeechError, match="apt-get install espeak-ng"):
        speak(["Halo."], "id")


def test_a_voice_message_is_opus_of_the_same_length() -> None:
    clip = speak(SENTENCES, "id")
    message = opus(clip)
    assert message.startswith(b"OggS")
    assert b"OpusHead" in message[:64]
    samples, rate = soundfile.read(io.BytesIO(message))
    assert len(samples) / rate == pytest.approx(clip.seconds, abs=0.05)
    assert len(message) < len(clip.samples) / 5
