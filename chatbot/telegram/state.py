"""What the bot remembers of a chat between two turns: where its talk is, and what stands there."""

from __future__ import annotations

from msgspec import Struct


class Chat(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`chat` is Telegram's id, `session` the talk's; `talk` counts the talks of this chat.

    `message` shows the screen and `print` is its sign; `below`: the person has written since, so
    the next screen is a new message. `companion` carries the big button for a phone number or a
    place, `voice` is the screen read aloud: both go when the screen goes. `stands` is the sign of
    the screen without what the bot set above it; `keep` names what must not be written over.
    `album` names the photos that came together. `told` is what was last said of each request,
    `called` that an officer was called.
    """

    chat: int
    session: str
    talk: int = 1
    greeted: bool = False
    message: int = 0
    print: str = ""
    below: bool = False
    companion: int = 0
    wanted: str = ""
    keep: str = ""
    voice: int = 0
    stands: str = ""
    album: str = ""
    offered: str = ""
    blocked: bool = False
    told: dict[str, str] = {}
    called: bool = False

    def __repr__(self) -> str:
        return "Chat(…)"  # never in a log or a traceback
