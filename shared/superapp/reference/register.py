"""The register of requests: records each once, finds it again, keeps personal answers sealed."""

import hmac
import json
import random
import secrets
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from shared.database import Database
from shared.privacy.cipher import Cipher
from shared.superapp import receipt as receipts

from . import deadlines, moments
from .attributes import Value
from .catalogue import Catalogue, Service
from .documents import Document, Documents
from .problems import OTHER_BODY, RECEIPT_TAKEN, Problem
from .tables import ANSWER, REQUEST

_ID_SYMBOLS = 10  # 31**10 ids: a collision is not to be expected in the life of a city
_RNG = secrets.SystemRandom()

# Built once: making a statement costs more than running it.
_INSERT_REQUEST = sa.insert(REQUEST)
_INSERT_ANSWER = sa.insert(ANSWER)
_BY_RECEIPT = sa.select(REQUEST).where(REQUEST.c.receipt == sa.bindparam("value"))
_BY_NUMBER = sa.select(REQUEST).where(REQUEST.c.service_request_id == sa.bindparam("value"))
_BY_TICKET = sa.select(ANSWER.c.fingerprint, ANSWER.c.service_request_id).where(
    ANSWER.c.client == sa.bindparam("client"), ANSWER.c.key == sa.bindparam("key")
)


@dataclass(frozen=True)
class Submission:
    """A request that was checked: answers by attribute code, and what else was sent (sealed)."""

    service: Service
    answers: Mapping[str, Value]
    extra: Mapping[str, object] = field(default_factory=dict)
    address_id: str | None = None
    receipt: str | None = None
    pin_hash: str | None = None
    word: str | None = None
    channel: str | None = None
    actor: str | None = None
    hands: str | None = None
    language: str | None = None
    made_ms: int | None = None
    entered_by: str | None = None  # the officer who filled it in for the resident
    jurisdiction: str | None = None  # None: our own
    is_public: bool = False
    token: str | None = None  # stands for the number,
    number_ms: int | None = None  # which it tells from then on
    photo: Document | None = None


@dataclass(frozen=True)
class Ticket:
    """What makes a repeated call the same: the client, and HMACs of its key and of the body."""

    client: str
    key: str
    fingerprint: str


@dataclass(frozen=True)
class Row:
    """One request without anything sealed."""

    service_request_id: str
    service_code: str
    status: str
    requested_ms: int
    updated_ms: int
    expected_ms: int | None
    address_id: str | None
    receipt: str | None
    pin_hash: str | None
    person_index: str | None
    actor: str | None
    hands: str | None
    entered_by: str | None
    taken_by: str | None
    official_number: bytes | None = field(repr=False)
    confirm_by_ms: int | None
    jurisdiction: str
    is_public: bool
    released_ms: int | None
    token: str | None
    number_ms: int | None
    answers: Mapping[str, Value]
    sealed: bytes = field(repr=False)


class Register:
    """Requests in one database. `clock` gives milliseconds since 1970."""

    def __init__(
        self, database: Database, cipher: Cipher, catalogue: Catalogue, clock: Callable[[], int]
    ) -> None:
        self._database = database
        self._cipher = cipher
        self._catalogue = catalogue
        self._clock = clock
        self._documents = Documents(database, cipher, clock)
        # SQLite lets one writer in and makes the others poll, which is slow and unfair: our own
        # threads wait in line instead. PostgreSQL takes all of them at once.
        self._writers: AbstractContextManager[object] = (
            threading.Lock() if database.engine.dialect.name == "sqlite" else nullcontext()
        )

    @property
    def database(self) -> Database:
        """Where the requests are."""
        return self._database

    @property
    def cipher(self) -> Cipher:
        """What opens them."""
        return self._cipher

    def now(self) -> int:
        """Milliseconds since 1970."""
        return self._clock()

    def fingerprint(self, body: object) -> str:
        """The HMAC of a call's body in its canonical form."""
        return self._cipher.blind(json.dumps(body, sort_keys=True), "answer.fingerprint")

    def ticket(self, client: str, key: str, body: object) -> "Ticket":
        """What makes this call the same when it comes again. The key is kept as an HMAC only: a
        careless client may build it from anything, an NIK too."""
        return Ticket(client, self._cipher.blind(key, "answer.key"), self.fingerprint(body))

    def record(self, submission: Submission, ticket: Ticket | None) -> tuple[Row, bool]:
        """The recorded request, and whether it was there before. It is on disk when this returns.

        Problem 409 for a key used with another body, and for a receipt of another request.
        """
        try:
            return self._record_once(submission, ticket)
        except sa.exc.IntegrityError:
            # Somebody was faster with the same key or receipt; a second look finds what they wrote.
            return self._record_once(submission, ticket)

    def by_receipt(self, receipt: str) -> Row | None:
        """The request with this receipt (as stored: normalised)."""
        with self._database.reading() as connection:
            return _one(connection, _BY_RECEIPT, receipt)

    def personal(self, row: Row) -> dict[str, Value]:
        """The sealed answers of a request, opened."""
        answers: dict[str, Value] = self._opened(row)["answers"]
        return answers

    def correct(
        self, connection: sa.engine.Connection, number: str, wanted: Mapping[str, Value]
    ) -> None:
        """Writes other answers into the request `number`, within the caller's transaction."""
        found = _one(connection, _BY_NUMBER, number)
        if found is None:
            return
        service = self._catalogue.services[found.service_code]
        opened = self._opened(found)
        clear = {c: v for c, v in wanted.items() if service.attributes[c].open}
        opened["answers"].update({c: v for c, v in wanted.items() if c not in clear})
        nik = opened["answers"].get("nik")
        changed = {
            "answers": json.dumps({**found.answers, **clear}, sort_keys=True),
            "sealed": self._sealed(opened, number),
            "person_index": self._cipher.blind(nik, "nik") if isinstance(nik, str) else None,
        }
        same = REQUEST.c.service_request_id == number
        connection.execute(sa.update(REQUEST).where(same).values(changed))

    def ready(self) -> None:
        """Returns when the database answers; raises what it raises otherwise."""
        with self._database.reading() as connection:
            connection.execute(sa.select(REQUEST.c.service_request_id).limit(1))

    def _record_once(self, submission: Submission, ticket: Ticket | None) -> tuple[Row, bool]:
        with self._writers, self._database.writing() as connection:
            # In this order: who sees the receipt of this very call committed sees its answer too.
            taken = submission.receipt and _one(connection, _BY_RECEIPT, submission.receipt)
            known = None if ticket is None else _answered(connection, ticket)
            if known is not None:
                return known, True
            if taken:
                raise Problem(409, RECEIPT_TAKEN)
            values = self._values(submission)
            connection.execute(_INSERT_REQUEST, values)
            if submission.photo is not None:
                number = str(values["service_request_id"])
                self._documents.insert(connection, number, "media", submission.photo)
            if ticket is not None:
                connection.execute(_INSERT_ANSWER, _answer(ticket, values))
        return row_of(values), False

    def _values(self, submission: Submission) -> dict[str, object]:
        """The column values of a new request."""
        service = submission.service
        now = self._clock()
        number = _new_id(now)
        clear = {code for code in submission.answers if service.attributes[code].open}
        sealed = {
            "answers": {c: v for c, v in submission.answers.items() if c not in clear},
            "extra": dict(submission.extra),
        }
        nik = submission.answers.get("nik")
        return {
            "service_request_id": number,
            "service_code": service.code,
            "status": self._catalogue.first_status[service.completion],
            "requested_ms": now,
            "updated_ms": now,
            "expected_ms": deadlines.expected(service, now, has_number=False),
            "made_ms": submission.made_ms,
            "address_id": submission.address_id,
            "channel": submission.channel,
            "actor": submission.actor,
            "hands": submission.hands,
            "language": submission.language,
            "receipt": submission.receipt,
            "pin_hash": submission.pin_hash,
            "word": submission.word,
            "jurisdiction": submission.jurisdiction or self._catalogue.jurisdiction,
            "is_public": submission.is_public,
            "entered_by": submission.entered_by,
            "taken_by": None,
            "official_number": None,
            "confirm_by_ms": None,
            "released_ms": None,
            "token": submission.token,
            "number_ms": submission.number_ms,
            "person_index": self._cipher.blind(nik, "nik") if isinstance(nik, str) else None,
            "answers": json.dumps({c: submission.answers[c] for c in sorted(clear)}),
            "sealed": self._sealed(sealed, number),
        }

    def _opened(self, row: Row) -> dict[str, Any]:
        place = {"table": "request", "column": "sealed", "row": row.service_request_id}
        opened: dict[str, Any] = json.loads(self._cipher.decrypt(row.sealed, **place))
        return opened

    def _sealed(self, content: Mapping[str, object], number: str) -> bytes:
        place = {"table": "request", "column": "sealed", "row": number}
        return self._cipher.encrypt(json.dumps(content).encode(), **place)


def _answer(ticket: Ticket, values: Mapping[str, object]) -> dict[str, object]:
    """The column values that remember the call behind a new request."""
    return {
        "client": ticket.client,
        "key": ticket.key,
        "fingerprint": ticket.fingerprint,
        "service_request_id": values["service_request_id"],
        "made_ms": values["requested_ms"],
    }


def _answered(connection: sa.engine.Connection, ticket: Ticket) -> Row | None:
    """The request this very call made before; Problem 409 when the key came with another body."""
    same = {"client": ticket.client, "key": ticket.key}
    found = connection.execute(_BY_TICKET, same).first()
    if found is None:
        return None
    if not hmac.compare_digest(found.fingerprint, ticket.fingerprint):
        raise Problem(409, OTHER_BODY)
    return _one(connection, _BY_NUMBER, found.service_request_id)


def _one(connection: sa.engine.Connection, query: "sa.sql.Select", value: str) -> Row | None:
    found = connection.execute(query, {"value": value}).mappings().first()
    return None if found is None else row_of(found)


def row_of(columns: Mapping[str, Any]) -> Row:
    """A row from the columns of its table."""
    named = {name: columns[name] for name in Row.__dataclass_fields__}
    return Row(**{**named, "answers": json.loads(named["answers"])})


def _new_id(now: int, rng: random.Random = _RNG) -> str:
    """Like JKT-2026-7K3M9-PXQ4D: random, so it tells neither how many there are nor the next."""
    symbols = "".join(rng.choice(receipts.ALPHABET) for _ in range(_ID_SYMBOLS))
    half = _ID_SYMBOLS // 2
    return f"JKT-{moments.jakarta_day(now).year}-{symbols[:half]}-{symbols[half:]}"
