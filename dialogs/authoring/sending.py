"""How a guide's answers become a request: the `send:` of its file."""

from __future__ import annotations

from collections.abc import Iterable

from dialogs.authoring.source import Source
from dialogs.authoring.when import name_known
from dialogs.guide import Question, Sending


def sending(source: Source, questions: Iterable[Question]) -> Sending | None:
    """None for a guide that sends nothing. Raises GuideError where it names no question."""
    data = source.data.get("send")
    if data is None:
        return None
    if source.data["completion"] == "checklist":
        raise source.error(("send",), "a checklist sends nothing", "Remove “send:”")
    known = [question.id for question in questions]
    attributes: dict[str, tuple[str, str | None]] = {}
    for name, origin in data["attributes"].items():
        id, _, part = origin.partition(".")
        name_known(source, id, known, "send", "attributes", name)
        attributes[name] = (id, part or None)
    if "place" in data:
        name_known(source, data["place"], known, "send", "place")
    if "media" in data:
        name_known(source, data["media"], known, "send", "media")
    return Sending(data["route"], attributes, data.get("place"), data.get("media"))
