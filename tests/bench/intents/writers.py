"""Each hand understood by what the others wrote: how a stranger will fare, hand by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from chatbot.understanding import evaluate, guides, model
from chatbot.understanding.classifier import Classifier
from chatbot.understanding.components.threshold import unsure
from chatbot.understanding.hands import Said
from chatbot.understanding.labels import OUTSIDE, UNSURE
from chatbot.understanding.noise import mistyped
from chatbot.understanding.plain import plain

HEADING = (
    f"{'hand':<12}{'texts':>7}{'top-1':>8}{'top-3':>8}{'with typos':>13}{'unsure':>8}{'false':>8}"
)


def settings() -> tuple[dict[str, Any], dict[str, Any]]:
    """What config.yml says of our intent classifier and of the threshold."""
    pipeline = yaml.safe_load((model.HERE / "config.yml").read_text("utf-8"))["pipeline"]
    by_name = {one["name"].rpartition(".")[2]: one for one in pipeline}
    return by_name["Intent"], by_name["Threshold"]


def rows(said: Sequence[Said]) -> Iterator[str]:
    """A line a hand. Yes, no and commands are judged by the model alone here."""
    intent, threshold = settings()
    named = guides.said() if any(one.label == OUTSIDE for one in said) else ()
    for hand in dict.fromkeys(one.hand for one in said):
        learnt = _learnt([*(one for one in said if one.hand != hand), *named], intent)
        mine = [one for one in said if one.hand == hand]
        cases = [evaluate.Case(s.text, frozenset({s.label}), s.language, hand) for s in mine]

        def read(text: str, learnt: Classifier = learnt) -> dict[str, Any]:
            ranking = [one._asdict() for one in learnt.rank(plain(text))]
            ranking = [{"name": one["label"], **one} for one in ranking]
            label = UNSURE if unsure(ranking, threshold) else ranking[0]["label"]
            return {"label": label, "alternatives": ranking}

        clean = evaluate.judged(cases, read)
        typos = evaluate.judged(evaluate.with_typos(cases, 0.3), read)
        yield (
            f"{f'{hand} ({mine[0].language})':<12}{len(mine):>7}"
            f"{evaluate.share(clean, lambda one: one.first):>8.3f}"
            f"{evaluate.share(clean, lambda one: one.third):>8.3f}"
            f"{evaluate.share(typos, lambda one: one.first):>13.3f}"
            f"{evaluate.share(clean, lambda one: one.said == UNSURE):>8.3f}"
            f"{evaluate.share(evaluate.outside(clean), evaluate.false_service):>8.3f}"
        )


def _learnt(said: Sequence[Said], intent: dict[str, Any]) -> Classifier:
    texts = [plain(one.text) for one in said]
    for seed in range(intent["mistyped"]):
        texts += [plain(mistyped(one.text, seed)) for one in said]
    return Classifier.learn(
        texts,
        [one.label for one in said] * (1 + intent["mistyped"]),
        views=intent["views"],
        strength=intent["strength"],
        sharpness=intent["sharpness"],
    )
