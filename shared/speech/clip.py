"""Spoken sentences as sound in memory."""

from __future__ import annotations

import io
import wave
from typing import NamedTuple

WIDTH = 2  # bytes a sample: signed, 16 bits, one channel


class Mark(NamedTuple):
    """When a sentence is being said: seconds from the beginning."""

    begins: float
    ends: float


class Clip(NamedTuple):
    """`samples` are 16-bit, signed, little-endian, one channel, `rate` a second.

    `marks` has one for each sentence.
    """

    rate: int
    samples: bytes
    marks: tuple[Mark, ...]

    @property
    def seconds(self) -> float:
        return len(self.samples) / WIDTH / self.rate

    def wav(self) -> bytes:
        """As a WAV file."""
        file = io.BytesIO()
        with wave.open(file, "wb") as written:
            written.setnchannels(1)
            written.setsampwidth(WIDTH)
            written.setframerate(self.rate)
            written.writeframes(self.samples)
        return file.getvalue()


def joined(rate: int, sentences: list[bytes], pause: float) -> Clip:
    """One clip of several sentences' samples, with `pause` seconds of silence between them."""
    silence = bytes(int(pause * rate) * WIDTH)
    samples, marks = bytearray(), []
    for sentence in sentences:
        if samples:
            samples += silence
        begins = len(samples) / WIDTH / rate
        samples += sentence
        marks.append(Mark(begins, len(samples) / WIDTH / rate))
    return Clip(rate, bytes(samples), tuple(marks))
