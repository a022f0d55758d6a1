"""The outermost layer of every call: a bound on bodies, one log line, no traceback to anybody.

The line names the route ("/warga/v1/requests/{receipt}"), never the path, the query, a header or
a body: there is nothing of a person in it.
"""

import time
import traceback

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .documents import MOST_BYTES
from .failures import answer
from .problems import BROKEN, TOO_LARGE, Problem

MOST_BODY_BYTES = 256 * 1024
MOST_UPLOAD_BYTES = MOST_BYTES + MOST_BODY_BYTES  # one file, and the fields beside it
_UPLOAD = b"multipart/form-data"
_HEADERS = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]
_NO_STORE = (b"cache-control", b"no-store")

_log = structlog.get_logger("pandu.backend")


class Access:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one call; anything but HTTP passes through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        watched = _Watched(send)
        try:
            await self._app(scope, await _whole_body(receive, _most_bytes(scope)), watched)
        except Exception as error:
            await _give_up(error, scope, receive, watched)
        finally:
            milliseconds = round((time.perf_counter() - started) * 1000, 1)
            _log.info(
                "call",
                method=_known_method(scope),
                route=getattr(scope.get("route"), "path", "-"),
                status=watched.status,
                ms=milliseconds,
            )


class _Watched:
    """Sends on, adds our headers and remembers the status."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = list(message.get("headers", []))
            named = {name.lower() for name, _ in headers}
            message = {**message, "headers": headers + _HEADERS}
            if b"cache-control" not in named:
                message["headers"].append(_NO_STORE)
        await self._send(message)


def _most_bytes(scope: Scope) -> int:
    """How large the body may be: only a form with a file in it is large."""
    kind = dict(scope["headers"]).get(b"content-type", b"")
    return MOST_UPLOAD_BYTES if kind.lower().startswith(_UPLOAD) else MOST_BODY_BYTES


async def _whole_body(receive: Receive, most: int) -> Receive:
    """Reads the body, of at most `most` bytes, before anything is done; Problem 413 beyond."""
    body = bytearray()
    message = await receive()
    while message["type"] == "http.request":
        body += message.get("body", b"")
        if len(body) > most:
            raise Problem(413, TOO_LARGE)
        if not message.get("more_body", False):
            message = {"type": "http.request", "body": bytes(body), "more_body": False}
            break
        message = await receive()
    pending = [message]  # the whole body, or the news that the caller has gone

    async def replay() -> Message:
        return pending.pop() if pending else await receive()

    return replay


async def _give_up(error: Exception, scope: Scope, receive: Receive, watched: _Watched) -> None:
    """Answers for an error that nobody handled; logs its place, as its message may quote data."""
    problem = error if isinstance(error, Problem) else Problem(500, BROKEN)
    if not isinstance(error, Problem):
        frame = traceback.extract_tb(error.__traceback__)[-1]
        _log.error("failed", error=type(error).__name__, file=frame.filename, line=frame.lineno)
    if watched.status is None:
        await answer(problem, scope["path"])(scope, receive, watched)


def _known_method(scope: Scope) -> str:
    method = str(scope["method"])
    return method if method in {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"} else "-"
