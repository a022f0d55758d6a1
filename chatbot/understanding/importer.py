"""The Rasa project without files of Rasa's own: texts, domain and rules from what is there.

An intent a label, a rule an intent; each rule calls the one action behind which the dialogs are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import rasa.shared.utils.io
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as FALLBACK
from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from chatbot.understanding import guides, hands
from chatbot.understanding.components.component import LANGUAGE

ACTION = "action_dialog"


class Texts(TrainingDataImporter):
    """Gives Rasa the texts that are not held out, and what follows from their labels; those of the
    folder that is named, else our own."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        **kwargs: Any,
    ) -> None:
        self._config_file = config_file
        named = (
            [training_data_paths] if isinstance(training_data_paths, str) else training_data_paths
        )
        folder = Path(named[0]) if named else hands.TEXTS
        self._said = hands.trained_on(hands.read(folder))
        if folder == hands.TEXTS:
            self._said += guides.said()
        self._labels = sorted({said.label for said in self._said})

    def get_config(self) -> dict[str, Any]:
        if self._config_file is None:
            return {}
        config: dict[str, Any] = rasa.shared.utils.io.read_model_configuration(self._config_file)
        return config

    def get_config_file_for_auto_config(self) -> str | None:
        return self._config_file

    def get_domain(self) -> Domain:
        return Domain.from_dict(
            {"version": "3.1", "intents": [*self._labels, FALLBACK], "actions": [ACTION]}
        )

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        rules = [
            {"rule": intent, "steps": [{"intent": intent}, {"action": ACTION}]}
            for intent in (*self._labels, FALLBACK)
        ]
        steps = YAMLStoryReader().read_from_parsed_yaml({"version": "3.1", "rules": rules})
        return StoryGraph(steps)

    def get_nlu_data(self, language: str | None = "id") -> TrainingData:
        return TrainingData(
            [
                Message({TEXT: said.text, INTENT: said.label, LANGUAGE: said.language})
                for said in self._said
            ]
        )
