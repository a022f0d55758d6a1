"""`./pandu bot`: the Telegram bot, by asking for updates or behind a webhook."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import re
import secrets
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

import structlog

from chatbot.telegram import client as telegram_client
from chatbot.telegram.client import FILE, TOKEN
from chatbot.telegram.limits import Limits, Rate
from chatbot.telegram.running import Door, Parts, listen, poll, prepared, running
from dialogs.authoring import load
from dialogs.authoring.source import GuideError
from dialogs.talk import JAKARTA
from dialogs.world import World
from shared import settings as configuration
from shared.database import DatabaseError
from shared.privacy.cipher import CipherError
from shared.private_file import made_once
from shared.settings import Settings, SettingsError
from shared.talk.moment import moment
from shared.wiring import Wiring

OPERATOR_ERRORS = (GuideError, SettingsError, DatabaseError, CipherError)
SECRET = "PANDU_TELEGRAM_SECRET"  # noqa: S105 - the name of the variable
SECRET_FILE = "telegram-secret"  # noqa: S105
HOW = (
    "There is no bot token yet: send /newbot to @BotFather in Telegram, and it gives you one."
    f"\nPut it into {TOKEN} or into {{file}} (chmod 600) and start again."
)
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


def main(argv: Sequence[str]) -> int:
    """Runs the bot until it is stopped: 0. 1 when it could not begin; one line says why."""
    options = _parser().parse_args(argv)
    _log_nothing_personal()
    try:
        home = configuration.state_dir()
        token = telegram_client.token_of(home, options.token)
        if token is None:
            print(HOW.format(file=home / FILE))
            return 1
        base = telegram_client.base_of(options.api_base)
        return asyncio.run(_run(options, token, base))
    except OPERATOR_ERRORS as error:
        print(error, file=sys.stderr)
        return 1
    except Exception as error:
        # Its words may hold an address with the token in it.
        print(
            f"The bot stopped over a mistake of its own ({type(error).__name__}).", file=sys.stderr
        )
        return 1


async def _run(options: argparse.Namespace, token: str, base: str) -> int:
    named = {"PANDU_BACKEND_URL": options.backend} if options.backend else {}
    settings = configuration.load({**os.environ, **named})
    world = load.world(office=settings.office)
    door = _door(options, settings)
    clock = _clock(options.now)
    wiring = Wiring(world, settings, clock, name="bot", dry_run=options.dry_run)
    limits = Limits(Rate(options.burst, max(1.0, options.burst / 20)))
    try:
        if not options.dry_run:
            wiring.start_delivering()
        async with running(world, wiring, telegram_client.client(token, base), clock, limits) as on:
            await _until_stopped(_work(on, world, door))
    finally:
        wiring.close()
    return 0


async def _work(parts: Parts, world: World, door: Door | None) -> None:
    await prepared(parts, world, polls=door is None)
    print(f"The bot @{parts.bot.username} answers.", flush=True)
    await (poll(parts) if door is None else listen(parts, door))


async def _until_stopped(work: object) -> None:
    """Until the work ends by a mistake, or somebody stops the program."""
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    working = asyncio.ensure_future(work)  # type: ignore[call-overload]
    waiting = asyncio.ensure_future(stopped.wait())
    await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not working.done():
        working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await working
        return
    working.result()


def _door(options: argparse.Namespace, settings: Settings) -> Door | None:
    """Where deliveries come in. Raises `SettingsError`."""
    if options.webhook is None:
        return None
    if urlsplit(options.webhook).scheme not in ("https", "http"):
        raise SettingsError("--webhook: give the public address, like https://bot.example.go.id.")
    host, colon, port = options.listen.rpartition(":")
    if not colon or not port.isdecimal() or not 0 < int(port) < 65536:
        raise SettingsError("--listen: give an address and a port, like 127.0.0.1:8314.")
    secret = os.environ.get(SECRET) or made_once(
        settings.home / SECRET_FILE, lambda: secrets.token_urlsafe(32).encode()
    ).decode("ascii", "replace")
    if not _SECRET.fullmatch(secret.strip()):
        raise SettingsError(f"{SECRET}: 16 to 256 letters, digits, _ and -; make a new one.")
    return Door(options.webhook, host, int(port), secret.strip())


def _clock(fixed: datetime | None) -> Callable[[], datetime]:
    return (lambda: fixed) if fixed else (lambda: datetime.now(JAKARTA))


def _log_nothing_personal() -> None:
    """Our own events as lines on stderr; nothing of any library below a warning."""
    logging.basicConfig(level=logging.WARNING)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu bot", description=__doc__)
    parser.add_argument(
        "--token",
        metavar="T",
        help=f"the bot's token; others on this machine see it: better {TOKEN}",
    )
    parser.add_argument(
        "--api-base", metavar="URL", default=telegram_client.API, help="another Bot API server"
    )
    parser.add_argument(
        "--webhook",
        metavar="URL",
        help=f"let Telegram deliver to this address; its secret: {SECRET}, or made by itself",
    )
    parser.add_argument(
        "--listen",
        metavar="HOST:PORT",
        default="127.0.0.1:8314",
        help="where the proxy of that address delivers to (default %(default)s)",
    )
    parser.add_argument("--backend", metavar="URL", help="the super-app to send to")
    parser.add_argument("--dry-run", action="store_true", help="send no request; practise")
    parser.add_argument("--now", type=moment, metavar="TIME", help="a fixed time, for trying out")
    parser.add_argument(
        "--burst",
        type=float,
        default=20,
        metavar="N",
        help="messages that one chat may get at once (default %(default)s)",
    )
    return parser
