"""Requests on their way to the super-app: on disk before the resident is thanked, erased after.

    queued -> sending -> acked | rejected

A row is claimed for sending until its lease lapses, so a sender that died loses nothing. Rows of
one session go in their order. Everything personal is in the sealed body.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

import msgspec
import sqlalchemy as sa

from dialogs.contract.effect import Request
from dialogs.contract.event import Status
from shared.database import Database, moment
from shared.privacy.cipher import Cipher
from shared.store.tables import outbox

State = Literal["queued", "sending", "acked", "rejected"]

LEASE = timedelta(minutes=5)  # far more than a round of sending takes
LONGEST_WAIT = timedelta(
    hours=1
)  # nothing is postponed further: a due time beyond is a clock's jump

_WAITING = ("queued", "sending")
_ENDED = ("acked", "rejected")
_TAKEN: dict[str, Status] = {"open311": "sent", "warga": "recorded"}


class ReceiptTakenError(Exception):
    """Another request of this outbox has the receipt number already."""


class Letter(msgspec.Struct, frozen=True):
    """What is sealed: the request, and what the resident takes home with the receipt."""

    request: Request
    pin: str
    pin_hash: str
    word: str

    def __repr__(self) -> str:
        return "Letter(…)"  # never in a log or a traceback


# Made here once: msgspec crashes where several threads are the first to decode a type at once.
_LETTER = msgspec.json.Decoder(Letter)


class Entry(NamedTuple):
    """A row. `letter` is None once it was acknowledged and the talk was told."""

    number: int
    session_id: str
    effect_id: str
    idempotency_key: str
    receipt: str
    service: str
    route: str
    state: State
    attempts: int
    reference: str | None
    authority: str
    letter: Letter | None

    @property
    def status(self) -> Status:
        """What the resident is told."""
        if self.state == "acked":
            return _TAKEN[self.route]
        return "refused" if self.state == "rejected" else "queued"


class Outbox:
    """The outbox of one database; several threads and programs may work on it at once."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher

    def find(self, session_id: str, effect_id: str) -> Entry | None:
        """The row of this effect."""
        return self._first(sa.select(outbox).where(_is(session_id, effect_id)))

    def named(self, receipt: str) -> Entry | None:
        """The row with this receipt (nine symbols)."""
        return self._first(sa.select(outbox).where(outbox.c.receipt == receipt))

    def holds(self, session_id: str) -> bool:
        """Whether anything of this talk was sent, or is on its way."""
        return self._first(sa.select(outbox).where(outbox.c.session_id == session_id)) is not None

    def put(
        self,
        session_id: str,
        effect_id: str,
        *,
        idempotency_key: str,
        receipt: str,
        letter: Letter,
        now: datetime,
    ) -> Entry:
        """Queue a request durably. For an effect that has a row already: that first row, unchanged.

        Raises `ReceiptTakenError` when the receipt number belongs to another request.
        """
        body = msgspec.json.encode(letter)
        row = {
            "session_id": session_id,
            "effect_id": effect_id,
            "idempotency_key": idempotency_key,
            "receipt": receipt,
            "service": letter.request.service,
            "route": letter.request.route,
            "authority": letter.request.authority,
            "body": self._cipher.encrypt(body, **_place(session_id, effect_id)),
            "state": "queued",
            "attempts": 0,
            "due_at": moment(now),
            "told": False,
            "made_at": moment(now),
        }
        try:
            with self._database.writing() as connection:
                connection.execute(sa.insert(outbox).values(row))
        except sa.exc.IntegrityError:
            pass  # this effect was here before, or another has the receipt
        entry = self.find(session_id, effect_id)
        if entry is None:
            raise ReceiptTakenError
        return entry

    def claim(
        self, now: datetime, claimer: str, only: tuple[str, str] | None = None
    ) -> Entry | None:
        """Take the oldest row that is due for sending, or None; `only` names session and effect.

        A row waits while an earlier one of its session is on its way.
        """
        query = _claimable(now).order_by(outbox.c.number).limit(1)
        if only is not None:
            query = query.where(_is(*only))
        lease = {"state": "sending", "claimer": claimer, "due_at": moment(now + LEASE)}
        with self._database.writing() as connection:
            while (row := connection.execute(query).first()) is not None:
                same = (outbox.c.number == row.number, outbox.c.state == row.state)
                unchanged = (*same, outbox.c.due_at == row.due_at)
                if connection.execute(sa.update(outbox).where(*unchanged).values(lease)).rowcount:
                    return self._entry(row)
        return None

    def acknowledge(self, number: int, reference: str) -> None:
        """The super-app has it, as `reference`."""
        self._end_sending(number, state="acked", reference=reference)

    def reject(self, number: int) -> None:
        """The super-app refused it for good. The body stays for the officer who takes it over."""
        self._end_sending(number, state="rejected")

    def postpone(self, number: int, until: datetime) -> None:
        """The attempt failed: not again before `until`."""
        again = outbox.c.attempts + 1
        self._end_sending(number, state="queued", attempts=again, due_at=moment(until))

    def recover(self, claimer: str) -> None:
        """Queue again what `claimer` was sending when it died, and let all that is queued be tried
        at once: who starts a machine again wants to see it work. For its start, before it claims.
        """
        mine = (outbox.c.state == "sending", outbox.c.claimer == claimer)
        waits = (outbox.c.state == "queued", outbox.c.due_at > 0)
        with self._database.writing() as connection:
            connection.execute(sa.update(outbox).where(*mine).values(state="queued", due_at=0))
            connection.execute(sa.update(outbox).where(*waits).values(due_at=0))

    def untold(self) -> list[Entry]:
        """Requests that came to their end and whose talk does not know yet; oldest first."""
        query = sa.select(outbox).where(outbox.c.state.in_(_ENDED), outbox.c.told.is_(False))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(outbox.c.number)).all()
        return [self._entry(row) for row in rows]

    def told(self, session_id: str, effect_id: str) -> None:
        """The talk knows the end. What was acknowledged is erased; receipt and reference stay."""
        mine = _is(session_id, effect_id)
        with self._database.writing() as connection:
            for state, values in (
                ("acked", {"told": True, "body": None}),
                ("rejected", {"told": True}),
            ):
                change = sa.update(outbox).where(mine, outbox.c.state == state)
                connection.execute(change.values(values))

    def waiting(self) -> int:
        """How many requests are still on their way."""
        query = sa.select(sa.func.count()).where(outbox.c.state.in_(_WAITING))
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def _end_sending(self, number: int, **values: Any) -> None:
        # Only while sending: what another sender has ended stays as it is.
        mine = (outbox.c.number == number, outbox.c.state == "sending")
        with self._database.writing() as connection:
            connection.execute(sa.update(outbox).where(*mine).values(claimer=None, **values))

    def _first(self, query: Any) -> Entry | None:
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else self._entry(row)

    def _entry(self, row: Any) -> Entry:
        letter = None
        if row.body is not None:
            plain = self._cipher.decrypt(bytes(row.body), **_place(row.session_id, row.effect_id))
            letter = _LETTER.decode(plain)
        same = {field: getattr(row, field) for field in Entry._fields if field != "letter"}
        return Entry(**same, letter=letter)


def _claimable(now: datetime) -> Any:
    earlier = outbox.alias("earlier")
    in_its_way = sa.select(earlier.c.number).where(
        earlier.c.session_id == outbox.c.session_id,
        earlier.c.number < outbox.c.number,
        earlier.c.state.in_(_WAITING),
    )
    due = sa.or_(
        outbox.c.due_at <= moment(now), outbox.c.due_at > moment(now + LONGEST_WAIT + LEASE)
    )
    return sa.select(outbox).where(outbox.c.state.in_(_WAITING), due, ~in_its_way.exists())


def _is(session_id: str, effect_id: str) -> Any:
    return sa.and_(outbox.c.session_id == session_id, outbox.c.effect_id == effect_id)


def _place(session_id: str, effect_id: str) -> dict[str, str]:
    return {"table": "outbox", "column": "body", "row": f"{session_id}/{effect_id}"}
