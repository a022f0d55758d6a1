"""Saved talks at rest: put there, taken by one holder at a time, given back or used up.

    put -> waiting -> held -> used        held -> waiting: given back, or the lease has ended

A holder says now and then that it is still there; when it dies, its lease ends and the code works
again. Wrong, used, held and too old are one and the same answer, found by the same statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from shared.database import Database, moment
from shared.hub.service.guessing import Guesses, forget_before
from shared.hub.service.tables import CODE, DRAFT
from shared.hub.service.trail import note
from shared.privacy.cipher import Cipher
from shared.store.drafts import KEPT
from shared.superapp.receipt import normalise

LEASE = timedelta(minutes=15)  # a holder that is silent for so long is taken for dead

State = Literal["waiting", "held", "gone"]


class CodeTakenError(Exception):
    """Another saved talk has this code; save with another one."""


class MovedError(Exception):
    """The saved talk was saved again, is held or used: this copy is no newer one of it."""


class Taken(NamedTuple):
    """What a holder gets. `until` is when the saved talk would go anyway."""

    draft_id: str
    version: int
    talk: str
    until: datetime


class Standing(NamedTuple):
    """How a saved talk is; `version` is 0 for one that is gone."""

    state: State
    version: int


class Shelf:
    """The saved talks of one database; several processes of the hub may work on it at once."""

    def __init__(
        self,
        database: Database,
        cipher: Cipher,
        clock: Callable[[], datetime],
        lease: timedelta = LEASE,
    ) -> None:
        self._database = database
        self._cipher = cipher
        self._clock = clock
        self._guesses = Guesses(cipher)
        self.lease = lease

    def put(
        self, device: str, draft_id: str, code: str, talk: str, *, expects: int, claim: str = ""
    ) -> int:
        """Keep the talk under `code`; its version. The same code again changes nothing.

        `expects` is the version the sender had (0: none yet), `claim` its own where it holds it;
        saving gives the talk back. Raises `CodeTakenError` or `MovedError`.
        """
        index = self._index(code)
        try:
            with self._database.writing() as connection:
                return self._put(connection, device, draft_id, index, talk, expects, claim)
        except sa.exc.IntegrityError:  # another writer was first with this very code or talk
            with self._database.writing() as connection:
                return self._put(connection, device, draft_id, index, talk, expects, claim)

    def take(self, device: str, person: str, code: str, claim: str) -> Taken | None:
        """The talk of this code, for one holder. Raises `TooManyCodesError`."""
        now = self._clock()
        index, mine = self._index(code), self._claim(claim)
        with self._database.writing() as connection:
            self._guesses.take(connection, device, person, now)
            named = sa.select(CODE.c.draft_id).where(
                CODE.c.code_index == index, CODE.c.until > moment(now)
            )
            free = sa.update(DRAFT).where(
                DRAFT.c.draft_id.in_(named),
                DRAFT.c.body.is_not(None),
                sa.or_(
                    DRAFT.c.claim.is_(None),
                    DRAFT.c.claim == mine,
                    DRAFT.c.lease_until <= moment(now),
                ),
            )
            held = {"claim": mine, "holder": device, "lease_until": moment(now + self.lease)}
            if not connection.execute(free.values(**held)).rowcount:
                return None
            self._guesses.give_back(connection, device, person, now)
            row = connection.execute(sa.select(DRAFT).where(DRAFT.c.claim == mine)).one()
            note(connection, "taken", row.draft_id, device, now)
        talk = self._cipher.decrypt(bytes(row.body), **place(row.draft_id)).decode()
        until = now + timedelta(microseconds=row.until - moment(now))
        return Taken(row.draft_id, row.version, talk, until)

    def renew(self, device: str, claim: str) -> bool:
        """The holder is still there. False when somebody else has the talk, or it is gone."""
        until = moment(self._clock() + self.lease)
        with self._database.writing() as connection:
            change = sa.update(DRAFT).where(*self._held(device, claim))
            return bool(connection.execute(change.values(lease_until=until)).rowcount)

    def release(self, device: str, claim: str) -> None:
        """The holder gives the talk back: its codes work again."""
        self._end(device, claim, "released")

    def finish(self, device: str, claim: str) -> None:
        """Something of the talk was sent: it is used up."""
        self._end(device, claim, "used")

    def used(self, device: str, draft_id: str, version: int) -> None:
        """The same where it was saved and went on without a code; unless it moved since."""
        mine = (DRAFT.c.draft_id == draft_id, DRAFT.c.version == version, self._free())
        with self._database.writing() as connection:
            self._use_up(connection, device, mine, "used")

    def erase(self, device: str, draft_id: str) -> None:
        """The person wants it gone, whoever holds it."""
        with self._database.writing() as connection:
            self._use_up(connection, device, (DRAFT.c.draft_id == draft_id,), "erased")

    def named(self, code: str) -> str | None:
        """The talk that a code belongs to, for the operator: nothing is counted or changed."""
        query = sa.select(CODE.c.draft_id).where(CODE.c.code_index == self._index(code))
        with self._database.reading() as connection:
            found: str | None = connection.execute(query).scalar_one_or_none()
            return found

    def standing(self, draft_ids: Iterable[str]) -> dict[str, Standing]:
        """How each of them is."""
        wanted = list(draft_ids)
        now = moment(self._clock())
        query = sa.select(DRAFT).where(
            DRAFT.c.draft_id.in_(wanted), DRAFT.c.body.is_not(None), DRAFT.c.until > now
        )
        found = dict.fromkeys(wanted, Standing("gone", 0))
        with self._database.reading() as connection:
            for row in connection.execute(query):
                held = row.claim is not None and row.lease_until > now
                found[row.draft_id] = Standing("held" if held else "waiting", row.version)
        return found

    def counts(self) -> dict[State, int]:
        """How many wait, and how many are held."""
        now = moment(self._clock())
        live = (DRAFT.c.body.is_not(None), DRAFT.c.until > now)
        held = sa.and_(DRAFT.c.claim.is_not(None), DRAFT.c.lease_until > now)
        query = sa.select(sa.func.count())
        with self._database.reading() as connection:
            every = connection.execute(query.select_from(DRAFT).where(*live)).scalar_one()
            with_holder = connection.execute(query.select_from(DRAFT).where(*live, held))
            some = with_holder.scalar_one()
        return {"waiting": every - some, "held": some}

    def sweep(self) -> int:
        """Delete what is past its time; how many talks that were."""
        now = self._clock()
        with self._database.writing() as connection:
            connection.execute(sa.delete(CODE).where(CODE.c.until <= moment(now)))
            forget_before(connection, now)
            old = sa.delete(DRAFT).where(DRAFT.c.until <= moment(now))
            return int(connection.execute(old).rowcount)

    # -------------------------------------------------------------------------------------------

    def _put(
        self,
        connection: Connection,
        device: str,
        draft_id: str,
        index: str,
        talk: str,
        expects: int,
        claim: str,
    ) -> int:
        now = self._clock()
        code = connection.execute(sa.select(CODE).where(CODE.c.code_index == index)).first()
        if code is not None and code.until > moment(now):
            if code.draft_id != draft_id:
                raise CodeTakenError
            return int(code.version)
        connection.execute(sa.delete(CODE).where(CODE.c.code_index == index))
        until = moment(now + KEPT)
        body = self._cipher.encrypt(talk.encode(), **place(draft_id))
        row = {"version": expects + 1, "body": body, "until": until}
        if expects == 0:
            there = sa.select(DRAFT.c.version).where(DRAFT.c.draft_id == draft_id)
            if connection.execute(there).first() is not None:
                raise MovedError
            connection.execute(sa.insert(DRAFT).values(draft_id=draft_id, **row))
        else:
            given_back = {"claim": None, "holder": None, "lease_until": None}
            mine = sa.or_(self._free(), DRAFT.c.claim == self._claim(claim))
            change = sa.update(DRAFT).where(
                DRAFT.c.draft_id == draft_id,
                DRAFT.c.version == expects,
                DRAFT.c.body.is_not(None),
                mine,
            )
            if not connection.execute(change.values(**row, **given_back)).rowcount:
                raise MovedError
        given = {"code_index": index, "draft_id": draft_id, "version": expects + 1, "until": until}
        connection.execute(sa.insert(CODE).values(**given))
        note(connection, "saved", draft_id, device, now)
        return expects + 1

    def _end(self, device: str, claim: str, action: Literal["released", "used"]) -> None:
        held = self._held(device, claim)
        with self._database.writing() as connection:
            if action == "used":
                self._use_up(connection, device, held, action)
                return
            found = connection.execute(sa.select(DRAFT.c.draft_id).where(*held)).scalar()
            if found is not None:
                change = sa.update(DRAFT).where(*held)
                empty = {"claim": None, "holder": None, "lease_until": None}
                connection.execute(change.values(**empty))
                note(connection, action, found, device, self._clock())

    def _use_up(
        self, connection: Connection, device: str, which: Any, action: Literal["used", "erased"]
    ) -> None:
        """The body and the codes go; the empty row stays until its time."""
        query = sa.select(DRAFT.c.draft_id).where(*which, DRAFT.c.body.is_not(None))
        found = connection.execute(query.with_for_update()).scalar()
        if found is None:
            return
        empty = {"body": None, "claim": None, "holder": None, "lease_until": None}
        connection.execute(sa.update(DRAFT).where(DRAFT.c.draft_id == found).values(**empty))
        connection.execute(sa.delete(CODE).where(CODE.c.draft_id == found))
        note(connection, action, found, device, self._clock())

    def _free(self) -> Any:
        return sa.or_(DRAFT.c.claim.is_(None), DRAFT.c.lease_until <= moment(self._clock()))

    def _held(self, device: str, claim: str) -> tuple[Any, ...]:
        return (
            DRAFT.c.claim == self._claim(claim),
            DRAFT.c.holder == device,
            DRAFT.c.body.is_not(None),
        )

    def _index(self, code: str) -> str:
        return self._cipher.blind(normalise(code), "hub code")

    def _claim(self, claim: str) -> str:
        return self._cipher.blind(claim, "hub claim")


def place(draft_id: str) -> dict[str, str]:
    """Where a body stands, as the cipher is told."""
    return {"table": "draft", "column": "body", "row": draft_id}
