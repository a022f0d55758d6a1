"""Who answers when: a chat at a time in order, many chats side by side, several programs on one
database. What a dead program left behind is found by looking again every few seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from typing import Any, TypeVar

import structlog

from chatbot.telegram.serving import Begun, Serving
from shared.store.inbox import Claims, Inbox

log = structlog.get_logger(__name__)

AT_ONCE = 64  # chats that are answered side by side
TRIES = 3  # at a letter that nothing comes of; then the next one has its turn
REST = 0.5  # seconds after such a failure; doubles
LOOK = 2.0  # seconds between looks for what was left behind, and for news

T = TypeVar("T")


class Workers:
    """Answers what is in the inbox, for as long as `watch` runs."""

    def __init__(self, inbox: Inbox, claims: Claims, serving: Serving, executor: Executor) -> None:
        self._inbox = inbox
        self._claims = claims
        self._serving = serving
        self._executor = executor
        self._room = asyncio.Semaphore(AT_ONCE)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._stopped = False

    def wake(self, chat: str) -> None:
        """The chat has a letter."""
        if self._stopped:
            return
        if chat in self._tasks:
            self._again.add(chat)
            return
        self._begin(chat, self._work(chat))

    async def watch(self) -> None:
        """Looks after what is left behind, until it is cancelled."""
        while True:
            try:
                for chat in await self._thread(self._inbox.waiting):
                    self.wake(chat)
                for chat in await self._thread(self._inbox.expecting):
                    if chat not in self._tasks and not self._stopped:
                        self._begin(chat, self._tell(chat))
            except Exception as error:
                log.warning("look_failed", error=type(error).__name__)
            await asyncio.sleep(LOOK)

    async def idle(self) -> None:
        """Returns once nothing is under way."""
        while self._tasks:
            await asyncio.sleep(0.005)

    async def stop(self) -> None:
        """Lets go; a letter that is half answered is answered again by whoever comes next."""
        self._stopped = True
        for task in list(self._tasks.values()):
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        self._claims.close()

    # -------------------------------------------------------------------------------------------

    def _begin(self, chat: str, work: Coroutine[Any, Any, None]) -> None:
        """One task a chat; what comes meanwhile is looked after when it ends."""
        task = asyncio.ensure_future(work)
        self._tasks[chat] = task
        task.add_done_callback(lambda _: self._ended(chat))

    def _ended(self, chat: str) -> None:
        self._tasks.pop(chat, None)
        if chat in self._again:
            self._again.discard(chat)
            self.wake(chat)

    async def _work(self, chat: str) -> None:
        async with self._room:
            if not await self._take(chat):
                return  # another program answers it, and looks again before it lets go
            try:
                await self._all_of(chat)
            finally:
                await self._release(chat)
            # What came between the last look and letting go, nobody else may have seen.
            if self._claims.shared and await self._thread(self._inbox.first, chat) is not None:
                self._again.add(chat)

    async def _all_of(self, chat: str) -> None:
        failed = 0
        begun: Begun | None = None
        while not self._stopped:
            try:
                begun = begun or await self._thread(self._serving.begin, chat)
                if begun is None:
                    return
                after = await self._serving.answer(begun)
                begun = await self._thread(self._serving.end, begun, after)
                if begun is None:
                    return
                failed = 0
            except Exception as error:  # noqa: PERF203 - a loop of attempts
                failed, begun = failed + 1, None
                # No words of it: an exception may quote what somebody wrote.
                log.error(
                    "letter_failed", error=type(error).__name__, where=_where(error), tries=failed
                )
                await asyncio.sleep(REST * 2**failed)
                if failed >= TRIES and not _may_pass(error):
                    await self._thread(self._serving.give_up, chat)
                    failed = 0

    async def _take(self, chat: str) -> bool:
        if not self._claims.shared:
            return self._claims.take(chat)
        return await self._thread(self._claims.take, chat)

    async def _release(self, chat: str) -> None:
        if self._claims.shared:
            await asyncio.shield(self._thread(self._claims.release, chat))
        else:
            self._claims.release(chat)

    async def _tell(self, chat: str) -> None:
        """News of a talk that came by themselves."""
        async with self._room:
            if not await self._take(chat):
                return
            try:
                await self._serving.tell(chat)
            except Exception as error:
                log.error("news_failed", error=type(error).__name__, where=_where(error))
            finally:
                await self._release(chat)

    async def _thread(self, call: Callable[..., T], *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._executor, call, *args)


def _may_pass(error: Exception) -> bool:
    """A database that is away comes back: that is no letter's fault."""
    return type(error).__module__.startswith(("sqlalchemy", "psycopg", "sqlite3"))


def _where(error: BaseException) -> str:
    """File and line of ours, for whoever mends it."""
    found, trace = "", error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if any(part in code.co_filename for part in ("chatbot", "shared", "dialogs")):
            found = f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
