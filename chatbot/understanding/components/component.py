"""What our components share: made, loaded and given messages the same way."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

PLAIN = "plain"  # the text as it is compared; `text` stays as it was written
LANGUAGE = "language"
RANKING = "intent_ranking"


class Component(GraphComponent):
    """A component is its configuration, and where it keeps what it has learnt."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self.config = config
        self._storage = storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Component:
        return cls(config, model_storage, resource)

    def process(self, messages: list[Message]) -> list[Message]:
        """Reads each message in place."""
        for message in messages:
            self.read(message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def read(self, message: Message) -> None:
        raise NotImplementedError


def plain_text(message: Message) -> str:
    """What a component before this one made of the text, else the text."""
    return str(message.get(PLAIN) or message.get(TEXT) or "")
