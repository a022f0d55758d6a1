"""Saved talks without a hub: a code works where it was given out."""

from __future__ import annotations

import uuid
from datetime import datetime

from dialogs.moving import resumed
from shared.hub.port import Refusal
from shared.store.drafts import Draft, Drafts, TooManyCodesError
from shared.store.sessions import Sessions


class LocalDrafts:
    """The drafts of one store, behind the port of `shared/hub/port.py`."""

    def __init__(self, sessions: Sessions, drafts: Drafts) -> None:
        self._sessions = sessions
        self._drafts = drafts

    def save(self, session_id: str, effect_id: str, now: datetime) -> Draft:
        return self._drafts.save(session_id, effect_id, now)

    def take_up(self, code: str, now: datetime, *, by: str = "") -> str | Refusal:
        try:
            session_id = self._drafts.claim(code, now)
        except TooManyCodesError:
            return Refusal.TOO_MANY
        if session_id is None or not resume(self._sessions, session_id):
            return Refusal.UNKNOWN
        return session_id

    def saved(self, session_id: str, now: datetime) -> bool:
        return self._drafts.saved(session_id, now)

    def let_go(self, session_id: str, now: datetime) -> None:
        """The talk lies where it was saved: there is nothing to give back."""

    def deliver(self, now: datetime) -> None:
        """Nothing waits for a line."""

    def close(self) -> None:
        """There is no connection."""


def resume(sessions: Sessions, session_id: str) -> bool:
    """On with a talk of this store: its code was read. False where the talk is gone."""
    while stored := sessions.load(session_id):
        on = resumed(stored.session)
        if on is stored.session or sessions.commit(
            on, before=stored.version, event_id=f"resumed.{uuid.uuid4().hex}"
        ):
            return True
    return False
