"""espeak-ng over a pipe: one short process a sentence.

Not pyttsx3: on Linux it plays through a shell and a file in the temporary folder, which it leaves
there when it is killed, and its `stop` may hang. A process of our own is stopped by killing it.
The text goes in through stdin: what stands on a command line everybody on the machine can read.
"""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Sequence

from shared.speech.clip import Clip, joined
from shared.speech.voices import Voice, voices

PROGRAM = "espeak-ng"
WORDS_A_MINUTE = 124  # VVSG 2.0 7.1-K: 120 to 125 by default
PAUSE = 0.45  # seconds between sentences
PATIENCE = 10.0  # seconds for a sentence; 6.5 s of speech take 24 ms
_HEADER = 44  # bytes of the WAV header that espeak-ng writes
_INSTALL = "There is no voice on this machine. Install it: sudo apt-get install espeak-ng"


class SpeechError(Exception):
    """No sound came; the message is one plain line and holds nothing of what was to be said."""


def speak(
    sentences: Sequence[str],
    language: str,
    words_a_minute: float = WORDS_A_MINUTE,
    pause: float = PAUSE,
) -> Clip:
    """The sentences, said one after the other. `language` is id, en, jv or su.

    Raises `SpeechError` where espeak-ng is missing or fails.
    """
    voice = voices()[language]
    said = [_said(sentence, voice, words_a_minute) for sentence in sentences]
    rates = {rate for rate, _ in said} or {22_050}
    return joined(rates.pop(), [samples for _, samples in said], pause)


def command(voice: Voice, words_a_minute: float) -> list[str]:
    """The program and its options; the text is to come through stdin."""
    speed = str(voice.speed(words_a_minute))
    return [PROGRAM, "-v", voice.name, "-s", speed, "-b", "1", "--stdin", "--stdout"]


def _said(sentence: str, voice: Voice, words_a_minute: float) -> tuple[int, bytes]:
    """(samples a second, samples)."""
    try:
        done = subprocess.run(
            command(voice, words_a_minute),
            input=voice.spelled(sentence).encode("utf-8", "replace"),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except FileNotFoundError:
        raise SpeechError(_INSTALL) from None
    except subprocess.TimeoutExpired:
        raise SpeechError(f"{PROGRAM} did not answer within {PATIENCE:.0f} seconds.") from None
    if done.returncode or len(done.stdout) < _HEADER:
        raise SpeechError(f"{PROGRAM} failed (exit code {done.returncode}).")
    (rate,) = struct.unpack_from("<I", done.stdout, 24)  # its header tells no length: it is a pipe
    samples = done.stdout[_HEADER:]
    return rate, samples[: len(samples) // 2 * 2]
