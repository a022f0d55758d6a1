"""A text as weighted features: words, pieces of words, and words without their vowels.

Pieces carry typos and endings; the bare consonants carry dropped and changed vowels ("kmrn",
"kemaren", "kemarin"; "ilang", "ical" stays apart). Each view is a TF-IDF of its own, of length 1.
Reading a text needs numpy alone, so that the service stays small.
"""

from __future__ import annotations

import itertools
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from chatbot.understanding.world import world

_WORD = re.compile(r"\w+")
_VOWELS = re.compile(r"[aeiou]+")
_TWICE = re.compile(r"(.)\1+")
REACH = 3  # words from one of a pair to the other, at most
REMEMBERED = 4096  # words taken apart lately: most words of a text are said all the time


def words(text: str) -> list[str]:
    """Words, and pairs of words that stand near each other; the ends of the text count as words."""
    return _with_pairs(_WORD.findall(text))


def pieces(text: str) -> list[str]:
    """Runs of one to five letters inside each word, its ends marked by blanks."""
    return [piece for token in text.split() for piece in _pieces(token)]


def bones(text: str) -> list[str]:
    """Words by their first letter and their consonants, and neighbours of them."""
    bare = [_bare(word) for word in _WORD.findall(text)]
    return bare + [f"{a} {b}" for a, b in itertools.pairwise(bare)]


def known(text: str) -> list[str]:
    """What the dialog layer knows others to do (dialogs/words/elsewhere.yaml), by its name: a new
    name in that file is understood without a new training text."""
    return [who for _, who in world().words.elsewhere.named(text)]


def _with_pairs(found: Sequence[str]) -> list[str]:
    ended = ["^", *found, "$"] if found else []
    return [
        *found,
        *(f"{a} {b}" for at, a in enumerate(ended) for b in ended[at + 1 : at + 1 + REACH]),
    ]


@lru_cache(REMEMBERED)
def _pieces(token: str, shortest: int = 1, longest: int = 5) -> tuple[str, ...]:
    padded = f" {token} "
    sizes = range(shortest, min(longest, len(padded)) + 1)
    return tuple(padded[at : at + size] for size in sizes for at in range(len(padded) - size + 1))


@lru_cache(REMEMBERED)
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
# A feature counts if it stands in this share of the texts; of few texts, every feature does. Two
# thirds of all features are rarer, and a model without them knows as much.
RARE = 1e-4


class Matrix(NamedTuple):
    """Texts as rows of a sparse matrix: `values` in `columns`, those of text n from `starts[n]`."""

    values: Any  # float32
    columns: Any  # int32: rows of the vocabulary
    starts: Any  # int64, one more than texts


class Vocabulary(NamedTuple):
    """Feature → row, and the weight (inverse document frequency) of every row, by view."""

    rows: dict[str, dict[str, int]]
    weights: Any  # float32, one a row

    @classmethod
    def learn(
        cls, texts: Sequence[str], views: Iterable[str] = tuple(VIEWS)
    ) -> tuple[Vocabulary, Matrix]:
        """The features of these texts, and the texts by them: what `read` says of each, at once."""
        rows: dict[str, dict[str, int]] = {}
        weights, parts, at = [], [], 0
        for view in views:
            seen, part, weight = _counted(VIEWS[view], texts)
            rows[view] = {feature: at + row for feature, row in seen.items()}
            parts.append((part[0], part[1] + at, part[2]))
            weights.append(weight)
            at += len(weight)
        return cls(rows, np.concatenate(weights).astype(np.float32)), _matrix(parts, len(texts))

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


def _counted(
    view: Callable[[str], list[str]], texts: Sequence[str]
) -> tuple[dict[str, int], tuple[Any, Any, Any], Any]:
    """Of one view: feature → row, (text, row, value) of all that stands somewhere, row weights."""
    number: dict[str, int] = {}
    said, lengths = array("i"), array("i")
    for text in texts:
        found = view(text)
        said.extend([number.setdefault(one, len(number)) for one in found])
        lengths.append(len(found))
    text_of = np.repeat(np.arange(len(texts)), np.asarray(lengths, np.int32))
    width = max(1, len(number))
    stands, times = np.unique(text_of * width + np.asarray(said, np.int32), return_counts=True)
    text_of, feature = np.divmod(stands, width)
    stood_in = np.bincount(feature, minlength=len(number))
    kept = stood_in >= max(1, int(len(texts) * RARE))
    weight = np.log((1 + len(texts)) / (1 + stood_in)) + 1
    row = np.cumsum(kept) - 1
    here = kept[feature]
    text_of, feature, times = text_of[here], feature[here], times[here]
    value = (np.log(times) + 1) * weight[feature]
    value /= np.sqrt(np.bincount(text_of, value**2, len(texts)))[text_of]
    rows = {one: int(row[at]) for one, at in number.items() if kept[at]}
    return rows, (text_of, row[feature], value), weight[kept]


def _matrix(parts: Sequence[tuple[Any, Any, Any]], texts: int) -> Matrix:
    text_of, columns, values = (np.concatenate(of) for of in zip(*parts, strict=True))
    order = np.lexsort((columns, text_of))
    starts = np.concatenate([[0], np.cumsum(np.bincount(text_of, minlength=texts))])
    return Matrix(values[order].astype(np.float32), columns[order].astype(np.int32), starts)
