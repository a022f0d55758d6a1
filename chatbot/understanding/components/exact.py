"""What is said in so many words needs no guess: yes, no and commands, as the dialog layer reads
them. A model that hears "mkm" as yes must never get a say in these."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from chatbot.understanding.components.component import RANKING, Component
from chatbot.understanding.world import world
from dialogs.words import Words

# What the dialog layer hears → the label for it. Commands that are no label are left to the model.
AGREED = {"yes": "YA", "no": "TIDAK"}
COMMANDS = {
    "back": "KEMBALI",
    "menu": "KEMBALI",
    "cancel": "BATAL",
    "repeat": "ULANGI",
    "officer": "BANTUAN_PETUGAS",
    "language": "GANTI_BAHASA",
}


class Exact(Component):
    """Puts the label of a whole utterance before whatever the model thinks."""

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        words: Words | None = None,
    ) -> None:
        super().__init__(config, storage, resource)
        self._words = words

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Exact:
        return cls(config, model_storage, resource, world().words)

    def read(self, message: Message) -> None:
        if self._words is None:
            return
        label = exact_label(self._words, str(message.get(TEXT) or ""))
        if label is None:
            return
        rest = [one for one in message.get(RANKING) or [] if one["name"] != label]
        certain = {"name": label, "confidence": 1.0}
        others = [{**one, "confidence": 0.0} for one in rest]
        message.set(INTENT, certain, add_to_output=True)
        message.set(RANKING, [dict(certain), *others], add_to_output=True)


def exact_label(words: Words, text: str) -> str | None:
    """The control label that a whole utterance says outright, or None."""
    command = (words.command(text) or "").partition(":")[0]
    return COMMANDS.get(command) or AGREED.get(words.agreed(text) or "")
