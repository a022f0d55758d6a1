"""One contestant in a process of its own, so that its memory is its own:

    python -m tests.bench.intents.child train CONFIG TEXTS FOLDER    → FOLDER/model.tar.gz
    python -m tests.bench.intents.child light|rasa ARCHIVE TEXTS     → reads what is held out

The last line on stdout is JSON.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chatbot.understanding import hands
from chatbot.understanding.quiet import quiet_rasa

FALLBACK = "nlu_fallback"
WARM = 20  # texts read before the clock counts


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def train(config: str, texts: str, folder: str) -> dict[str, Any]:
    from rasa.model_training import train as rasa_train
    from rasa.utils.tensorflow.environment import setup_tf_environment

    quiet_rasa()
    setup_tf_environment()
    began, busy = time.perf_counter(), time.process_time()
    result = rasa_train(
        domain="",
        config=config,
        training_files=[texts],
        output=folder,
        fixed_model_name="model",
        force_training=True,
    )
    seconds = time.perf_counter() - began
    cpu = time.process_time() - busy
    return {"code": result.code, "seconds": seconds, "cpu": cpu, "mb": _megabytes()}


def light(archive: str, texts: str) -> dict[str, Any]:
    """As our service reads."""
    from chatbot.understanding.reader import Reader

    return _read(lambda: _ours(Reader(Path(archive))), texts)


def _ours(reader: Any) -> Callable[[str], tuple[str, list[str]]]:
    def read(text: str) -> tuple[str, list[str]]:
        told = reader.read(text)
        said = FALLBACK if told["label"] == "UNSURE" else told["label"]
        return said, [one["label"] for one in told["alternatives"]]

    return read


def rasa(archive: str, texts: str) -> dict[str, Any]:
    """As `rasa run` reads."""
    return _read(lambda: _theirs(archive), texts)


def _theirs(archive: str) -> Callable[[str], tuple[str, list[str]]]:
    from rasa.core.agent import Agent
    from rasa.utils.tensorflow.environment import setup_tf_environment

    quiet_rasa()
    setup_tf_environment()
    agent = Agent.load(archive)
    loop = asyncio.new_event_loop()

    def read(text: str) -> tuple[str, list[str]]:
        told = loop.run_until_complete(agent.parse_message(text))
        ranked = [one["name"] for one in told["intent_ranking"] if one["name"] != FALLBACK]
        return told["intent"]["name"], ranked

    return read


def _read(load: Callable[[], Callable[[str], tuple[str, list[str]]]], texts: str) -> dict[str, Any]:
    quiet_rasa()
    began = time.perf_counter()
    read = load()
    loaded = time.perf_counter() - began
    cases = hands.held_out(hands.read(Path(texts)))
    for case in cases[:WARM]:
        read(case.text)
    said, times, busy = [], [], []
    for case in cases:
        began, worked = time.perf_counter(), time.process_time()
        said.append(read(case.text))
        busy.append((time.process_time() - worked) * 1000)
        times.append((time.perf_counter() - began) * 1000)
    return {"load": loaded, "said": said, "ms": times, "cpu_ms": busy, "mb": _megabytes()}


if __name__ == "__main__":
    mode, *arguments = sys.argv[1:]
    modes: dict[str, Any] = {"train": train, "light": light, "rasa": rasa}
    print(json.dumps(modes[mode](*arguments)))
