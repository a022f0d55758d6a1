"""Saved talks at this place: a code works where it was given out, with a hub or without."""

from __future__ import annotations

import uuid
from datetime import datetime

from dialogs.contract.session import Session
from dialogs.moving import packed, resumed
from dialogs.world import World
from shared.database import moment
from shared.hub.port import Refusal
from shared.store.copies import Copy, Note
from shared.store.drafts import KEPT, Draft, TooManyCodesError
from shared.store.sessions import Sessions
from shared.store.store import Store


class DraftsHere:
    """The port of `shared/hub/port.py` without a hub.

    `talks` may live in memory only: then a saved one is copied into `store`, where it waits.
    """

    def __init__(self, world: World, talks: Sessions, store: Store, owner: str) -> None:
        self._world = world
        self._talks = talks
        self._store = store
        self._copies = store.copies
        self._owner = owner

    def save(self, session_id: str, effect_id: str, now: datetime) -> Draft:
        draft = self._store.drafts.save(session_id, effect_id, now)
        if self._talks is not self._store:
            self._copy(session_id, effect_id, now)
        return draft

    def take_up(self, code: str, now: datetime, *, by: str = "") -> str | Refusal:
        try:
            session_id = self._store.drafts.claim(code, now)
        except TooManyCodesError:
            return Refusal.TOO_MANY
        return self._take_here(session_id)

    def saved(self, session_id: str, now: datetime) -> bool:
        return self._store.drafts.saved(session_id, now)

    def let_go(self, session_id: str, now: datetime) -> None:
        """The talk lies where it was saved: there is nothing to give back."""

    def erase(self, session_id: str, now: datetime) -> None:
        self._talks.forget(session_id)
        self._store.forget(session_id)
        self._copies.close(session_id, None, now)

    def deliver(self, now: datetime) -> None:
        self._drop_copies(now)

    def close(self) -> None:
        """There is no connection."""

    def _copy(self, session_id: str, effect_id: str, now: datetime) -> None:
        """The talk as it stands, put aside on disk."""
        stored = self._talks.load(session_id)
        if stored is None:
            return
        known = self._copies.note(session_id)
        note = Note(
            session_id=session_id,
            draft_id=known.draft_id if known else uuid.uuid4().hex,
            version=known.version if known else 0,
            effect_id=known.effect_id if known else "",
            claim=known.claim if known else "",
            owner=self._owner,
            answers=len(stored.session.answers),
            until=moment(now + KEPT),
            due_at=moment(now),
        )
        self._copies.keep(Copy(session_id, effect_id, self._packed(stored.session)), note, now)

    def _packed(self, session: Session) -> Session:
        return packed(self._world, session)

    def _take_here(self, session_id: str | None) -> str | Refusal:
        """On with a talk of this place: as it stands, else as it was copied."""
        if session_id is None:
            return Refusal.UNKNOWN
        if resume(self._talks, session_id):
            return session_id
        copies = self._copies.waiting(session_id)
        if not copies:
            return Refusal.UNKNOWN
        event = f"taken.{uuid.uuid4().hex}"
        self._talks.commit(copies[-1].session, before=None, event_id=event)
        return session_id

    def _drop_copies(self, now: datetime) -> None:
        """Copies of what was sent, erased or is too old go."""
        for copy in self._copies.waiting():
            good = self._store.drafts.find(copy.session_id, copy.effect_id, now)
            if good is not None and not self._store.outbox.holds(copy.session_id):
                continue
            self._copies.drop(copy.session_id, copy.effect_id)
            note = self._copies.note(copy.session_id)
            if note is not None and note.version == 0:
                self._copies.close(copy.session_id, None, now)


def resume(talks: Sessions, session_id: str) -> bool:
    """On with a talk that is there: its code was read. False where it is gone."""
    while stored := talks.load(session_id):
        on = resumed(stored.session)
        if on is stored.session or talks.commit(
            on, before=stored.version, event_id=f"resumed.{uuid.uuid4().hex}"
        ):
            return True
    return False
