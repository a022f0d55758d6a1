"""Text to speech: sentences in, sound in memory out; nothing is written to a disk.

The kiosk plays a `Clip`, the bot sends it as a voice message (`opus.py`).
"""

from shared.speech.clip import Clip, Mark
from shared.speech.espeak import SpeechError, speak

__all__ = ["Clip", "Mark", "SpeechError", "speak"]
