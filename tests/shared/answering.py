"""A real HTTP server that answers as a test says, to see what the client makes of it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Reply(NamedTuple):
    status: int
    body: bytes = b""
    headers: Mapping[str, str] = {}


class Seen(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: str


@contextmanager
def answering(reply: Callable[[Seen], Reply | None]) -> Iterator[tuple[str, list[Seen]]]:
    """URL and what came in; a reply of None breaks the connection off.

    The headers of a reply are all that are sent: also its Date is the test's.
    """
    seen: list[Seen] = []

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length).decode()
            call = Seen(self.command, self.path, dict(self.headers.items()), body)
            seen.append(call)
            answer = reply(call)
            if answer is None:
                self.close_connection = True
                return
            self.send_response_only(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.status != 304:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST  # noqa: N815 - the standard library's naming

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()


# Bound, so that no other program gets the port meanwhile; as it does not listen, it refuses.
_DEAF = socket.socket()
_DEAF.bind(("127.0.0.1", 0))


def nobody() -> str:
    """A URL where nothing listens."""
    return f"http://127.0.0.1:{_DEAF.getsockname()[1]}"
