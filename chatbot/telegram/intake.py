"""From Telegram into the inbox: on the disk before anything is acknowledged.

Many updates that come at once are one commit. What may not be kept (register numbers, where the
channel defers them) is taken out before that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from datetime import datetime

import msgspec
import structlog
from telegram import Update

from chatbot.telegram.reading import guarded, read
from dialogs.world import World
from shared.store.inbox import Inbox, Letter

log = structlog.get_logger(__name__)

_encode = msgspec.json.Encoder().encode


class Intake:
    """Puts updates into the inbox; `wake` is told which chats have something new."""

    def __init__(
        self,
        world: World,
        inbox: Inbox,
        clock: Callable[[], datetime],
        executor: Executor,
        wake: Callable[[str], None],
        *,
        defers: bool,
    ) -> None:
        self._words = world.words
        self._inbox = inbox
        self._clock = clock
        self._executor = executor
        self._wake = wake
        self._defers = defers
        self._waiting: list[tuple[list[Letter], asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def put(self, updates: Sequence[Update]) -> None:
        """They are on the disk when this returns. Raises what the database raises."""
        letters = [letter for update in updates if (letter := self.letter(update)) is not None]
        if not letters:
            return
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((letters, done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.ensure_future(self._write())
        await done

    def letter(self, update: Update) -> Letter | None:
        """What is kept of an update; None where there is nothing to answer."""
        try:
            incoming = read(update)
        except Exception as error:
            # Nothing of it may be told: its kind is all that helps to find the mistake.
            log.error("update_not_read", error=type(error).__name__)
            return None
        if incoming is None:
            return None
        if self._defers:
            incoming = guarded(incoming, self._words)
        return Letter(incoming.key, str(incoming.chat), incoming.update, _encode(incoming))

    async def _write(self) -> None:
        """All that waits, in one commit; again, as long as more has come meanwhile."""
        while self._waiting:
            batch, self._waiting = self._waiting, []
            letters = [letter for some, _ in batch for letter in some]
            loop = asyncio.get_running_loop()
            try:
                chats = await loop.run_in_executor(
                    self._executor, self._inbox.put, letters, self._clock()
                )
            except Exception as error:
                for _, done in batch:
                    if not done.done():
                        done.set_exception(error)
                continue
            for _, done in batch:
                if not done.done():
                    done.set_result(None)
            for chat in chats:
                self._wake(chat)
