"""The server: uvicorn in a thread of its own, long polling, deliveries to a webhook."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.chatbot.telegram.double.checks import RefusedError
from tests.chatbot.telegram.double.methods import METHODS, called
from tests.chatbot.telegram.double.people import Person
from tests.chatbot.telegram.double.telegram import TOKEN, Fault, Telegram

MOST = 100  # updates of one call
SCREENS = ("sendMessage", "editMessageText")


class Double:
    """Start it with `with Double() as double`; `url` is the API's base."""

    def __init__(self) -> None:
        self.telegram = Telegram()
        self.url = ""
        self.token = TOKEN
        self._loop: asyncio.AbstractEventLoop | None = None
        self._news: asyncio.Event | None = None
        self._server: uvicorn.Server | None = None
        self._thread = threading.Thread(target=self._run, name="telegram", daemon=True)
        self._ready = threading.Event()

    def __enter__(self) -> Double:
        self._thread.start()
        assert self._ready.wait(60)
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.should_exit = True
        self._thread.join(timeout=60)

    def person(self, id: int = 1001, name: str = "Siti", language: str = "id") -> Person:
        """Somebody with a chat of their own."""
        self.telegram.people[id] = {
            "id": id,
            "is_bot": False,
            "first_name": name,
            "language_code": language,
        }
        return Person(self.telegram, id)

    def fails(self, method: str, **how: Any) -> None:
        """The next call of `method` ("*": any) goes wrong; see `Fault`."""
        self.telegram.faults.append(Fault(method, **how))

    def taken(self, seconds: float = 60) -> None:
        """Waits until the bot has acknowledged every update."""
        end = time.monotonic() + seconds
        while self.telegram.updates:
            assert time.monotonic() < end, "the bot does not take its updates"
            time.sleep(0.002)

    # The server ----------------------------------------------------------------------------------

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self.telegram.watchers.append(self._wake)
        routes = [
            Route(f"/bot{TOKEN}/{{method}}", self._method, methods=["GET", "POST"]),
            Route(f"/file/bot{TOKEN}/p/{{id}}", self._file),
        ]
        config = uvicorn.Config(
            Starlette(routes=routes), host="127.0.0.1", port=0, log_level="critical", ws="none"
        )
        server = self._server = uvicorn.Server(config)
        server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        running = asyncio.ensure_future(server.serve())
        while not server.started:
            await asyncio.sleep(0.005)
        port = server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        delivering = asyncio.ensure_future(self._deliver())
        self._ready.set()
        await running
        delivering.cancel()

    def _wake(self) -> None:
        if self._loop is not None and self._news is not None and not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._news.set)

    async def _method(self, request: Request) -> Response:
        method = request.path_params["method"]
        given = await _given(request)
        fault = self.telegram.fault(method)
        chat = int(given.get("chat_id", 0))
        if fault and fault.seconds:
            await asyncio.sleep(fault.seconds)
        if fault and fault.status:
            self.telegram.noted(method, chat, fault.status)
            more = {"retry_after": fault.retry_after} if fault.retry_after else {}
            return _refused(RefusedError(fault.status, fault.description or "fault", more))
        try:
            result = await self._result(method, given)
        except RefusedError as refused:
            self.telegram.noted(method, chat, refused.status)
            return _refused(refused)
        screen = method in SCREENS and "inline_keyboard" in given.get("reply_markup", "")
        self.telegram.noted(method, chat, 200, screen=screen)
        if fault and fault.lost:
            return StreamingResponse(_broken(), headers={"content-length": "1000"})
        return JSONResponse({"ok": True, "result": result})

    async def _result(self, method: str, given: dict[str, Any]) -> Any:
        if method == "getUpdates":
            return await self._updates(given)
        if method not in METHODS:
            raise RefusedError(404, "Not Found")
        return called(self.telegram, method, given)

    async def _updates(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        if self.telegram.webhook:
            raise RefusedError(409, "Conflict: can't use getUpdates method while webhook is active")
        assert self._news is not None
        telegram = self.telegram
        offset = int(given.get("offset", 0))
        end = time.monotonic() + float(given.get("timeout", 0))
        with telegram.lock:
            kept = [one for one in telegram.updates if one["update_id"] >= offset]
            telegram.updates.clear()
            telegram.updates.extend(kept)
        while not telegram.updates and time.monotonic() < end:
            self._news.clear()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._news.wait(), min(1.0, end - time.monotonic()))
        with telegram.lock:
            out = list(telegram.updates)[: min(MOST, int(given.get("limit", MOST)))]
        now = time.monotonic()
        for one in out:
            telegram.handed_out.setdefault(one["update_id"], now)
        return out

    async def _file(self, request: Request) -> Response:
        content = self.telegram.files.get(request.path_params["id"])
        if content is None:
            return Response(status_code=404)
        return Response(content, media_type="application/octet-stream")

    # Deliveries ----------------------------------------------------------------------------------

    async def _deliver(self) -> None:
        """To the webhook, one after the other; again where it was not answered with 200."""
        assert self._news is not None
        async with httpx.AsyncClient(timeout=60) as client:
            while True:
                await self._news.wait()
                self._news.clear()
                while self.telegram.webhook and self.telegram.updates:
                    if not await self._delivered(client, self.telegram.updates[0]):
                        await asyncio.sleep(0.1)

    async def _delivered(self, client: httpx.AsyncClient, update: dict[str, Any]) -> bool:
        hook = self.telegram.webhook
        secret = {"X-Telegram-Bot-Api-Secret-Token": hook["secret"]} if hook["secret"] else {}
        self.telegram.handed_out.setdefault(update["update_id"], time.monotonic())
        try:
            answer = await client.post(hook["url"], json=update, headers=secret)
        except httpx.HTTPError:
            return False
        if answer.status_code != 200:
            return False
        with self.telegram.lock:
            if self.telegram.updates and self.telegram.updates[0] is update:
                self.telegram.updates.popleft()
        return True


async def _given(request: Request) -> dict[str, Any]:
    """The parameters of a call, whichever way they came."""
    given: dict[str, Any] = dict(request.query_params)
    if request.method == "POST":
        async with request.form() as form:
            for name, value in form.multi_items():
                given[name] = await value.read() if isinstance(value, UploadFile) else value
    voice = given.get("voice")
    if isinstance(voice, str) and voice.startswith("attach://"):
        given["voice"] = given.pop(voice.removeprefix("attach://"))
    return given


async def _broken() -> AsyncIterator[bytes]:
    yield json.dumps({"ok": True})[:5].encode()
    raise ConnectionResetError


def _refused(refused: RefusedError) -> JSONResponse:
    body = {"ok": False, "error_code": refused.status, "description": refused.description}
    if refused.parameters:
        body["parameters"] = refused.parameters
    return JSONResponse(body, refused.status)
