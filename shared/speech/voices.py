"""What espeak-ng is told for a language: the voice, the speed, the spelling (`voices.yaml`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

_FILE = Path(__file__).with_name("voices.yaml")
_WORD = re.compile(r"[^\W\d_]+")


class Voice(NamedTuple):
    """One language's. `speeds` pairs espeak-ng's figure with true words a minute, both rising."""

    name: str
    speeds: tuple[tuple[int, int], ...]
    respell: tuple[tuple[re.Pattern[str], str], ...]
    keep: frozenset[str]

    def speed(self, words_a_minute: float) -> int:
        """espeak-ng's figure for so many true words a minute; beyond the table, its end."""
        truths = [truth for _, truth in self.speeds]
        at = bisect_left(truths, words_a_minute)
        if at == 0 or at == len(truths):
            return self.speeds[min(at, len(truths) - 1)][0]
        (low, slow), (high, fast) = self.speeds[at - 1], self.speeds[at]
        return round(low + (high - low) * (words_a_minute - slow) / (fast - slow))

    def spelled(self, text: str) -> str:
        """As this voice has to see it."""
        return _WORD.sub(self._word, text) if self.respell else text

    def _word(self, hit: re.Match[str]) -> str:
        word = hit.group()
        if word.lower() in self.keep:
            return word
        for pattern, instead in self.respell:
            word = pattern.sub(instead, word)
        return word


@cache
def voices() -> Mapping[str, Voice]:
    """All languages that can be spoken."""
    read = yaml.safe_load(_FILE.read_text("utf-8"))
    return {
        language: Voice(
            own["voice"],
            tuple(sorted(own["speeds"].items())),
            tuple((re.compile(what), instead) for what, instead in own.get("respell", ())),
            frozenset(own.get("keep", ())),
        )
        for language, own in read.items()
    }
