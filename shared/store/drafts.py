"""Saved talks: a short code that can be spoken, kept as its blind index only.

A code is six symbols of the receipts' alphabet in two threes ("K7Q-M2X"), about 887 million. It is
derived from the effect that asked for it, so asking again gives the same code without keeping it.
"""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from shared.database import Database, moment
from shared.privacy.cipher import Cipher
from shared.store.tables import draft
from shared.superapp.receipt import ALPHABET, group, normalise

KEPT = timedelta(days=14)
LENGTH = 6
# With 10,000 saved talks at a time, guessing all day finds one in about 1,800 days.
WRONG_CODES_A_DAY = 50


class Draft(NamedTuple):
    """A code in threes, and until when it is good. `here_only`: not at other places yet."""

    code: str
    until: datetime
    here_only: bool = False


class TooManyCodesError(Exception):
    """Too many wrong codes came to this program today; an officer can help."""


class Drafts:
    """The saved talks of one database. The count of wrong codes is this program's own."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher
        self._lock = threading.Lock()
        self._day: date | None = None
        self._wrong = 0

    def save(self, session_id: str, effect_id: str, now: datetime) -> Draft:
        """A code for the talk, good for `KEPT`. The same effect again: the same code and time."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(draft).where(draft.c.until <= moment(now)))
        return self._give(session_id, effect_id, 0, now)

    def claim(self, code: str, now: datetime) -> str | None:
        """The session that was saved under `code`, as a person types it; None when there is none.

        Raises `TooManyCodesError` after `WRONG_CODES_A_DAY` wrong ones on one day.
        """
        with self._lock:
            if self._day != now.date():
                self._day, self._wrong = now.date(), 0
            if self._wrong >= WRONG_CODES_A_DAY:
                raise TooManyCodesError
            found = self.peek(code, now)
            self._wrong += found is None
            return found

    def saved(self, session_id: str, now: datetime) -> bool:
        """Whether the talk has a code that is still good."""
        query = sa.select(draft.c.salt).where(
            draft.c.session_id == session_id, draft.c.until > moment(now)
        )
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def peek(self, code: str, now: datetime) -> str | None:
        """As `claim`, for a code that was counted elsewhere."""
        query = sa.select(draft.c.session_id).where(
            draft.c.code_index == self._index(normalise(code)), draft.c.until > moment(now)
        )
        with self._database.reading() as connection:
            found: str | None = connection.execute(query).scalar_one_or_none()
            return found

    def pseudonym(self, person: str) -> str:
        """A name that says nothing, the same for the same person."""
        return self._cipher.blind(person, "draft person")

    def another(self, session_id: str, effect_id: str, now: datetime) -> Draft:
        """Another code in the place of the first, which nobody has seen yet."""
        mine = (draft.c.session_id == session_id, draft.c.effect_id == effect_id)
        with self._database.writing() as connection:
            salt = connection.execute(sa.select(draft.c.salt).where(*mine)).scalar() or 0
            connection.execute(sa.delete(draft).where(*mine))
        return self._give(session_id, effect_id, salt + 1, now)

    def find(self, session_id: str, effect_id: str, now: datetime) -> Draft | None:
        """The code of this effect, while it is good."""
        query = sa.select(draft).where(
            draft.c.session_id == session_id, draft.c.effect_id == effect_id
        )
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        left = timedelta(microseconds=row.until - moment(now))
        return Draft(group(self._code(session_id, effect_id, row.salt)), now + left)

    def _give(self, session_id: str, effect_id: str, salt: int, now: datetime) -> Draft:
        while True:
            code = self._code(session_id, effect_id, salt)
            row = {
                "session_id": session_id,
                "effect_id": effect_id,
                "salt": salt,
                "code_index": self._index(code),
                "until": moment(now + KEPT),
            }
            try:
                with self._database.writing() as connection:
                    connection.execute(sa.insert(draft).values(row))
            except sa.exc.IntegrityError:
                first = self.find(session_id, effect_id, now)
                if first is not None:
                    return first
                salt += 1  # another talk has this code
                continue
            return Draft(group(code), now + KEPT)

    def _code(self, session_id: str, effect_id: str, salt: int) -> str:
        number = int(self._cipher.blind(f"{session_id}/{effect_id}/{salt}", "draft code"), 16)
        symbols = []
        for _ in range(LENGTH):
            number, symbol = divmod(number, len(ALPHABET))
            symbols.append(ALPHABET[symbol])
        return "".join(symbols)

    def _index(self, code: str) -> str:
        return self._cipher.blind(code, "draft index")
