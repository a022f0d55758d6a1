"""The devices that may save talks and take them up. A token is shown once; its hash is kept."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from shared.database import Database, moment
from shared.hub.service.tables import DEVICE
from shared.hub.token import new_token

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_NOBODY = "0" * 64  # is compared with when there is no such device: that takes as long


class Device(NamedTuple):
    """A device as it is listed; times in microseconds since 1970."""

    name: str
    made_at: int
    revoked_at: int | None


class Devices:
    """The devices of one database. A token is "name.secret"."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def add(self, name: str) -> str | None:
        """A token for a new device, or for one that was revoked; None while the name is in use."""
        token = new_token(name)
        return token if self.trust(token) else None

    def trust(self, token: str) -> bool:
        """Let in whoever has this token. False while another one of that name is let in."""
        name = token.partition(".")[0]
        row = {"token_hash": _digest(token), "made_at": moment(self._clock()), "revoked_at": None}
        with self._database.writing() as connection:
            known = connection.execute(sa.select(DEVICE).where(DEVICE.c.name == name)).first()
            if known is None:
                connection.execute(sa.insert(DEVICE).values(name=name, **row))
            elif known.revoked_at is not None:
                change = sa.update(DEVICE).where(DEVICE.c.name == name)
                connection.execute(change.values(**row))
            else:
                return hmac.compare_digest(known.token_hash, row["token_hash"])
        return True

    def revoke(self, name: str) -> bool:
        """Keep the device out from now on; False where no such device is let in."""
        change = sa.update(DEVICE).where(DEVICE.c.name == name, DEVICE.c.revoked_at.is_(None))
        with self._database.writing() as connection:
            values = {"revoked_at": moment(self._clock())}
            return bool(connection.execute(change.values(**values)).rowcount)

    def known(self) -> list[Device]:
        """All there are and were, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(DEVICE).order_by(DEVICE.c.name))
            return [Device(row.name, row.made_at, row.revoked_at) for row in rows]

    def whose(self, token: str) -> str | None:
        """The name of the device with this token, compared in constant time; else None."""
        name = token.partition(".")[0]
        query = sa.select(DEVICE.c.token_hash).where(
            DEVICE.c.name == name, DEVICE.c.revoked_at.is_(None)
        )
        with self._database.reading() as connection:
            kept: Any = connection.execute(query).scalar_one_or_none()
        same = hmac.compare_digest(kept or _NOBODY, _digest(token))
        return name if same else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
