"""The bot as a running thing: intake, workers and sender on one event loop."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, NamedTuple

import structlog
import uvicorn
from telegram import Bot, BotCommand
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from chatbot.telegram.client import POLL
from chatbot.telegram.intake import Intake
from chatbot.telegram.limits import Limits
from chatbot.telegram.reading import ALLOWED
from chatbot.telegram.sending import FIRST_PAUSE, LONGEST_PAUSE, Sender, seconds
from chatbot.telegram.serving import CHANNEL, Serving
from chatbot.telegram.webhook import PATH, application
from chatbot.telegram.workers import Workers
from dialogs.world import World
from shared.settings import SettingsError
from shared.wiring import Wiring

log = structlog.get_logger(__name__)

THREADS = 4  # that wait for the disk; the courier has one of its own
CONNECTIONS = 8  # deliveries at once, by Telegram; more would come out of order more often
SHOWN = ("start", "status", "bahasa", "bantuan", "hapus")  # commands in Telegram's own menu


class Parts(NamedTuple):
    """What a running bot is made of."""

    bot: Bot
    intake: Intake
    workers: Workers
    serving: Serving


class Door(NamedTuple):
    """Where deliveries arrive: here on `host` and `port`, for Telegram at `url`."""

    url: str
    host: str
    port: int
    secret: str


@contextlib.asynccontextmanager
async def running(
    world: World,
    wiring: Wiring,
    bot: Bot,
    clock: Callable[[], datetime],
    limits: Limits | None = None,
) -> AsyncIterator[Parts]:
    """The parts, answering what is in the inbox, until this is left."""
    asyncio.get_running_loop().set_exception_handler(_quietly)
    executor = ThreadPoolExecutor(THREADS, thread_name_prefix="bot")
    await introduced(bot)
    serving = Serving(world, wiring, Sender(bot, limits), clock, executor)
    claims = wiring.store.claims()
    workers = Workers(wiring.store.inbox, claims, serving, executor)
    defers = world.policy(CHANNEL) == "defer"
    intake = Intake(world, wiring.store.inbox, clock, executor, workers.wake, defers=defers)
    watching = asyncio.ensure_future(workers.watch())
    try:
        yield Parts(bot, intake, workers, serving)
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        await workers.stop()
        executor.shutdown(wait=True)
        with contextlib.suppress(TelegramError):
            await bot.shutdown()


async def introduced(bot: Bot) -> None:
    """Waits until Telegram knows the token. Raises `SettingsError` where it does not."""
    try:
        await _patiently(bot.initialize)
    except InvalidToken:
        raise SettingsError("Telegram does not know this token; @BotFather tells it.") from None


async def poll(parts: Parts) -> None:
    """Asks for updates, for ever. An update is acknowledged by the next call, and by then kept."""
    offset: int | None = None
    attempt = 0
    while True:
        try:
            updates = await parts.bot.get_updates(
                offset=offset, timeout=POLL, allowed_updates=ALLOWED
            )
            await parts.intake.put(updates)
        except RetryAfter as limit:  # noqa: PERF203 - a loop of attempts
            await asyncio.sleep(seconds(limit))
        except InvalidToken:
            raise SettingsError("Telegram does not know this token any more.") from None
        except Exception as error:
            attempt += 1
            if isinstance(error, Conflict):
                log.warning("another_program_polls_with_this_token")
            elif attempt > 1:
                log.warning("polling_failed", error=type(error).__name__, attempt=attempt)
            await asyncio.sleep(min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE))
        else:
            attempt = 0
            offset = updates[-1].update_id + 1 if updates else offset


async def listen(parts: Parts, door: Door, ready: Callable[[], None] = lambda: None) -> None:
    """Takes deliveries, for ever."""
    config = uvicorn.Config(
        application(parts.intake, parts.bot, door.secret),
        host=door.host,
        port=door.port,
        log_level="critical",
        access_log=False,
        lifespan="off",
        ws="none",
    )
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    serving = asyncio.ensure_future(server.serve())
    try:
        while not server.started and not serving.done():
            await asyncio.sleep(0.01)
        if serving.done():
            raise SettingsError(f"--listen: {door.host}:{door.port} is taken; give another port.")
        await _patiently(
            lambda: parts.bot.set_webhook(
                f"{door.url.rstrip('/')}{PATH}",
                secret_token=door.secret,
                allowed_updates=ALLOWED,
                max_connections=CONNECTIONS,
            )
        )
        ready()
        await serving
    finally:
        server.should_exit = True
        await asyncio.gather(serving, return_exceptions=True)


async def prepared(parts: Parts, world: World, *, polls: bool) -> None:
    """Telegram's own menu of commands; and who polls has no webhook."""
    if polls:
        await _patiently(parts.bot.delete_webhook)
    with contextlib.suppress(TelegramError):
        for language in ("id", "en"):
            texts = world.texts
            commands = [
                BotCommand(name, texts.text(language, f"telegram.command.{name}").shown)
                for name in SHOWN
            ]
            code = None if language == "id" else language
            await parts.bot.set_my_commands(commands, language_code=code)
            about = texts.text(language, "telegram.never").shown
            await parts.bot.set_my_short_description(about, language_code=code)


async def _patiently(call: Callable[[], Any]) -> None:
    """Until it is done. Raises `InvalidToken`."""
    for attempt in itertools.count(1):
        try:
            await call()
            return
        except InvalidToken:  # noqa: PERF203 - a loop of attempts
            raise
        except TelegramError as error:
            log.warning("telegram_unreachable", error=type(error).__name__, attempt=attempt)
            await asyncio.sleep(min(FIRST_PAUSE * 2**attempt, LONGEST_PAUSE))


def _quietly(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """asyncio would print the exception, which may quote an address with the token in it."""
    error = context.get("exception")
    log.error("loop_error", error=type(error).__name__ if error else "unknown")
