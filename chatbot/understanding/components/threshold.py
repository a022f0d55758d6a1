"""Nothing is likely enough: said so, and the ranking kept.

Does what Rasa's FallbackClassifier does, whose module loads TensorFlow.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as FALLBACK
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from chatbot.understanding.components.component import RANKING, Component
from chatbot.understanding.labels import OUTSIDE, is_service


class Threshold(Component):
    """Below `threshold` the intent becomes `nlu_fallback`, first in the ranking as in Rasa. So does
    a service where it is as likely as `doubt` that the text is none of ours: to claim those is
    worse than to ask."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"threshold": 0.6, "doubt": 0.02}

    def read(self, message: Message) -> None:
        ranking = message.get(RANKING) or []
        if unsure(ranking, self.config):
            none = {"name": FALLBACK, "confidence": self.config["threshold"]}
            message.set(INTENT, none, add_to_output=True)
            message.set(RANKING, [dict(none), *ranking], add_to_output=True)


def unsure(ranking: list[dict[str, Any]], config: dict[str, Any]) -> bool:
    """Whether the first of a ranking is not likely enough to be said."""
    if not ranking or ranking[0]["confidence"] < config["threshold"]:
        return True
    outside = sum(one["confidence"] for one in ranking if one["name"] == OUTSIDE)
    return is_service(ranking[0]["name"]) and outside > config["doubt"]
