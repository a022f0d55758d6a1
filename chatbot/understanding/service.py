"""The understanding service: reads texts for the channels, on this machine's loopback alone.

Its own process: it may be slow to start, or die, and nobody waits for it. No text is written down
anywhere, and what goes wrong is answered by a status without a word of it.
"""

from __future__ import annotations

import contextlib
import fcntl
import hmac
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI, Request, Response

from chatbot.understanding import model
from chatbot.understanding.parent import end_with_parent
from chatbot.understanding.quiet import quiet_rasa
from chatbot.understanding.train import NotTrained, train
from shared import private_file
from shared.superapp.reference.server import Server, bind
from shared.understanding.service import LOCK_FILE, LONGEST_BODY, PATH, PORT_FILE, token

LOOPBACK = "127.0.0.1"
HEADROOM = 512 * 1024 * 1024  # bytes it may still take once the model is loaded
POLITE = 10  # niceness while it learns: the talks come first

Read = Callable[[str], "dict[str, object]"]


def serve(home: Path, port: int = 0) -> int:
    """Trains where that is needed, then serves until it is stopped. 0 when stopped, or when another
    serves already; 1 without a model."""
    quiet_rasa()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # also while it learns
    with (home / LOCK_FILE).open("w") as lock, contextlib.ExitStack() as last:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return 0
        end_with_parent()
        try:
            archive = model.trained() or _learnt()
        except NotTrained as reason:
            print(reason, file=sys.stderr)
            return 1
        from chatbot.understanding.reader import Reader

        reader = Reader(archive)
        _limit_memory()
        bound = last.enter_context(bind(LOOPBACK, port))
        announced = home / PORT_FILE
        last.callback(announced.unlink, missing_ok=True)
        taken = str(bound.getsockname()[1]).encode()
        server = Server(
            application(reader.read, token(home)), lambda: private_file.replace(announced, taken)
        )
        server.run([bound])
    return 0


def application(read: Read, secret: str) -> FastAPI:
    """One address: POST the text, get what `read` says of it; the token in the usual header."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    expected = f"Bearer {secret}".encode()

    @app.post(PATH)
    async def understand(request: Request) -> Response:
        given = request.headers.get("authorization", "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, expected):
            return Response(status_code=401)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        try:
            return Response(_answer(read, body), media_type="application/json")
        except Exception:  # its message might hold the text
            return Response(status_code=500)

    return app


def _answer(read: Read, body: bytes) -> bytes:
    import json

    told = dict(read(body.decode("utf-8", "replace")))
    del told["text"], told["entities"]  # the asker knows the text, and finds values by itself
    return json.dumps(told).encode()


async def _body(request: Request) -> bytes | None:
    """The body, or None where it is longer than any text is read."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            return None
    return body


def _learnt() -> Path:
    before = os.nice(0)
    os.nice(POLITE)
    try:
        return train()
    finally:
        with contextlib.suppress(PermissionError):  # only root becomes less polite again
            os.nice(before - os.nice(0))


def _limit_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + HEADROOM
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
