"""A request as something that is worked on: its steps, who has it, its number, its history."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from shared.database import Database
from shared.privacy.cipher import Cipher
from shared.superapp.reference import deadlines, workflow
from shared.superapp.reference.catalogue import Catalogue
from shared.superapp.reference.documents import Document, Documents
from shared.superapp.reference.moments import DAY_MS
from shared.superapp.reference.problems import NO_REQUEST, Fault, Problem
from shared.superapp.reference.register import Row
from shared.superapp.reference.tables import ANSWER, HISTORY, REQUEST
from shared.superapp.reference.workflow import Case, Move, Step

from .tables import EVIDENCE

TAKEN = Fault("taken", "Another officer has taken this.")
FULL = Fault("too_many_documents", "This request holds as many documents as it may.")
_MOST_DOCUMENTS = 20
_SETTLED_AT_ONCE = 500
AGREED = "agreed"  # of "hands": another filled it in, and the resident's own touch confirmed it


@dataclass(frozen=True)
class Event:
    """One step that was taken."""

    at_ms: int
    before: str
    after: str
    actor: str
    note: str | None


@dataclass(frozen=True)
class Moved:
    """A line of the feed: the request of `receipt` came to `after`."""

    receipt: str
    after: str
    at_ms: int


class Cases:
    """The requests of one database as cases. `clock` gives milliseconds since 1970."""

    def __init__(
        self, database: Database, cipher: Cipher, catalogue: Catalogue, clock: Callable[[], int]
    ) -> None:
        self._database = database
        self._cipher = cipher
        self._catalogue = catalogue
        self._clock = clock
        self._documents = Documents(database, cipher, clock)
        self._workflow = workflow.shipped()

    def case(self, row: Row) -> Case:
        """What the table of steps asks about a request."""
        with self._database.reading() as connection:
            return self._case(connection, vars(row))

    def possible(self, row: Row, role: str) -> list[Step]:
        """The steps that this role may take now, whatever they need besides time."""
        case, now = self.case(row), self._clock()
        steps = workflow.possible(self._workflow, case, role)
        return [s for s in steps if "in_time" not in s.needs or workflow.in_time(case, now)]

    def move(
        self,
        number: str,
        after: str,
        actor: str,
        role: str,
        *,
        official_number: str | None = None,
        reason: str | None = None,
        original: str | None = None,
    ) -> None:
        """Takes one step of the table, or raises its Problem; on disk when this returns."""
        move = Move(after, actor, role, self._clock(), official_number, reason, original)
        with self._database.writing() as connection:
            row = _locked(connection, number)
            workflow.check(self._workflow, self._case(connection, row), move)
            if original is not None:
                _known(connection, original, number)
            self._write(connection, row, move)

    def take(self, number: str, officer: str, *, over: bool) -> None:
        """The officer works on this now; Problem 409 when another does, unless `over`."""
        with self._database.writing() as connection:
            row = _locked(connection, number)
            if row["taken_by"] not in (None, officer) and not over:
                raise Problem(409, TAKEN)
            _update(connection, number, {"taken_by": officer})

    def release(self, number: str, *, released: bool) -> None:
        """Lets the public read the description, or no longer."""
        at = self._clock() if released else None
        with self._database.writing() as connection:
            _update(connection, number, {"released_ms": at, "updated_ms": self._clock()})

    def reset_pin(self, number: str, pin_hash: str) -> None:
        """Another PIN from now on."""
        with self._database.writing() as connection:
            _update(connection, number, {"pin_hash": pin_hash})

    def add_document(self, row: Row, kind: str, document: Document) -> dict[str, Any]:
        """Adds a clean file to a request that is not over; Problem 409 otherwise."""
        number = row.service_request_id
        with self._database.writing() as connection:
            status = _locked(connection, number)["status"]
            if status in self._workflow.final:
                raise Problem(409, Fault("over", "This request is over."))
            if len(self._documents.of(number)) >= _MOST_DOCUMENTS:
                raise Problem(409, FULL)
            document_id = self._documents.insert(connection, number, kind, document)
        size = len(document.content)
        return {
            "document_id": document_id,
            "kind": kind,
            "content_type": document.content_type,
            "size": size,
        }

    def official_number(self, row: Row) -> str | None:
        """Its number in the authority's own system, opened."""
        if row.official_number is None:
            return None
        return self._opened(row.official_number, "request", "official_number", row)

    def confirm_by(self, row: Row) -> int | None:
        """Until when the resident may answer a closing."""
        return row.confirm_by_ms if row.status in self._workflow.provisional else None

    def history(self, number: str) -> list[Event]:
        """The steps taken, the oldest first; the first status is not among them."""
        query = sa.select(HISTORY).where(HISTORY.c.service_request_id == number)
        with self._database.reading() as connection:
            found = connection.execute(query.order_by(HISTORY.c.number)).mappings().all()
        return [self._event(row) for row in found]

    def changes(self, client: str, since: int, limit: int) -> tuple[list[Moved], int, bool]:
        """Steps after the cursor `since` of requests this client sent, the new cursor, and whether
        there are more."""
        query = (
            sa.select(HISTORY.c.number, REQUEST.c.receipt, HISTORY.c.after, HISTORY.c.at_ms)
            .join(REQUEST, REQUEST.c.service_request_id == HISTORY.c.service_request_id)
            .join(ANSWER, ANSWER.c.service_request_id == HISTORY.c.service_request_id)
            .where(HISTORY.c.number > since, ANSWER.c.client == client)
            .where(REQUEST.c.receipt.is_not(None))
            .order_by(HISTORY.c.number)
            .limit(limit + 1)
        )
        with self._database.reading() as connection:
            found = connection.execute(query).all()
        page = found[:limit]
        cursor = page[-1].number if page else since
        return [Moved(r.receipt, r.after, r.at_ms) for r in page], cursor, len(found) > limit

    def settle(self) -> int:
        """Ends the closings that nobody answered in time; gives how many."""
        now = self._clock()
        due = sa.select(REQUEST.c.service_request_id).where(
            REQUEST.c.status.in_(sorted(self._workflow.provisional)),
            REQUEST.c.confirm_by_ms < now,
        )
        with self._database.reading() as connection:
            numbers = connection.execute(due.limit(_SETTLED_AT_ONCE)).scalars().all()
        return sum(self._settled(number) for number in numbers)

    def _settled(self, number: str) -> bool:
        try:
            self.move(number, "settled", workflow.CLOCK, workflow.CLOCK)
        except Problem:  # the resident answered just now
            return False
        return True

    def _case(self, connection: sa.engine.Connection, row: Mapping[str, Any]) -> Case:
        number = row["service_request_id"]
        service = self._catalogue.services[row["service_code"]]
        steps = HISTORY.c.service_request_id == number
        last = sa.select(HISTORY.c.actor).where(steps).order_by(HISTORY.c.number.desc()).limit(1)
        closed = sorted(self._workflow.provisional | self._workflow.final)
        reopened = sa.select(sa.func.max(HISTORY.c.at_ms)).where(
            steps, HISTORY.c.before.in_(closed)
        )
        since = connection.execute(reopened).scalar() or 0
        shown = sa.select(EVIDENCE.c.sha256).where(
            EVIDENCE.c.service_request_id == number, EVIDENCE.c.made_ms >= since
        )
        return Case(
            status=row["status"],
            completion=service.completion,
            # The resident's own touch counts as one of the two hands.
            two_hands=service.two_hands and not _touched(row),
            entered_by=row["entered_by"],
            last_actor=connection.execute(last).scalar(),
            has_evidence=connection.execute(shown.limit(1)).first() is not None,
            confirm_by_ms=row["confirm_by_ms"],
        )

    def _write(self, connection: sa.engine.Connection, row: Mapping[str, Any], move: Move) -> None:
        number, now = row["service_request_id"], move.now_ms
        changed: dict[str, object] = {"status": move.after, "updated_ms": now}
        changed["confirm_by_ms"] = self._answer_by(now) if self._provisional(move.after) else None
        if move.official_number is not None and move.after == "numbered":
            sealed = self._sealed(move.official_number, "request", "official_number", number)
            service = self._catalogue.services[row["service_code"]]
            expected = deadlines.expected(service, now, has_number=True)
            changed |= {"official_number": sealed, "expected_ms": expected}
        _update(connection, number, changed)
        note = None if move.reason is None else self._sealed(move.reason, "history", "note", number)
        _append(connection, number, row["status"], move, note)

    def _provisional(self, status: str) -> bool:
        return status in self._workflow.provisional

    def _answer_by(self, now: int) -> int:
        """The last moment to answer a closing; calendar days where no working days are known."""
        days = self._workflow.days_to_answer
        return deadlines.after(now, days) or now + 2 * days * DAY_MS

    def _event(self, row: Mapping[str, Any]) -> Event:
        note = row["note"]
        if note is not None:
            place = {"table": "history", "column": "note", "row": row["service_request_id"]}
            note = self._cipher.decrypt(note, **place).decode()
        return Event(row["at_ms"], row["before"], row["after"], row["actor"], note)

    def _sealed(self, text: str, table: str, column: str, number: str) -> bytes:
        return self._cipher.encrypt(text.encode(), table=table, column=column, row=number)

    def _opened(self, sealed: bytes, table: str, column: str, row: Row) -> str:
        number = row.service_request_id
        return self._cipher.decrypt(sealed, table=table, column=column, row=number).decode()


def _touched(row: Mapping[str, Any]) -> bool:
    """Whether the resident filled it in, or agreed to what another filled in."""
    return bool(row["actor"] == workflow.RESIDENT or row["hands"] == AGREED)


def _locked(connection: sa.engine.Connection, number: str) -> Mapping[str, Any]:
    """The request, which nobody else changes until this transaction ends; Problem 404."""
    query = sa.select(REQUEST).where(REQUEST.c.service_request_id == number).with_for_update()
    found: Mapping[str, Any] | None = connection.execute(query).mappings().first()
    if found is None:
        raise Problem(404, NO_REQUEST)
    return found


def _known(connection: sa.engine.Connection, original: str, number: str) -> None:
    """Problem 422 unless `original` is another request."""
    query = sa.select(REQUEST.c.service_request_id).where(REQUEST.c.service_request_id == original)
    if original == number or connection.execute(query).first() is None:
        raise Problem(422, Fault("wrong", "original must be the number of another request."))


def _update(connection: sa.engine.Connection, number: str, changed: Mapping[str, object]) -> None:
    query = sa.update(REQUEST).where(REQUEST.c.service_request_id == number)
    connection.execute(query.values(changed))


def _append(
    connection: sa.engine.Connection, number: str, before: str, move: Move, note: bytes | None
) -> None:
    """Adds a step. One at a time, so that the numbers come to light in their order and a reader
    of the feed, whose cursor has passed one, has seen all before it."""
    if connection.dialect.name == "postgresql":
        lock = sa.func.pg_advisory_xact_lock(sa.func.hashtext("pandu.history"))
        connection.execute(sa.select(lock))
    values = {
        "service_request_id": number,
        "at_ms": move.now_ms,
        "before": before,
        "after": move.after,
        "actor": move.actor,
        "note": note,
    }
    connection.execute(sa.insert(HISTORY), values)
