"""The one loop of every channel: lock, load, turn, commit, perform, feed back, show.

It knows no channel and no service. A turn and the effects it asks for are committed together; an
effect is done again until its result is committed, so every performer must be idempotent by the
effect's id. Whoever was first to commit a turn wins; the other reads again.
"""

from __future__ import annotations

import hashlib
import re
import threading
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from weakref import WeakValueDictionary

import structlog
from msgspec.structs import replace

from dialogs.contract.effect import AnyEffect, Effect
from dialogs.contract.event import AnyEvent, Inbound, ResultEvent
from dialogs.contract.screen import Screen
from dialogs.contract.session import Session
from dialogs.show import show
from dialogs.turn import turn
from dialogs.view import Viewer
from dialogs.world import World
from shared.store.sessions import PendingEffect, Sessions

log = structlog.get_logger(__name__)

# Texts longer than this are cut at the door; the dialog layer keeps 2,000 characters of them.
LONGEST_TEXT = 10_000
ROUNDS = 8  # of effects that follow from effects, in one settling
TRIES = 20  # at committing one event against other writers
FIRST_DELAY = timedelta(seconds=2)  # before a failed effect is tried again; doubles
LONGEST_DELAY = timedelta(minutes=5)

# An id of another form is replaced by its hash: the same event is still the same.
_PLAIN_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")

Performer = Callable[[str, Any, datetime], "ResultEvent | None"]


class NotNow(Exception):
    """A performer cannot do its effect at the moment; the host tries again later."""


class Settled(NamedTuple):
    """What came of an event once nothing was left to do: the screen, and what was asked for."""

    session: Session
    screen: Screen
    effects: tuple[AnyEffect, ...]


class Host:
    """`performers` says who does which effect; an effect of a type without one is a mistake."""

    def __init__(
        self,
        world: World,
        sessions: Sessions,
        performers: Mapping[type[Effect], Performer],
        clock: Callable[[], datetime],
    ) -> None:
        self._world = world
        self._sessions = sessions
        self._performers = performers
        self._clock = clock
        self._locks: WeakValueDictionary[str, _Lock] = WeakValueDictionary()
        self._guard = threading.Lock()

    def handle(
        self, session_id: str, event: Inbound, viewer: Viewer, language: str = "id"
    ) -> Settled:
        """One event of a person, until nothing is left to do. A repeated or stale one changes
        nothing and gets the current screen."""
        stamped = self._stamped(event, viewer)
        with self._lock(session_id):
            effects = self._take(session_id, stamped, None, language)
            effects += self._settle(session_id)
            return self._shown(session_id, viewer, language, tuple(effects))

    def look(self, session_id: str, viewer: Viewer, language: str = "id") -> Settled:
        """The current screen, after anything that was left undone."""
        with self._lock(session_id):
            effects = self._settle(session_id)
            return self._shown(session_id, viewer, language, tuple(effects))

    def tell(self, session_id: str, event: ResultEvent) -> None:
        """News for a talk that came by itself: a request arrived, an officer closed a call."""
        with self._lock(session_id):
            if self._sessions.load(session_id) is not None:
                self._take(session_id, replace(event, at=event.at or self._clock()), None, "id")

    def recover(self) -> int:
        """Does every effect that is due in any talk; how many there were."""
        due = self._sessions.pending(now=self._clock())
        for session_id in dict.fromkeys(pending.session_id for pending in due):
            with self._lock(session_id):
                self._settle(session_id)
        return len(due)

    # -------------------------------------------------------------------------------------------

    def _stamped(self, event: Inbound, viewer: Viewer) -> Inbound:
        changes: dict[str, Any] = {"channel": viewer.channel}
        if not event.id:
            changes["id"] = uuid.uuid4().hex[:16]
        elif not _PLAIN_ID.fullmatch(event.id):
            changes["id"] = hashlib.sha256(event.id.encode("utf-8", "surrogatepass")).hexdigest()
        if event.at is None:
            changes["at"] = self._clock()
        text = getattr(event, "text", "")
        if len(text) > LONGEST_TEXT:
            changes["text"] = text[:LONGEST_TEXT]
        return replace(event, **changes)

    def _take(
        self, session_id: str, event: AnyEvent, settles: str | None, language: str
    ) -> list[AnyEffect]:
        for _ in range(TRIES):
            stored = self._sessions.load(session_id)
            session = stored.session if stored else Session(id=session_id, language=language)
            if self._sessions.seen(session_id, event.id):
                return []
            after, effects = turn(self._world, session, event)
            if after is session and settles is None:
                return []
            if self._sessions.commit(
                after,
                before=stored.version if stored else None,
                event_id=event.id,
                effects=effects,
                settles=settles,
            ):
                return list(effects)
        raise RuntimeError("a talk was written by others all the while")

    def _settle(self, session_id: str) -> list[AnyEffect]:
        """Performs what is due, and what follows from it."""
        followed: list[AnyEffect] = []
        for _ in range(ROUNDS):
            due = self._sessions.pending(session_id, now=self._clock())
            if not due:
                break
            for pending in due:
                followed += self._perform(pending)
        return followed

    def _perform(self, pending: PendingEffect) -> list[AnyEffect]:
        session_id, effect = pending.session_id, pending.effect
        now = self._clock()
        try:
            result = self._performers[type(effect)](session_id, effect, now)
        except NotNow:
            delay = min(FIRST_DELAY * 2**pending.attempts, LONGEST_DELAY)
            log.info("effect_postponed", effect=type(effect).__name__, attempts=pending.attempts)
            self._sessions.postpone(session_id, effect.id, now + delay)
            return []
        if result is None:
            self._sessions.settle(session_id, effect.id)
            return []
        told = replace(result, id=f"{effect.id}:result", at=result.at or now)
        return self._take(session_id, told, effect.id, "id")

    def _shown(
        self, session_id: str, viewer: Viewer, language: str, effects: tuple[AnyEffect, ...]
    ) -> Settled:
        stored = self._sessions.load(session_id)
        session = stored.session if stored else Session(id=session_id, language=language)
        return Settled(session, show(self._world, session, self._clock(), viewer), effects)

    def _lock(self, session_id: str) -> _Lock:
        with self._guard:
            lock = self._locks.get(session_id)
            if lock is None:
                lock = self._locks[session_id] = _Lock()
            return lock


class _Lock:
    """A lock that can be held weakly: it lives as long as somebody holds or waits for it."""

    __slots__ = ("__weakref__", "_lock")

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()
