"""Telegram's client, and its token: from the environment or a file of the owner only.

The token is a part of every address the client calls, so whatever writes addresses down is silenced
here.
"""

from __future__ import annotations

import logging
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies

from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from chatbot.telegram.wire import Wire
from shared.settings import LOOPBACK, SettingsError

# Of its two ways to say how long, python-telegram-bot's newer one.
os.environ.setdefault("PTB_TIMEDELTA", "1")

API = "https://api.telegram.org"
TOKEN = "PANDU_TELEGRAM_TOKEN"  # noqa: S105 - the name of the variable
FILE = "telegram-token"
POOL = 32  # connections
PATIENCE = 15.0  # seconds for an answer
CONNECT = 10.0
POLL = 25  # seconds a call for updates stays open
_FORM = re.compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{10,100}")
_TALKATIVE = ("httpx", "httpcore", "telegram", "hpack", "asyncio")


def token_of(home: Path, given: str | None, environ: Mapping[str, str] = os.environ) -> str | None:
    """The bot's token; None where there is none. Raises `SettingsError` for one that cannot be."""
    if given:
        return _checked(given, "--token")
    if environ.get(TOKEN):
        return _checked(environ[TOKEN], TOKEN)
    file = home / FILE
    try:
        mode = file.stat().st_mode
        content = file.read_text("utf-8", "replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror or 'cannot be read'}.") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise SettingsError(f"{file}: others may read this token; chmod 600 it.")
    return _checked(content, str(file))


def base_of(url: str) -> str:
    """Where the Bot API is. Raises `SettingsError`."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(f"--api-base: no web address; give {API} or a server of your own.")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise SettingsError("--api-base: the token would travel unencrypted; use https://.")
    return url.rstrip("/")


def client(token: str, base: str = API) -> Bot:
    """A client that writes nothing down."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return Bot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=_request(POOL, base),
        get_updates_request=_request(2, base),
    )


def _request(connections: int, base: str) -> BaseRequest:
    if getproxies().keys() & {urlsplit(base).scheme, "all"}:
        return HTTPXRequest(connections, PATIENCE, PATIENCE, CONNECT, pool_timeout=2 * PATIENCE)
    return Wire(connections, PATIENCE, CONNECT)


def _checked(token: str, source: str) -> str:
    token = token.strip()
    if not _FORM.fullmatch(token):
        raise SettingsError(f"{source}: this is no bot token; one looks like 123456:ABC-DEF….")
    return token
