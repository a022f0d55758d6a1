"""Reads texts with a trained model, without the rest of Rasa: its graph runs our components alone.

What Rasa puts around them for a talk of its own (the converter of channel messages, the handler of
messages that begin with "/") loads TensorFlow and every channel: 600 MB and half a minute instead
of 100 MB and a few seconds. The components, their order and what they learnt come from the same
archive that `rasa run` would load; a test holds both to the same answers.
"""

from __future__ import annotations

import json
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as FALLBACK
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from chatbot.understanding.components.component import LANGUAGE, RANKING
from chatbot.understanding.labels import UNSURE
from chatbot.understanding.plain import LONGEST

OURS = "chatbot.understanding."
SOURCE = "nlu_message_converter"  # the node that Rasa would feed our first component from
SHOWN = 5  # alternatives


class Reader:
    """One loaded model. `read` is safe to call from several threads: nothing in it changes."""

    def __init__(self, archive: Path) -> None:
        """Raises `OSError`, `ValueError` or `KeyError` where this is no model of ours."""
        with tempfile.TemporaryDirectory() as scratch:
            storage, _ = _unpacked(archive, Path(scratch))
            schema = _ours(archive)
            self._last = next(
                name for name in reversed(list(schema.nodes)) if _is_last(schema, name)
            )
            context = ExecutionContext(graph_schema=schema)
            self._runner = DaskGraphRunner.create(schema, storage, context)

    def read(self, text: str) -> dict[str, Any]:
        """text, language, label, confidence, alternatives (the likeliest first), entities."""
        message = Message({TEXT: text.lstrip("/ ")[:LONGEST]})
        result = self._runner.run(inputs={SOURCE: [message]}, targets=[self._last])
        return _told(text, result[self._last][0])


def _told(text: str, message: Message) -> dict[str, Any]:
    ranking = [one for one in message.get(RANKING) or [] if one["name"] != FALLBACK]
    label = message.get(INTENT)["name"]
    return {
        "text": text,
        "language": message.get(LANGUAGE),
        "label": UNSURE if label == FALLBACK else label,
        "confidence": round(ranking[0]["confidence"], 4),
        "alternatives": [
            {"label": one["name"], "confidence": round(one["confidence"], 4)}
            for one in ranking[:SHOWN]
        ],
        "entities": [
            {key: value for key, value in one.items() if key != "extractor"}
            for one in message.get(ENTITIES) or []
        ],
    }


def _unpacked(archive: Path, folder: Path) -> tuple[LocalModelStorage, Path]:
    """The components' files, where a storage of Rasa's finds them."""
    with tarfile.open(archive) as packed:
        packed.extractall(folder, members=_safe(packed))  # noqa: S202 - of what is safe
    return LocalModelStorage(folder / "components"), folder


def _safe(packed: tarfile.TarFile) -> list[tarfile.TarInfo]:
    """Only plain files and folders that stay below the folder."""
    return [
        one
        for one in packed.getmembers()
        if (one.isfile() or one.isdir())
        and not one.name.startswith("/")
        and ".." not in Path(one.name).parts
    ]


def _ours(archive: Path) -> GraphSchema:
    """The nodes of the prediction graph that are components of ours."""
    with tarfile.open(archive) as packed:
        file = packed.extractfile("metadata.json")
        if file is None:
            raise ValueError("no metadata in the model")
        nodes = json.load(file)["predict_schema"]["nodes"]
    own = {name: node for name, node in nodes.items() if node["uses"].startswith(OURS)}
    return GraphSchema.from_dict({"nodes": own})


def _is_last(schema: GraphSchema, name: str) -> bool:
    needed = {source for node in schema.nodes.values() for source in node.needs.values()}
    return name not in needed
