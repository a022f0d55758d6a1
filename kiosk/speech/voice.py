"""The voice: sentences by espeak-ng, played through a pipe. Nothing is written to a disk, and a
touch silences it by ending the player.

Not pyttsx3: on Linux it plays a file through a shell, speaks only the last of two sentences, and
its `stop` may hang (its issues 402, 138).
"""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO

import structlog

from shared.speech import SpeechError, speak
from shared.speech.espeak import PAUSE, WORDS_A_MINUTE

log = structlog.get_logger(__name__)

RATE = 22_050  # samples a second, as espeak-ng gives them
# What plays raw samples from a pipe, the first that there is.
PLAYERS = (
    ("pw-cat", "-p", "--format", "s16", "--rate", str(RATE), "--channels", "1", "-"),
    ("aplay", "-q", "-t", "raw", "-f", "S16_LE", "-r", str(RATE), "-c", "1", "-"),
    ("paplay", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1"),
)


def find_player() -> tuple[str, ...] | None:
    """The command that plays; None on a machine without sound: the kiosk is silent then."""
    return next((player for player in PLAYERS if shutil.which(player[0])), None)


class Voice:
    """`ended` is called, from a thread of the voice, when it has fallen silent by itself. `player`
    is the command that plays; an empty one for none."""

    def __init__(self, ended: Callable[[], None], player: Sequence[str] | None = None) -> None:
        self._ended = ended
        self._player = find_player() if player is None else tuple(player)
        self._playing: subprocess.Popen[bytes] | None = None
        self._turn = 0  # which call of `say` may be heard
        self._guard = threading.Lock()

    @property
    def able(self) -> bool:
        return bool(self._player)

    @property
    def speaking(self) -> bool:
        return self._playing is not None

    def say(
        self,
        sentences: Sequence[str],
        language: str,
        words_a_minute: float = WORDS_A_MINUTE,
    ) -> None:
        """Says them one after the other, in place of what is being said."""
        self.stop()
        if not self._player or not sentences:
            return
        try:
            playing = subprocess.Popen(
                self._player, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError as error:  # taken away, or no room for another process
            log.warning("player_failed", error=type(error).__name__)
            return
        with self._guard:
            turn = self._turn
            self._playing = playing
        threading.Thread(
            target=self._say,
            args=(turn, playing, tuple(sentences), language, words_a_minute),
            name="voice",
            daemon=True,
        ).start()

    def stop(self) -> None:
        """Silence, at once."""
        with self._guard:
            self._turn += 1
            playing, self._playing = self._playing, None
        if playing is not None:
            playing.kill()
            threading.Thread(target=playing.wait, daemon=True).start()

    # -------------------------------------------------------------------------------------------

    def _say(
        self,
        turn: int,
        playing: subprocess.Popen[bytes],
        sentences: tuple[str, ...],
        language: str,
        words_a_minute: float,
    ) -> None:
        pipe = playing.stdin
        if pipe is None:
            return
        with suppress(BrokenPipeError, OSError), pipe:
            self._feed(turn, pipe, sentences, language, words_a_minute)
        playing.wait()
        with self._guard:
            mine = turn == self._turn
            if mine:
                self._playing = None
        if mine:
            self._ended()

    def _feed(
        self, turn: int, pipe: IO[bytes], sentences: tuple[str, ...], language: str, wpm: float
    ) -> None:
        silence = bytes(2 * int(PAUSE * RATE))
        for sentence in sentences:
            if turn != self._turn:
                return
            try:
                pipe.write(speak((sentence,), language, wpm).samples + silence)
                pipe.flush()
            except SpeechError as error:
                log.warning("speech_failed", error=str(error))
                return
