"""What goes out: patient with a bad line, polite with limits, at least once for every message.

Every call comes back done, or as `Gone` when the chat is closed to us. A message that Telegram
refuses for itself is told apart from a line that is down: the first is given up, the second waited
for.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar

import structlog
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from chatbot.telegram.limits import Limits
from chatbot.telegram.message import Message, Wanted

log = structlog.get_logger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds between attempts; doubles, with some chance in it
MOST_RETRIES = 3  # of what is only nice to have: an answer to a press, a deletion
LOOKS_SLOW = 0.7  # seconds of silence after which typing is shown
TYPING_LASTS = 4.5  # seconds, by the Bot API five
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

KNOWN = (
    *("parse entities", "message is too long", "message text is empty", "button_data_invalid"),
    *("message to edit not found", "can't be edited", "file is too big", "invalid file_id"),
    *("invalidtoken", "endpointnotfound", "voice_messages_forbidden"),
)

T = TypeVar("T")


class Gone(Exception):
    """The person blocked the bot, or the chat is no more."""


class Refused(Exception):
    """Telegram will not take this call, however often; `reason` is Telegram's own word."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason.lower()

    @property
    def known(self) -> str:
        """The reason, where it is one of those that quote nobody's words."""
        return next((one for one in KNOWN if one in self.reason), "another")


class Sender:
    """Calls of one bot."""

    def __init__(
        self, bot: Bot, limits: Limits | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.bot = bot
        self._limits = limits or Limits()
        self._clock = clock

    # Messages ----------------------------------------------------------------------------------

    async def send(self, chat: int, message: Message, *, news: bool = False) -> int:
        """A new message; its id. Raises `Gone`."""
        sent = await self._patiently(
            chat,
            lambda: self.bot.send_message(
                chat,
                message.html,
                parse_mode=ParseMode.HTML,
                reply_markup=_keyboard(message),
                link_preview_options=_NO_PREVIEW,
            ),
            news=news,
        )
        return sent.message_id

    async def edit(self, chat: int, id: int, message: Message) -> bool:
        """The message in the place of one that stands there; False when that one is not to be
        changed any more. Raises `Gone`."""
        try:
            await self._patiently(
                chat,
                lambda: self.bot.edit_message_text(
                    message.html,
                    chat_id=chat,
                    message_id=id,
                    parse_mode=ParseMode.HTML,
                    reply_markup=_keyboard(message),
                    link_preview_options=_NO_PREVIEW,
                ),
            )
        except Refused as refused:
            return "not modified" in refused.reason
        return True

    async def send_companion(self, chat: int, text: str, button: str, wanted: Wanted) -> int:
        """A small message that brings the big button for a phone number or a place."""
        key = KeyboardButton(
            button, request_contact=wanted == "phone", request_location=wanted == "place"
        )
        keyboard = ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)
        sent = await self._patiently(
            chat,
            lambda: self.bot.send_message(
                chat, text, reply_markup=keyboard, link_preview_options=_NO_PREVIEW
            ),
        )
        return sent.message_id

    async def send_voice(self, chat: int, ogg: bytes, seconds: float) -> int:
        """A voice message; its id."""
        sent = await self._patiently(
            chat,
            lambda: self.bot.send_voice(
                chat, ogg, duration=timedelta(seconds=round(seconds)), filename="pandu.ogg"
            ),
        )
        return sent.message_id

    # What is only nice to have -----------------------------------------------------------------

    async def answer(self, query: str, text: str) -> None:
        """Ends the waiting of a pressed button."""
        await self._briefly(
            0, lambda: self.bot.answer_callback_query(query, text=text or None, show_alert=False)
        )

    async def delete(self, chat: int, id: int) -> bool:
        """Takes a message out of the chat, also one of the person's; whether it is gone."""
        done, reason = await self._briefly(chat, lambda: self.bot.delete_message(chat, id))
        return done or "not found" in reason

    async def strip(self, chat: int, id: int) -> None:
        """Takes the buttons from an old message."""
        await self._briefly(
            chat, lambda: self.bot.edit_message_reply_markup(chat_id=chat, message_id=id)
        )

    async def leave(self, chat: int, text: str) -> None:
        """A last word in a group, and out of it."""
        await self._briefly(chat, lambda: self.bot.send_message(chat, text))
        await self._briefly(chat, lambda: self.bot.leave_chat(chat))

    @contextlib.asynccontextmanager
    async def typing(self, chat: int) -> AsyncIterator[None]:
        """Shows typing where what happens inside takes long."""
        done = asyncio.Event()
        task = asyncio.ensure_future(self._keep_typing(chat, done))
        try:
            yield
        finally:
            # A call that is under way may swallow the cancelling; then it ends by the event.
            done.set()
            task.cancel()

    async def _keep_typing(self, chat: int, done: asyncio.Event) -> None:
        await asyncio.sleep(LOOKS_SLOW)
        while not done.is_set():
            with contextlib.suppress(TelegramError):
                await self.bot.send_chat_action(chat, ChatAction.TYPING)
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(done.wait(), TYPING_LASTS)

    # Files -------------------------------------------------------------------------------------

    async def fetch(self, chat: int, file: str, most: int) -> bytes | None:
        """The bytes of a file; None where it is larger than `most`. Raises `Refused`."""

        async def fetched() -> bytes | None:
            found = await self.bot.get_file(file)
            if (found.file_size or 0) > most:
                return None
            return bytes(await found.download_as_bytearray())

        return await self._patiently(chat, fetched)

    # -------------------------------------------------------------------------------------------

    async def _patiently(
        self, chat: int, call: Callable[[], Awaitable[T]], *, news: bool = False
    ) -> T:
        """Until it is done. Raises `Gone` and `Refused`."""
        await asyncio.sleep(self._limits.wait(chat, self._clock(), news=news))
        attempt = 0
        while True:
            try:
                return await call()
            except RetryAfter as limit:  # noqa: PERF203 - a loop of attempts
                self._limits.pause(chat, self._clock() + seconds(limit))
                await asyncio.sleep(self._limits.paused(chat, self._clock()))
            except TelegramError as error:
                _raise_final(error)
                attempt += 1
                log.info("telegram_unreachable", attempt=attempt, error=type(error).__name__)
                await asyncio.sleep(_pause(attempt))

    async def _briefly(self, chat: int, call: Callable[[], Awaitable[Any]]) -> tuple[bool, str]:
        """A few times; whether it was done, and Telegram's word where it was refused."""
        for attempt in range(1, MOST_RETRIES + 1):
            try:
                await call()
            except RetryAfter as limit:  # noqa: PERF203 - a loop of attempts
                await asyncio.sleep(seconds(limit))
            except (BadRequest, Forbidden) as refused:
                return False, str(refused).lower()
            except TelegramError:
                await asyncio.sleep(_pause(attempt))
            else:
                return True, ""
        return False, ""


def _raise_final(error: TelegramError) -> None:
    """What waiting does not mend."""
    if isinstance(error, BadRequest):
        reason = str(error)
        if "chat not found" in reason.lower():
            raise Gone from None
        raise Refused(reason) from None
    if isinstance(error, Forbidden | ChatMigrated):
        raise Gone from None
    if isinstance(error, InvalidToken | EndPointNotFound):
        raise Refused(type(error).__name__) from None
    if not isinstance(error, NetworkError) and "conflict" not in str(error).lower():
        raise Refused(str(error)) from None


def seconds(limit: RetryAfter) -> float:
    """How long Telegram wants to be left alone."""
    asked = limit.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


def _pause(attempt: int) -> float:
    longest = min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE)
    return longest * (0.5 + random.random() / 2)  # noqa: S311 - so that not all come back at once


def _keyboard(message: Message) -> InlineKeyboardMarkup | None:
    if not message.rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(button.label, callback_data=button.data) for button in row]
            for row in message.rows
        ]
    )
