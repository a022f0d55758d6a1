"""A new key: everything sealed with an old one is sealed anew, a few rows at a time, while others
write. It can be stopped at any point and begun again."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa

from shared.database import Database
from shared.privacy.cipher import Cipher
from shared.privacy.inventory import Place
from shared.privacy.keys import load_or_make, retire, rotate, rotating

BATCH = 100  # rows of one transaction


class Rotated(NamedTuple):
    """How many values were sealed anew, and how many old keys are gone."""

    values: int
    keys: int


def rotate_all(
    database: Database, places: Sequence[Place], key_file: Path, grace: float
) -> Rotated:
    """Makes a new key, unless an earlier rotation was not ended; reseals; retires the old ones.

    A running program seals with the new key from its next value on; `grace` is how many seconds a
    value that it sealed just before may take to be committed.
    """
    cipher = load_or_make(key_file, {}) if rotating(key_file) else rotate(key_file)
    values = reseal(database, places, cipher)
    time.sleep(grace)
    while late := reseal(database, places, cipher):
        values += late
    return Rotated(values, retire(key_file))


def reseal(database: Database, places: Iterable[Place], cipher: Cipher) -> int:
    """Seals with the current key what another one has sealed; how many values that were."""
    return sum(
        _reseal(database, place, rows, cipher)
        for place in places
        for rows in _batches(database, place)
    )


def _batches(database: Database, place: Place) -> Iterator[list[Any]]:
    """All rows with something in this place, a few at a time, in the order of their keys."""
    key = list(place.table.primary_key)
    names = {column.name for column in key} | {place.column, *place.row}
    query = (
        sa.select(*(place.table.c[name] for name in sorted(names)))
        .where(place.table.c[place.column].is_not(None))
        .order_by(*key)
        .limit(BATCH)
    )
    after: Any = sa.true()
    while True:
        with database.reading() as connection:
            rows = list(connection.execute(query.where(after)))
        if not rows:
            return
        yield rows
        last = [getattr(rows[-1], column.name) for column in key]
        after = sa.tuple_(*key) > sa.tuple_(*(sa.literal(value) for value in last))


def _reseal(database: Database, place: Place, rows: list[Any], cipher: Cipher) -> int:
    sealed = place.table.c[place.column]
    stale = [row for row in rows if not cipher.is_current(bytes(getattr(row, place.column)))]
    if not stale:
        return 0
    done = 0
    with database.writing() as connection:
        for row in stale:
            old = bytes(getattr(row, place.column))
            new = cipher.encrypt(cipher.decrypt(old, **place.of(row)), **place.of(row))
            # Unchanged only: what somebody wrote since is theirs, and looked at in the next round.
            same = [column == getattr(row, column.name) for column in place.table.primary_key]
            change = sa.update(place.table).where(*same, sealed == old).values({sealed.name: new})
            done += connection.execute(change).rowcount
    return done
