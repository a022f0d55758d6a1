"""What residents want put right: asked for, due in 3 x 24 hours, applied by an officer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from shared.database import Database
from shared.privacy.cipher import Cipher
from shared.superapp.reference.attributes import Value
from shared.superapp.reference.problems import NOT_FOUND, Problem
from shared.superapp.reference.register import Register, Row
from shared.superapp.reference.tables import CORRECTION, REQUEST

from .accounts import Account
from .worklist import within

DUE_MS = 3 * 24 * 3_600_000  # UU 27/2022, article 30
ALERT_MS = 48 * 3_600_000  # when an open one is shown as urgent


@dataclass(frozen=True)
class Correction:
    """One open correction. Which attributes, not what they should be."""

    number: int
    service_request_id: str
    codes: list[str]
    due_ms: int
    urgent: bool
    wanted: Mapping[str, Value] = field(repr=False)


class Corrections:
    """The corrections in one database. `clock` gives milliseconds since 1970."""

    def __init__(
        self, database: Database, cipher: Cipher, register: Register, clock: Callable[[], int]
    ) -> None:
        self._database = database
        self._cipher = cipher
        self._register = register
        self._clock = clock

    def ask(self, row: Row, wanted: Mapping[str, Value]) -> tuple[int, int]:
        """Records a wish; its number, and when it is due in milliseconds since 1970."""
        now = self._clock()
        number = row.service_request_id
        values = {
            "service_request_id": number,
            "person_index": row.person_index,
            "sealed": self._cipher.encrypt(
                json.dumps(dict(wanted)).encode(), table="correction", column="sealed", row=number
            ),
            "made_ms": now,
            "due_ms": now + DUE_MS,
        }
        with self._database.writing() as connection:
            made = connection.execute(sa.insert(CORRECTION), values)
            return int(made.inserted_primary_key[0]), now + DUE_MS

    def open(self, officer: Account) -> list[Correction]:
        """Those not yet done in the officer's area, the most urgent first."""
        query = (
            sa.select(CORRECTION)
            .join(REQUEST, REQUEST.c.service_request_id == CORRECTION.c.service_request_id)
            .where(CORRECTION.c.done_ms.is_(None), within(officer.area))
            .order_by(CORRECTION.c.due_ms, CORRECTION.c.number)
        )
        with self._database.reading() as connection:
            return [self._correction(row) for row in connection.execute(query)]

    def overdue(self) -> int:
        """How many are open after 48 hours; for the metrics."""
        late = CORRECTION.c.made_ms < self._clock() - ALERT_MS
        query = sa.select(sa.func.count()).where(CORRECTION.c.done_ms.is_(None), late)
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def decide(self, number: int, officer: Account, *, applied: bool) -> None:
        """Applies the correction to the request, or turns it down; Problem 404 when not open."""
        with self._database.writing() as connection:
            query = (
                sa.select(CORRECTION)
                .join(REQUEST, REQUEST.c.service_request_id == CORRECTION.c.service_request_id)
                .where(CORRECTION.c.number == number, CORRECTION.c.done_ms.is_(None))
                .where(within(officer.area))
                .with_for_update()
            )
            found = connection.execute(query).first()
            if found is None:
                raise Problem(404, NOT_FOUND)
            if applied:
                wanted = self._correction(found).wanted
                self._register.correct(connection, found.service_request_id, wanted)
            done = {"done_ms": self._clock(), "done_by": officer.name, "applied": applied}
            same = CORRECTION.c.number == number
            connection.execute(sa.update(CORRECTION).where(same).values(done))

    def _correction(self, row: "sa.engine.Row") -> Correction:
        number = row.service_request_id
        opened = self._cipher.decrypt(row.sealed, table="correction", column="sealed", row=number)
        wanted = json.loads(opened)
        urgent = row.made_ms < self._clock() - ALERT_MS
        return Correction(row.number, number, sorted(wanted), row.due_ms, urgent, wanted)
