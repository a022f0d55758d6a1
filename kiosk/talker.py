"""The talk behind the glass: one host in a worker, so that the window never waits.

Talks live in memory only; outbox, calls and drafts are on disk, sealed. What an event leads to
comes back as a screen, from the worker's thread.
"""

from __future__ import annotations

import queue
import threading
import uuid
from collections.abc import Callable
from datetime import datetime

import structlog

from dialogs.contract.event import Confirm, Inbound
from dialogs.contract.screen import Screen
from dialogs.view import Viewer
from shared.hub.port import Refusal
from shared.wiring import Wiring

log = structlog.get_logger(__name__)

CHANNEL = "kiosk"


class Talker:
    """`answer` is called with each screen the talk shows next, `refused` with the text id of why a
    code was not taken."""

    def __init__(
        self,
        wiring: Wiring,
        answer: Callable[[int, Screen], None],
        refused: Callable[[int, str], None],
        clock: Callable[[], datetime],
    ) -> None:
        self._wiring = wiring
        self._answer = answer
        self._refused = refused
        self._clock = clock
        self._jobs: queue.Queue[Callable[[], None] | None] = queue.Queue()
        self._session = ""
        self._visit = 0
        self._language = ""  # of a talk that nothing was said in yet
        self._viewer = Viewer(CHANNEL)
        self._thread = threading.Thread(target=self._work, name="talk", daemon=True)
        self._thread.start()

    def begin(self, visit: int, language: str) -> None:
        """A new talk for this visit."""
        self._jobs.put(lambda: self._begin(visit, uuid.uuid4().hex, language))

    def take_up(self, visit: int, code: str) -> None:
        """Goes on with the talk that was saved under this code."""
        self._jobs.put(lambda: self._take_up(visit, code))

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
        self._session, self._visit, self._language = session, visit, language
        settled = self._wiring.host.look(session, self._viewer, language)
        self._answer(visit, settled.screen)

    def _take_up(self, visit: int, code: str) -> None:
        taken = self._wiring.drafts.take_up(code, self._clock())
        if isinstance(taken, Refusal):
            self._refused(visit, taken.value)
            return
        self._forget()
        self._session, self._visit = taken, visit
        screen = self._wiring.host.look(taken, self._viewer).screen
        if screen.kind == "saved":  # the code was read: on with the talk
            screen = self._wiring.host.handle(taken, Confirm(), self._viewer).screen
        self._answer(visit, screen)

    def _send(self, event: Inbound | None) -> None:
        if not self._session:
            return
        host, session = self._wiring.host, self._session
        settled = (
            host.look(session, self._viewer, self._language)
            if event is None
            else host.handle(session, event, self._viewer, self._language)
        )
        self._answer(self._visit, settled.screen)

    def _forget(self) -> None:
        if self._session:
            self._wiring.drafts.let_go(self._session, self._clock())
            self._wiring.talks.forget(self._session)
        self._session = ""
