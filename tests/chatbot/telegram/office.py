"""A bot in a thread of this process, on a store of its own, before the double."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from chatbot.telegram import client
from chatbot.telegram.limits import Limits, Rate
from chatbot.telegram.running import Door, Parts, listen, poll, prepared, running
from dialogs.world import World
from shared.settings import BIDARA_CINA, Settings
from shared.wiring import Wiring
from tests.chatbot.telegram.double import Double


class Office:
    """The bot; `wiring` is its own. `way` is "poll" or "webhook"."""

    def __init__(
        self,
        world: World,
        home: Path,
        double: Double,
        *,
        now: datetime,
        way: str = "poll",
        backend: str = "",
        database: str = "",
        limits: Limits | None = None,
    ) -> None:
        self.world, self.double, self.way = world, double, way
        self.settings = Settings(
            home=home,
            database_url=database or f"sqlite:///{home / 'talks.db'}",
            backend_url=backend or "http://127.0.0.1:9",
            office=world.office or BIDARA_CINA,
            device="AB2",
            api_key="unused",
        )
        self._limits = limits or Limits(Rate(10_000, 10_000.0), Rate(10_000, 10_000.0))
        self._now = now
        self.wiring = Wiring(
            world, self.settings, lambda: self._now, name="bot", dry_run=not backend
        )
        self._loop = asyncio.new_event_loop()
        self._stop: asyncio.Event | None = None
        self.parts: Parts | None = None
        self._ready = threading.Event()
        self._failed: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="bot", daemon=True)

    def __enter__(self) -> Office:
        self._thread.start()
        assert self._ready.wait(60)
        if self._failed is not None:
            raise self._failed
        return self

    def __exit__(self, *_: object) -> None:
        if self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(timeout=60)
        self.wiring.close()

    def settle(self) -> None:
        """Waits until every update was taken and answered."""
        self.double.taken()
        assert self.parts is not None
        workers = self.parts.workers
        self.call(workers.idle)

    def call(self, what: Callable[..., Any], *args: Any) -> Any:
        """Something asynchronous of the bot's, done in its loop."""
        return asyncio.run_coroutine_threadsafe(what(*args), self._loop).result(60)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._live())
        except BaseException as error:
            self._failed = error
            self._ready.set()
        finally:
            self._loop.close()

    async def _live(self) -> None:
        self._stop = asyncio.Event()
        bot = client.client(self.double.token, self.double.url)
        async with running(self.world, self.wiring, bot, lambda: self._now, self._limits) as parts:
            self.parts = parts
            await prepared(parts, self.world, polls=self.way == "poll")
            work = asyncio.ensure_future(self._work(parts))
            await asyncio.wait(
                {work, asyncio.ensure_future(self._stop.wait())},
                return_when=asyncio.FIRST_COMPLETED,
            )
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    async def _work(self, parts: Parts) -> None:
        if self.way == "poll":
            self._ready.set()
            await poll(parts)
        else:
            port = free_port()
            door = Door(f"http://127.0.0.1:{port}", "127.0.0.1", port, "a-secret-of-the-tests")
            await listen(parts, door, self._ready.set)


def free_port() -> int:
    """A port nobody listens at."""
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
