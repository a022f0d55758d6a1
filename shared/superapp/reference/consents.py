"""Consents as rows: text version, language, channel, helper, time; each recorded once."""

import hmac
from collections.abc import Callable
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from shared.database import Database

from .problems import OTHER_BODY, Problem
from .register import Ticket
from .tables import CONSENT


@dataclass(frozen=True)
class Consent:
    """What was asked and answered. All labels are short words; nothing names a person."""

    receipt: str | None
    given: bool
    purpose: str
    text_version: str
    language: str
    channel: str
    helper: str | None
    asked_ms: int


class Consents:
    """The consents in one database. `clock` gives milliseconds since 1970."""

    def __init__(self, database: Database, clock: Callable[[], int]) -> None:
        self._database = database
        self._clock = clock

    def record(self, consent: Consent, ticket: Ticket) -> int:
        """When it was recorded, in milliseconds since 1970; the same for the same call again.

        Problem 409 for a key used with another body.
        """
        try:
            return self._record_once(consent, ticket)
        except sa.exc.IntegrityError:  # somebody was faster with the same key
            return self._record_once(consent, ticket)

    def _record_once(self, consent: Consent, ticket: Ticket) -> int:
        same = (CONSENT.c.client == ticket.client) & (CONSENT.c.key == ticket.key)
        made_ms = self._clock()
        with self._database.writing() as connection:
            found = connection.execute(
                sa.select(CONSENT.c.fingerprint, CONSENT.c.made_ms).where(same)
            ).first()
            if found is None:
                values = {**asdict(consent), **asdict(ticket), "made_ms": made_ms}
                connection.execute(sa.insert(CONSENT), values)
                return made_ms
        if not hmac.compare_digest(found.fingerprint, ticket.fingerprint):
            raise Problem(409, OTHER_BODY)
        return int(found.made_ms)
