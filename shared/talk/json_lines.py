"""`./pandu talk --json`: events in, screens out, a line each. See protocol.py."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from dialogs.contract.event import Inbound
from dialogs.view import Viewer
from shared.host import Host, Settled
from shared.talk.protocol import Fault, line

LONGEST_LINE = 1 << 20  # bytes; a longer one is no event of a person

_MISSING = re.compile(r"^Object missing required field `(\w+)`")
_AT = re.compile(r" - at `\$\.([a-z]+)`$")

_events = msgspec.json.Decoder(Inbound)
_encode = msgspec.json.Encoder().encode


class JsonLines:
    """One talk over a pair of streams."""

    def __init__(self, host: Host, session_id: str, viewer: Viewer, language: str) -> None:
        self._host = host
        self._session_id = session_id
        self._viewer = viewer
        self._language = language

    def run(self, lines: Iterable[bytes], out: BinaryIO) -> None:
        """Answers each line until the input ends."""
        for raw in lines:
            if raw.strip():
                self._put(out, self.answer(raw))

    def answer(self, raw: bytes) -> bytes:
        """One line out for one line in. Never raises over what came in."""
        if len(raw) > LONGEST_LINE:
            return _encode(Fault("the line is longer than 1 MiB; send shorter texts"))
        try:
            event = _events.decode(raw)
        except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
            return _encode(Fault(_why(error)))
        viewer = Viewer(self._viewer.channel, event.actor)
        return self._line(self._host.handle(self._session_id, event, viewer, self._language))

    @staticmethod
    def _line(settled: Settled) -> bytes:
        return _encode(line(settled.screen, settled.effects))

    @staticmethod
    def _put(out: BinaryIO, answer: bytes) -> None:
        out.write(answer + b"\n")
        out.flush()


def _why(error: Exception) -> str:
    """What is wrong with a line, without repeating anything that stood in it.

    msgspec's own words quote values and unknown names; only the names of our fields are taken over.
    """
    text = str(error) if isinstance(error, msgspec.ValidationError) else ""
    if text.startswith("Object contains unknown field"):
        return "this event has no such field"
    if missing := _MISSING.search(text):
        return f"the field “{missing[1]}” is missing"
    if at := _AT.search(text):
        return f"the field “{at[1]}” does not hold what it should"
    return (
        "no such event" if text.startswith("Invalid value") else "not one JSON object of an event"
    )
