"""Photos that show the work is done: when, where, by whom; each proves one thing once."""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from PIL import Image

from shared.database import Database
from shared.privacy.cipher import Cipher
from shared.superapp.reference.documents import Document, Documents
from shared.superapp.reference.problems import Fault, Problem

from . import likeness
from .tables import EVIDENCE, EVIDENCE_BAND

KIND = "evidence"
EARLY_MS = 5 * 60_000  # a camera's clock may be ahead of ours by this much
USED = Fault("used_photo", "This photo was used as evidence before.")
FROM_THE_FUTURE = Fault("wrong", "taken_at must be a time in the past.")


@dataclass(frozen=True)
class Proof:
    """One photo as evidence. `resembles` is the sha256 of an earlier one that looks the same."""

    sha256: str
    by: str
    taken_ms: int
    resembles: str | None


class Evidence:
    """The evidence in one database. `clock` gives milliseconds since 1970."""

    def __init__(self, database: Database, cipher: Cipher, clock: Callable[[], int]) -> None:
        self._database = database
        self._cipher = cipher
        self._clock = clock
        self._documents = Documents(database, cipher, clock)

    def add(
        self, number: str, by: str, photo: Document, taken_ms: int, place: Mapping[str, str | None]
    ) -> Proof:
        """Keeps a photo as evidence for the request `number`.

        The same photo by the same officer for the same request again is the same evidence;
        Problem 409 when it proved something else. `place` has lat and long, or address_id.
        """
        if taken_ms > self._clock() + EARLY_MS:
            raise Problem(422, FROM_THE_FUTURE)
        with Image.open(io.BytesIO(photo.content)) as opened:
            seen = likeness.dhash(opened)
        try:
            with self._database.writing() as connection:
                known = _same(connection, photo.original, number, by)
                if known is not None:
                    return known
                resembles = _resembled(connection, seen)
                self._insert(connection, number, by, photo, taken_ms, place, seen, resembles)
        except sa.exc.IntegrityError:  # somebody was faster with the very photo
            raise Problem(409, USED) from None
        return Proof(photo.original, by, taken_ms, resembles)

    def of(self, number: str) -> list[Proof]:
        """The evidence of a request, the oldest first."""
        query = sa.select(EVIDENCE).where(EVIDENCE.c.service_request_id == number)
        with self._database.reading() as connection:
            found = connection.execute(query.order_by(EVIDENCE.c.made_ms)).all()
        return [_proof(row) for row in found]

    def _insert(
        self,
        connection: sa.engine.Connection,
        number: str,
        by: str,
        photo: Document,
        taken_ms: int,
        place: Mapping[str, str | None],
        seen: int,
        resembles: str | None,
    ) -> None:
        values = {
            "sha256": photo.original,
            "service_request_id": number,
            "dhash": f"{seen:016x}",
            "resembles": resembles,
            "by": by,
            "taken_ms": taken_ms,
            "made_ms": self._clock(),
            "sealed": self._cipher.encrypt(
                json.dumps(dict(place)).encode(),
                table="evidence",
                column="sealed",
                row=photo.original,
            ),
            "document_id": self._documents.insert(connection, number, KIND, photo),
        }
        connection.execute(sa.insert(EVIDENCE), values)
        listed = [
            {"band": band, "bits": bits, "sha256": photo.original}
            for band, bits in likeness.bands(seen)
        ]
        connection.execute(sa.insert(EVIDENCE_BAND), listed)


def _same(connection: sa.engine.Connection, sha256: str, number: str, by: str) -> Proof | None:
    """This photo, where it is the evidence of this very request already; Problem 409 elsewhere."""
    found = connection.execute(sa.select(EVIDENCE).where(EVIDENCE.c.sha256 == sha256)).first()
    if found is None:
        return None
    if (found.service_request_id, found.by) != (number, by):
        raise Problem(409, USED)
    return _proof(found)


def _resembled(connection: sa.engine.Connection, seen: int) -> str | None:
    """The nearest earlier photo that looks the same, by the index of bands."""
    in_a_band = sa.or_(
        *(
            (EVIDENCE_BAND.c.band == band) & (EVIDENCE_BAND.c.bits == bits)
            for band, bits in likeness.bands(seen)
        )
    )
    query = sa.select(EVIDENCE.c.sha256, EVIDENCE.c.dhash).join(EVIDENCE_BAND).where(in_a_band)
    near = [
        ((int(row.dhash, 16) ^ seen).bit_count(), row.sha256)
        for row in connection.execute(query.distinct())
        if likeness.alike(int(row.dhash, 16), seen)
    ]
    return min(near)[1] if near else None


def _proof(row: "sa.engine.Row") -> Proof:
    return Proof(row.sha256, row.by, row.taken_ms, row.resembles)
