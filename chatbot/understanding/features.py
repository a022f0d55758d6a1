"""A text as weighted features: words, pieces of words, and words without their vowels.

Pieces carry typos and endings; the bare consonants carry dropped and changed vowels ("kmrn",
"kemaren", "kemarin"; "ilang", "ical" stays apart). Each view is a TF-IDF of its own, of length 1.
Reading a text needs numpy alone, so that the service stays small.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from chatbot.understanding.world import world

_WORD = re.compile(r"\w+")
_VOWELS = re.compile(r"[aeiou]+")
_TWICE = re.compile(r"(.)\1+")


def words(text: str) -> list[str]:
    """Words and pairs of neighbours."""
    found = _WORD.findall(text)
    return found + [f"{a} {b}" for a, b in itertools.pairwise(found)]


def pieces(text: str, shortest: int = 1, longest: int = 5) -> list[str]:
    """Runs of letters inside each word, its ends marked by blanks."""
    out: list[str] = []
    for token in text.split():
        padded = f" {token} "
        for size in range(shortest, longest + 1):
            out += [padded[at : at + size] for at in range(len(padded) - size + 1)]
            if size >= len(padded):
                break
    return out


def bones(text: str) -> list[str]:
    """Words by their first letter and their consonants, and pairs of them."""
    return words(" ".join(_bare(word) for word in _WORD.findall(text)))


def known(text: str) -> list[str]:
    """What the dialog layer knows others to do (dialogs/words/elsewhere.yaml), by its name: a new
    name in that file is understood without a new training text."""
    return [who for _, who in world().words.elsewhere.named(text)]


def _bare(word: str) -> str:
    once = _TWICE.sub(r"\1", word)
    return once[0] + _VOWELS.sub("", once[1:])


# Name → what takes a text apart. Each is weighted and scaled by itself.
VIEWS: dict[str, Callable[[str], list[str]]] = {
    "words": words,
    "pieces": pieces,
    "bones": bones,
    "known": known,
}
RARE = {"words": 1, "pieces": 2, "bones": 1, "known": 1}  # texts a feature must stand in to count


class Vocabulary(NamedTuple):
    """Feature → row, and the weight (inverse document frequency) of every row, by view."""

    rows: dict[str, dict[str, int]]
    weights: Any  # float32, one a row

    @classmethod
    def learn(cls, texts: Sequence[str], views: Iterable[str] = tuple(VIEWS)) -> Vocabulary:
        """The features of these texts."""
        rows: dict[str, dict[str, int]] = {}
        weights: list[float] = []
        for view in views:
            counts = Counter(feature for text in texts for feature in set(VIEWS[view](text)))
            kept = sorted(one for one, times in counts.items() if times >= RARE[view])
            rows[view] = {feature: len(weights) + at for at, feature in enumerate(kept)}
            found = np.array([counts[feature] for feature in kept], dtype=np.float64)
            weights += (np.log((1 + len(texts)) / (1 + found)) + 1).tolist()
        return cls(rows, np.asarray(weights, dtype=np.float32))

    def read(self, text: str) -> tuple[Any, Any]:
        """Rows (int32) and values (float32) of one text; what was never seen is left out."""
        rows: list[int] = []
        values: list[Any] = []
        for view, known in self.rows.items():
            counts = Counter(known[one] for one in VIEWS[view](text) if one in known)
            if not counts:
                continue
            here = np.fromiter(counts, dtype=np.int32, count=len(counts))
            times = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
            value = (np.log(times) + 1) * self.weights[here]
            rows.extend(here.tolist())
            values.append(value / np.linalg.norm(value))
        if not values:
            return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32)
        return np.array(rows, dtype=np.int32), np.concatenate(values)
