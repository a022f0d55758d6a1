"""What Telegram's server keeps: chats with their messages, updates that wait, files, faults."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.chatbot.telegram.double import checks
from tests.chatbot.telegram.double.checks import RefusedError, bad

TOKEN = "123456:AAF-synthetic-token-of-the-double"
BOT = {"id": 123456, "is_bot": True, "first_name": "Pandu", "username": "pandu_bot"}
NOW = 1_793_836_800  # a fixed moment of every message's date


@dataclass
class Shown:
    """A message as it stands in a chat. `by` is "bot" or "person"."""

    id: int
    by: str
    text: str
    bold: list[tuple[int, int]] = field(default_factory=list)
    markup: dict[str, Any] | None = None
    kind: str = "text"
    voice: bytes = b""
    edits: int = 0

    @property
    def rows(self) -> list[list[dict[str, Any]]]:
        """Its inline buttons."""
        return (self.markup or {}).get("inline_keyboard", [])

    @property
    def labels(self) -> list[list[str]]:
        return [[button["text"] for button in row] for row in self.rows]


@dataclass
class Fault:
    """What goes wrong once: `status` is answered, or the call is done and its answer `lost`, or it
    takes `seconds` longer."""

    method: str
    status: int = 0
    description: str = ""
    retry_after: int = 0
    lost: bool = False
    seconds: float = 0.0


@dataclass
class Call:
    """A call that came in."""

    method: str
    chat: int
    at: float
    status: int = 200
    screen: bool = False  # a message with buttons: the answer to somebody


class Telegram:
    """The state of the server; every thread may ask."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.chats: dict[int, list[Shown]] = {}
        self.people: dict[int, dict[str, Any]] = {}
        self.blocked: set[int] = set()
        self.left: set[int] = set()
        self.updates: deque[dict[str, Any]] = deque()
        self.posted: dict[int, dict[str, Any]] = {}
        self.waiting_queries: set[str] = set()
        self.toasts: list[tuple[str, str]] = []
        self.files: dict[str, bytes] = {}
        self.faults: list[Fault] = []
        self.calls: list[Call] = []
        self.typing: list[int] = []
        self.webhook: dict[str, Any] = {}
        self.commands: dict[str, Any] = {}
        self.handed_out: dict[int, float] = {}
        self.watchers: list[Callable[[], None]] = []
        self._messages = count(1)
        self._updates = count(700_000_001)

    # What people do ------------------------------------------------------------------------------

    def next_message(self) -> int:
        return next(self._messages)

    def post(self, what: dict[str, Any]) -> int:
        """An update that waits for the bot; its number."""
        with self.lock:
            number = next(self._updates)
            data = checks.update({"update_id": number, **what})
            self.updates.append(data)
            self.posted[number] = data
        self.changed()
        return number

    def repeat(self, data: dict[str, Any]) -> None:
        """The same update once more."""
        with self.lock:
            self.updates.append(data)
        self.changed()

    def changed(self) -> None:
        for watcher in list(self.watchers):
            watcher()

    def chat(self, id: int) -> list[Shown]:
        return self.chats.setdefault(id, [])

    # What the bot calls --------------------------------------------------------------------------

    def fault(self, method: str) -> Fault | None:
        with self.lock:
            for one in self.faults:
                if one.method in (method, "*"):
                    self.faults.remove(one)
                    return one
        return None

    def noted(self, method: str, chat: int, status: int, *, screen: bool = False) -> None:
        with self.lock:
            self.calls.append(Call(method, chat, time.monotonic(), status, screen))

    def reachable(self, id: int) -> None:
        """Raises what Telegram answers for a chat that is closed to the bot."""
        if id not in self.people and id >= 0:
            raise bad("chat not found")
        if id in self.blocked:
            raise RefusedError(403, "Forbidden: bot was blocked by the user")

    def found(self, chat: int, id: int, what: str) -> Shown:
        for shown in self.chat(chat):
            if shown.id == id:
                return shown
        raise bad(f"message to {what} not found")

    def message(self, chat: int, shown: Shown, **more: Any) -> dict[str, Any]:
        """A message of the bot as the API writes it."""
        data: dict[str, Any] = {
            "message_id": shown.id,
            "from": BOT,
            "chat": self.chat_data(chat),
            "date": NOW,
            **more,
        }
        if shown.kind == "text":
            data["text"] = shown.text
            if shown.bold:
                data["entities"] = [
                    {"type": "bold", "offset": begin, "length": end - begin}
                    for begin, end in shown.bold
                ]
        if shown.markup and "inline_keyboard" in shown.markup:
            data["reply_markup"] = shown.markup
        return checks.message(data)

    def chat_data(self, chat: int) -> dict[str, Any]:
        if chat < 0:
            return {"id": chat, "type": "group", "title": "RT 3"}
        return {"id": chat, "type": "private", "first_name": self.people[chat]["first_name"]}
