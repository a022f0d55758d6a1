"""python-telegram-bot's ConversationHandler: states in memory, no network.

The requests of its bot are answered in the process, at the layer where they would go out as HTTP,
for it is the talk that is measured. The update is built beforehand, not timed.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar, cast

from telegram import Message, Update
from telegram.ext import (
    Application,
    CallbackContext,
    CommandHandler,
    ConversationHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from tests.bench import by_hand

CHAT = 4711
_USER = {"id": CHAT, "is_bot": False, "first_name": "Warga"}
_BOT = {"id": 1, "is_bot": True, "first_name": "Pandu", "username": "pandu_bench_bot"}


class InProcess(BaseRequest):
    """Answers what the bot sends as Telegram would, without a network; keeps the last text."""

    read_timeout = None
    shown = ""

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: Any = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        if url.endswith("getMe"):
            return 200, json.dumps({"ok": True, "result": _BOT}).encode()
        self.shown = request_data.parameters["text"]
        return 200, json.dumps({"ok": True, "result": _message(self.shown)}).encode()


def _message(text: str) -> dict[str, Any]:
    message: dict[str, Any] = {
        "message_id": 1,
        "date": 1_795_000_000,
        "text": text,
        "chat": {"id": CHAT, "type": "private"},
        "from": _USER,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return message


class Handler:
    name: ClassVar[str] = "ConversationHandler"
    lacks: ClassVar[str] = (
        "nothing kept on disk; no near answers or reading back, no change of one answer, no other "
        "language, no spoken forms, no masking, no emergency; one chat at a time"
    )

    def __init__(self) -> None:
        self._http = InProcess()
        self.app = (
            Application.builder()
            .token("1:bench")
            .request(self._http)
            .get_updates_request(InProcess())
            .job_queue(None)
            .build()
        )
        states: dict[object, list[Any]] = {
            state: [MessageHandler(filters.TEXT & ~filters.COMMAND, _answer(state))]
            for state in range(by_hand.CONFIRM)
        }
        states[by_hand.CONFIRM] = [MessageHandler(filters.TEXT & ~filters.COMMAND, _confirm)]
        start: Any = CommandHandler("start", _start)
        self._talk: ConversationHandler[Any] = ConversationHandler(
            [start], states, fallbacks=[start], allow_reentry=True
        )
        self.app.add_handler(self._talk)
        self._updates: dict[str, Update] = {}

    async def open(self) -> None:
        await self.app.initialize()

    def prepare(self, text: str) -> None:
        """Builds an update ahead of time."""
        data = {"update_id": 1, "message": _message(text)}
        self._updates[text] = Update.de_json(data, self.app.bot)

    async def begin(self) -> str:
        return await self.step("/start")

    async def step(self, text: str) -> str:
        await self.app.process_update(self._updates[text])
        return self._http.shown

    def kept(self) -> bytes:
        state = self._talk._conversations.get((CHAT, CHAT))
        return json.dumps({"state": state, "answers": self.answers()}).encode()

    def answers(self) -> dict[str, str]:
        return dict(self.app.user_data[CHAT])


Context = CallbackContext[Any, Any, Any, Any]


async def _start(update: Update, context: Context) -> int:
    _given(context).clear()
    return await _ask(update, context, 0)


async def _ask(update: Update, context: Context, state: int, first: str = "") -> int:
    await _message_of(update).reply_text(first + by_hand.prompt(state, _given(context)))
    return state


def _answer(state: int) -> Any:
    field, _, read = by_hand.QUESTIONS[state]

    async def answer(update: Update, context: Context) -> int:
        text = _message_of(update).text or ""
        if by_hand.is_back(text):
            return await _ask(update, context, max(state - 1, 0))
        value = read(text)
        if value is None:
            return await _ask(update, context, state, by_hand.NOT_UNDERSTOOD)
        _given(context)[field] = value
        return await _ask(update, context, state + 1)

    return answer


async def _confirm(update: Update, context: Context) -> int:
    if by_hand.is_back(_message_of(update).text or ""):
        return await _ask(update, context, by_hand.CONFIRM - 1)
    await _message_of(update).reply_text(by_hand.SENT)
    return int(ConversationHandler.END)


def _message_of(update: Update) -> Message:
    if update.message is None:
        raise AssertionError("every update of this talk is a message")
    return update.message


def _given(context: Context) -> dict[str, str]:
    return cast("dict[str, str]", context.user_data)
