"""What a person did in the chat, as it is kept: no name, no user name, no more than is needed.

A file is kept by Telegram's name for it. `key` is the same for the same update.
"""

from __future__ import annotations

from typing import Literal, Union

from msgspec import Struct


class Incoming(Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True):
    """`chat` and `message` are Telegram's ids; `language` is the code of the person's app."""

    update: int
    chat: int
    message: int = 0
    language: str = ""

    @property
    def key(self) -> str:
        return f"tg.{self.update}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"  # never in a log or a traceback


class Typed(Incoming, frozen=True, kw_only=True, tag="typed"):
    """A text. `hidden`: register numbers were taken out; `alone`: nothing else was said."""

    text: str
    hidden: bool = False
    alone: bool = False
    edited: bool = False


class Commanded(Incoming, frozen=True, kw_only=True, tag="commanded"):
    """One of our own commands ("/start K7QM2X")."""

    name: str
    rest: str = ""
    hidden: bool = False


class Pressed(Incoming, frozen=True, kw_only=True, tag="pressed"):
    """A button; `query` has to be answered."""

    data: str
    query: str


class Called(Incoming, frozen=True, kw_only=True, tag="called"):
    """A phone number by the big button."""

    phone: str


class Pointed(Incoming, frozen=True, kw_only=True, tag="pointed"):
    """A place on the map: WGS 84."""

    lat: float
    lon: float


class Pictured(Incoming, frozen=True, kw_only=True, tag="pictured"):
    """A photo, or a file that says it is one. `size` in bytes as far as known; photos of one
    `album` came together."""

    file: str
    size: int = 0
    album: str = ""
    hidden: bool = False


Oddity = Literal["voice", "sticker", "forwarded", "other"]


class Odd(Incoming, frozen=True, kw_only=True, tag="odd"):
    """Something that cannot be read yet."""

    what: Oddity


class Moved(Incoming, frozen=True, kw_only=True, tag="moved"):
    """The person blocked the bot, or let it in again."""

    blocked: bool


class Grouped(Incoming, frozen=True, kw_only=True, tag="grouped"):
    """Somebody took the bot into a group."""


AnyIncoming = Union[  # noqa: UP007 - msgspec and mypy read a Union on 3.10 alike
    Typed, Commanded, Pressed, Called, Pointed, Pictured, Odd, Moved, Grouped
]
