"""What is sent: a text in Telegram's HTML and its rows of buttons. Nothing of Telegram's client."""

from __future__ import annotations

import hashlib
import html
import re
from typing import Literal, NamedTuple

from msgspec import json

LONGEST = 4096  # characters of a message after its markup is read
Wanted = Literal["", "phone", "place"]
_TAG = re.compile(r"</?[a-z]+>")


class Button(NamedTuple):
    """A button below a message: its words, and what comes back when it is pressed."""

    label: str
    data: str


class Message(NamedTuple):
    """A message. `wanted`: the big button below the keyboard that the answer may come by. `keep`:
    what is to stay in the chat for good (a receipt, a code), by a name of its own."""

    html: str
    rows: tuple[tuple[Button, ...], ...] = ()
    wanted: Wanted = ""
    keep: str = ""

    @property
    def print(self) -> str:
        """A sign of the whole message: alike for alike ones. Tells nothing of it."""
        return hashlib.sha256(json.encode(self)).hexdigest()[:16]


def escaped(text: str) -> str:
    """For Telegram's HTML."""
    return html.escape(text, quote=False)


def bold(text: str) -> str:
    return f"<b>{escaped(text)}</b>"


def visible(markup: str) -> str:
    """What is read of it."""
    return html.unescape(_TAG.sub("", markup))


def fitted(blocks: list[str]) -> str:
    """The blocks with an empty line between them, the last ones left out where there is no room.

    No block is ever cut: a tag would stay open.
    """
    kept: list[str] = []
    room = LONGEST
    for block in blocks:
        long = len(visible(block).encode("utf-16-le")) // 2 + 2
        if long > room - 2:
            kept.append("…")
            break
        kept.append(block)
        room -= long
    return "\n\n".join(kept)
