"""Photos that a talk has put aside until its request is on the authority's disk; sealed."""

from __future__ import annotations

import secrets
from datetime import datetime

import sqlalchemy as sa

from shared.database import Database, moment
from shared.privacy.cipher import Cipher
from shared.store.tables import photo

MOST_BYTES = 6 * 1024 * 1024  # as much as the reference super-app takes


class PhotoTooLargeError(ValueError):
    """More than `MOST_BYTES`. Its text repeats nothing of the photo."""


class Photos:
    """The photos of one database. A talk knows them by their name alone."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher

    def put(self, session_id: str, content: bytes, now: datetime) -> str:
        """Keep the photo; its name is what goes into the event `photo`.

        Raises `PhotoTooLargeError`.
        """
        if len(content) > MOST_BYTES:
            raise PhotoTooLargeError("a photo of more than 6 MB")
        ref = f"photo:{secrets.token_urlsafe(15)}"
        row = {
            "ref": ref,
            "session_id": session_id,
            "body": self._cipher.encrypt(content, table="photo", column="body", row=ref),
            "made_at": moment(now),
        }
        with self._database.writing() as connection:
            connection.execute(sa.insert(photo).values(row))
        return ref

    def get(self, ref: str) -> bytes | None:
        """The photo of that name; None where none is kept."""
        query = sa.select(photo.c.body).where(photo.c.ref == ref)
        with self._database.reading() as connection:
            sealed = connection.execute(query).scalar_one_or_none()
        if sealed is None:
            return None
        return self._cipher.decrypt(bytes(sealed), table="photo", column="body", row=ref)

    def forget(self, ref: str) -> None:
        """The photo is at the authority, or not wanted any more."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(photo).where(photo.c.ref == ref))

    def forget_all(self, session_id: str) -> None:
        """Every photo of a talk."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(photo).where(photo.c.session_id == session_id))
