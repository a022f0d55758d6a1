"""Our components under the names that config.yml calls them by. Imported for training only: the
registry of Rasa's recipe loads every component Rasa has."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from chatbot.understanding.components.entities import Entities
from chatbot.understanding.components.exact import Exact
from chatbot.understanding.components.learning import Intent, Language
from chatbot.understanding.components.threshold import Threshold
from chatbot.understanding.components.tidying import Tidying

__all__ = ["Entities", "Exact", "Intent", "Language", "Threshold", "Tidying"]

_Type = DefaultV1Recipe.ComponentType

DefaultV1Recipe.register(_Type.MESSAGE_FEATURIZER, is_trainable=False)(Tidying)
DefaultV1Recipe.register(_Type.INTENT_CLASSIFIER, is_trainable=True)(Language)
DefaultV1Recipe.register(_Type.INTENT_CLASSIFIER, is_trainable=True)(Intent)
DefaultV1Recipe.register(_Type.INTENT_CLASSIFIER, is_trainable=False)(Threshold)
DefaultV1Recipe.register(_Type.INTENT_CLASSIFIER, is_trainable=False)(Exact)
DefaultV1Recipe.register(_Type.ENTITY_EXTRACTOR, is_trainable=False)(Entities)
