"""The talk behind the glass: one host in a worker, so that the window never waits.

Talks live in memory only; outbox, calls and drafts are on disk, sealed. What an event leads to
comes back as a screen, from the worker's thread.
"""

from __future__ import annotations

import queue
import threading
import uuid
from collections.abc import Callable

import structlog

from dialogs.contract.event import Inbound
from dialogs.contract.screen import Screen
from dialogs.view import Viewer
from shared.wiring import Wiring

log = structlog.get_logger(__name__)

CHANNEL = "kiosk"
Job = Callable[[], "Screen | None"]
POLL = 2.0  # s between looks at what changed by itself: a receipt that was sent, an officer


class Talker:
    """`answer` is called with each screen the talk shows next."""

    def __init__(self, wiring: Wiring, answer: Callable[[int, Screen], None]) -> None:
        self._wiring = wiring
        self._answer = answer
        self._jobs: queue.Queue[Callable[[], None] | None] = queue.Queue()
        self._session = ""
        self._visit = 0
        self._viewer = Viewer(CHANNEL)
        self._thread = threading.Thread(target=self._work, name="talk", daemon=True)
        self._thread.start()

    def begin(self, visit: int, language: str) -> None:
        """A new talk for this visit."""
        self._jobs.put(lambda: self._begin(visit, uuid.uuid4().hex, language))

    def send(self, event: Inbound) -> None:
        self._jobs.put(lambda: self._send(event))

    def look(self) -> None:
        """The screen as it is by now."""
        self._jobs.put(lambda: self._send(None))

    def end(self) -> None:
        """Forgets the talk."""
        self._jobs.put(self._forget)

    def close(self) -> None:
        self._jobs.put(None)
        self._thread.join(timeout=10)

    # -------------------------------------------------------------------------------------------

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                job()
            except Exception as error:  # noqa: PERF203 - the worker outlives whatever it meets
                # The screen stays as it was, and can be pressed again.
                log.warning("turn_failed", error=type(error).__name__)
                self._again()

    def _again(self) -> None:
        try:
            self._send(None)
        except Exception as error:
            log.error("look_failed", error=type(error).__name__)

    def _begin(self, visit: int, session: str, language: str) -> None:
        self._forget()
        self._session, self._visit = session, visit
        settled = self._wiring.host.look(session, self._viewer, language)
        self._answer(visit, settled.screen)

    def _send(self, event: Inbound | None) -> None:
        if not self._session:
            return
        host, session = self._wiring.host, self._session
        settled = (
            host.look(session, self._viewer)
            if event is None
            else host.handle(session, event, self._viewer)
        )
        self._answer(self._visit, settled.screen)

    def _forget(self) -> None:
        if self._session:
            self._wiring.talks.forget(self._session)
        self._session = ""
