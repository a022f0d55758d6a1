"""Texts to labels: a weighted sum of features each. Learns with scikit-learn, reads with numpy.

Kept as plain arrays and JSON: loading a model runs nothing and trusts nothing but numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from chatbot.understanding.features import VIEWS, Vocabulary

Progress = Callable[[int, int], None]  # labels learnt, labels in all


class Ranked(NamedTuple):
    """A label and how likely it is, 0..1; those of one text sum to 1."""

    label: str
    confidence: float


class Classifier:
    """`weights` is float16 (features, labels); `sharpness` was set where texts of writers who were
    left out are right as often as their confidence says."""

    def __init__(
        self,
        labels: Sequence[str],
        vocabulary: Vocabulary,
        weights: Any,
        offsets: Any,
        sharpness: float = 1.0,
    ) -> None:
        self.labels = tuple(labels)
        self._vocabulary = vocabulary
        self._weights = weights
        self._offsets = offsets
        self._sharpness = sharpness

    @classmethod
    def learn(
        cls,
        texts: Sequence[str],
        said: Sequence[str],
        *,
        views: Sequence[str] = tuple(VIEWS),
        strength: float = 20.0,
        rounds: int = 6,
        sharpness: float = 1.0,
        progress: Progress = lambda done, of: None,
    ) -> Classifier:
        """Logistic regressions, one label against the rest, rare labels weighing as much as
        frequent ones. `strength` is scikit-learn's C."""
        from scipy.sparse import csr_matrix

        vocabulary, (values, columns, starts) = Vocabulary.learn(texts, views)
        matrix = csr_matrix(
            (values.astype(np.float64), columns, starts),
            shape=(len(texts), len(vocabulary.weights)),
        )
        labels = sorted(set(said))
        truth = np.array(said)
        weights = np.zeros((len(vocabulary.weights), len(labels)), dtype=np.float16)
        offsets = np.zeros(len(labels), dtype=np.float32)

        # One after the other: liblinear's dice are one for all threads, so that labels learnt side
        # by side came out a little different each time.
        for at, label in enumerate(labels):
            weights[:, at], offsets[at] = _against_the_rest(
                matrix, truth == label, strength, rounds
            )
            progress(at + 1, len(labels))
        return cls(labels, vocabulary, weights, offsets, sharpness)

    def rank(self, text: str) -> list[Ranked]:
        """Every label, the likeliest first."""
        rows, values = self._vocabulary.read(text)
        score = values @ self._weights[rows].astype(np.float32) + self._offsets
        with np.errstate(over="ignore"):
            share = (1.0 / (1.0 + np.exp(-score.astype(np.float64)))) ** self._sharpness
        share /= share.sum() or 1.0
        return [
            Ranked(self.labels[at], float(share[at])) for at in np.argsort(-share, kind="stable")
        ]

    def save(self, folder: Path) -> None:
        """Writes `weights.npz` and `vocabulary.json` into a folder that is there."""
        np.savez(
            folder / "weights.npz",
            weights=self._weights,
            offsets=self._offsets,
            document=self._vocabulary.weights,
        )
        views = {view: list(rows) for view, rows in self._vocabulary.rows.items()}
        about = {"labels": self.labels, "sharpness": self._sharpness, "views": views}
        (folder / "vocabulary.json").write_text(json.dumps(about, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> Classifier:
        """What `save` wrote. Raises `OSError`, `ValueError`, `KeyError` on anything else."""
        about = json.loads((folder / "vocabulary.json").read_text("utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            weights, offsets, document = (
                arrays[name] for name in ("weights", "offsets", "document")
            )
        at = 0
        rows: dict[str, dict[str, int]] = {}
        for view, features in about["views"].items():
            rows[view] = {feature: at + place for place, feature in enumerate(features)}
            at += len(features)
        if weights.shape != (at, len(about["labels"])) or document.shape != (at,):
            raise ValueError("the model's numbers do not fit its words")
        return cls(
            about["labels"], Vocabulary(rows, document), weights, offsets, about["sharpness"]
        )


def _against_the_rest(matrix: Any, truth: Any, strength: float, rounds: int) -> tuple[Any, float]:
    """Weights and offset of one label; nothing to weigh where it is the only one."""
    if truth.all():
        return np.zeros(matrix.shape[1], dtype=np.float16), 0.0
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(
        C=strength,
        solver="liblinear",
        dual=True,
        class_weight="balanced",
        max_iter=rounds,
        random_state=0,
    )
    with warnings.catch_warnings():
        # A few rounds are enough: more change the order of no label, and cost minutes.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(matrix, truth)
    return model.coef_[0].astype(np.float16), float(model.intercept_[0])
