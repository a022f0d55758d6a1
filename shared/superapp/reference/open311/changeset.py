"""The changeset of the catalogue: since when this very one is served.

GeoReport's clients drop what they cached when it moves. It is noted down when it happens, so that
nobody has to remember it when the catalogue is edited.
"""

from dataclasses import replace

import sqlalchemy as sa

from shared.database import Database
from shared.superapp.reference.catalogue import Catalogue
from shared.superapp.reference.moments import w3c
from shared.superapp.reference.tables import OFFER

_SECOND_MS = 1_000  # what a changeset is told to
_LAST = sa.select(OFFER).order_by(OFFER.c.since_ms.desc()).limit(1)


def dated(catalogue: Catalogue, database: Database, now: int) -> Catalogue:
    """The catalogue with its changeset: `now` (milliseconds) for another one than last time."""
    with database.writing() as connection:
        last = connection.execute(_LAST).first()
        if last is not None and last.etag == catalogue.etag:
            return replace(catalogue, changeset=w3c(last.since_ms))
        since = now if last is None else max(now, last.since_ms + _SECOND_MS)
        connection.execute(sa.insert(OFFER), {"since_ms": since, "etag": catalogue.etag})
    return replace(catalogue, changeset=w3c(since))
