"""A clip as a voice message: Opus in Ogg, as Telegram wants it."""

from __future__ import annotations

import io

import numpy as np
import soundfile
import soxr

from shared.speech.clip import Clip

RATE = 24_000  # Opus knows 8, 12, 16, 24 and 48 kHz; espeak-ng speaks at 22.05


def opus(clip: Clip) -> bytes:
    """The clip as an Ogg file with one Opus stream."""
    samples = np.frombuffer(clip.samples, dtype="<i2").astype(np.float32) / 32768
    file = io.BytesIO()
    resampled = soxr.resample(samples, clip.rate, RATE)
    soundfile.write(file, resampled, RATE, format="OGG", subtype="OPUS")
    return file.getvalue()
