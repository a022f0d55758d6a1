"""Numbers, dates and places in a text, found by the dialog layer's own answer kinds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from chatbot.understanding.components.component import LANGUAGE, Component
from chatbot.understanding.plain import LONGEST
from chatbot.understanding.world import world
from dialogs.guide import Question
from dialogs.kinds import KINDS
from dialogs.kinds.kind import Context
from dialogs.talk import JAKARTA
from dialogs.world import World

FOUND = ("nik", "kk", "phone", "date", "place")


class Entities(Component):
    """Sets `entities`: kind, value, where it stands, and how exactly it was said."""

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        known: World | None = None,
    ) -> None:
        super().__init__(config, storage, resource)
        self._world = known

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Entities:
        return cls(config, model_storage, resource, world())

    def read(self, message: Message) -> None:
        if self._world is None:
            return
        text = str(message.get(TEXT) or "")[:LONGEST]
        language = str(message.get(LANGUAGE) or "id")
        today = datetime.now(JAKARTA).date()
        found = []
        for kind in FOUND:
            context = Context(self._world, _question(kind), language, today)
            found += [
                {
                    "entity": kind,
                    "value": one.value,
                    "start": one.start,
                    "end": one.end,
                    "precision": one.precision,
                    "extractor": type(self).__name__,
                }
                for one in KINDS[kind].find(text, context)
            ]
        found.sort(key=lambda one: (one["start"], one["end"]))
        message.set(ENTITIES, found, add_to_output=True)


def _question(kind: str) -> Question:
    """A question of this kind that nobody asks: kinds look at its limits only."""
    return Question(kind, kind, "service", kind, kind, kind, kind, kind)
