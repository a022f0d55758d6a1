"""Where Telegram delivers updates by itself: a small web application behind the operator's proxy.

A delivery is answered with 200 once it is on the disk, with 503 when it cannot be: Telegram repeats
it then. Whoever does not know the secret learns nothing, not even whether there is a bot.
"""

from __future__ import annotations

import json
import secrets

import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update

from chatbot.telegram.intake import Intake

log = structlog.get_logger(__name__)

PATH = "/telegram"
HEADER = "x-telegram-bot-api-secret-token"
LARGEST = 1 << 20  # bytes of a delivery; Telegram's are far smaller


def application(intake: Intake, bot: Bot, secret: str) -> Starlette:
    """The web application."""

    async def take(request: Request) -> Response:
        given = request.headers.get(HEADER, "").encode("utf-8", "replace")
        if not secrets.compare_digest(given, secret.encode()):
            return Response(status_code=404)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        update = _update(body, bot)
        if update is None:
            return Response(status_code=400)
        try:
            await intake.put([update])
        except Exception as error:
            log.error("delivery_not_kept", error=type(error).__name__)
            return Response(status_code=503)
        return Response(status_code=200)

    return Starlette(routes=[Route(PATH, take, methods=["POST"])])


async def _body(request: Request) -> bytes | None:
    """The body; None where it is too large, whatever its header says."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST:
            return None
    return bytes(content)


def _update(body: bytes, bot: Bot) -> Update | None:
    try:
        data = json.loads(body)
        return Update.de_json(data, bot) if isinstance(data, dict) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
