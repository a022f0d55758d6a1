"""JSON Schemas of types, kept as files that are never out of step with them.

`CONTRACT` is what the dialog layer publishes; whoever publishes more adds rows of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dialogs.authoring.source import short
from dialogs.contract.effect import AnyEffect
from dialogs.contract.event import AnyEvent, Inbound
from dialogs.contract.screen import Screen
from dialogs.contract.session import Session

FOLDER = Path(__file__).parents[1] / "contract" / "schema"


class Published(NamedTuple):
    """A type, and the file and title under which its schema is published."""

    file: Path
    title: str
    type: Any


CONTRACT = (
    Published(FOLDER / "inbound.schema.json", "What a channel may send", Inbound),
    Published(FOLDER / "event.schema.json", "Everything that happens to a talk", AnyEvent),
    Published(FOLDER / "effect.schema.json", "What a turn asks the host to do", AnyEffect),
    Published(FOLDER / "session.schema.json", "The state of a talk", Session),
    Published(FOLDER / "screen.schema.json", "What a face shows", Screen),
)


def publish(schemas: Iterable[Published], *, check: bool = False) -> int:
    """Writes each schema, or with `check` only compares it.

    Returns the exit code: 0 written or up to date, 1 a file differs from the types.
    """
    for published in schemas:
        text = schema_text(published)
        if not check:
            published.file.parent.mkdir(parents=True, exist_ok=True)
            published.file.write_text(text, "utf-8")
        elif not published.file.exists() or published.file.read_text("utf-8") != text:
            print(f"{short(published.file)}:1: is not what the types say. Run ./pandu schema.")
            return 1
        print(short(published.file))
    return 0


def schema_text(published: Published) -> str:
    """The schema as it stands in the file: the same for the same types."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": published.title,
        **msgspec.json.schema(published.type),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
