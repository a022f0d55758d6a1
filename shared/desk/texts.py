"""What the desk says, from its YAML file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("texts.yaml")


@cache
def _texts() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


def say(text: str, /, **slots: object) -> str:
    """The text of this name, its slots filled in."""
    return _texts()["id"][text].format(**slots)


def fault(code: str, description: str) -> str:
    """What a refusal means for an officer; the server's own sentence where we have no better."""
    return _texts()["faults"].get(code, description)
