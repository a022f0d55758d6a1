"""Components that learn a label from texts: the intent, and the language."""

from __future__ import annotations

import time
from typing import Any

import structlog
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from chatbot.understanding.classifier import Classifier, Ranked
from chatbot.understanding.components.component import LANGUAGE, RANKING, Component, plain_text
from chatbot.understanding.noise import mistyped
from chatbot.understanding.plain import plain
from chatbot.understanding.progress import bar

log = structlog.get_logger(__name__)


class Learning(Component):
    """Learns `attribute` of the training messages; `say` puts what it heard on a message."""

    attribute: str

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        classifier: Classifier | None = None,
    ) -> None:
        super().__init__(config, storage, resource)
        self._classifier = classifier

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Learning:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Classifier.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the texts, and `mistyped` times from each with slips."""
        known = [one for one in training_data.training_examples if one.get(self.attribute)]
        texts = [plain_text(one) for one in known]
        said = [str(one.get(self.attribute)) for one in known]
        for seed in range(self.config["mistyped"]):
            texts += [plain(mistyped(str(one.get(TEXT)), seed)) for one in known]
        began = time.monotonic()
        self._classifier = Classifier.learn(
            texts,
            said * (1 + self.config["mistyped"]),
            views=self.config["views"],
            strength=self.config["strength"],
            rounds=self.config["rounds"],
            sharpness=self.config["sharpness"],
            progress=bar(self.attribute),
        )
        log.info("learnt", what=self.attribute, seconds=round(time.monotonic() - began))
        with self._storage.write_to(self._resource) as folder:
            self._classifier.save(folder)
        return self._resource

    def read(self, message: Message) -> None:
        if self._classifier is not None:
            self.say(message, self._classifier.rank(plain_text(message)))

    def say(self, message: Message, ranked: list[Ranked]) -> None:
        raise NotImplementedError


class Intent(Learning):
    """Which service or command a text means. Sets `intent` and `intent_ranking`."""

    attribute = INTENT

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "views": ["words", "pieces", "bones", "known"],
            "strength": 20.0,
            "rounds": 6,
            "mistyped": 1,
            "sharpness": 1.75,
            "ranked": 10,
        }

    def say(self, message: Message, ranked: list[Ranked]) -> None:
        ranking = [
            {"name": label, "confidence": confidence}
            for label, confidence in ranked[: self.config["ranked"]]
        ]
        message.set(INTENT, dict(ranking[0]), add_to_output=True)
        message.set(RANKING, ranking, add_to_output=True)


class Language(Learning):
    """id (Betawi with it), jv, su or en. Sets `language`."""

    attribute = LANGUAGE

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "views": ["pieces"],
            "strength": 10.0,
            "rounds": 6,
            "mistyped": 0,
            "sharpness": 1.0,
        }

    def say(self, message: Message, ranked: list[Ranked]) -> None:
        message.set(LANGUAGE, ranked[0].label, add_to_output=True)
