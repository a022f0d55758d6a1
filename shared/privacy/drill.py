"""A breach, or the drill of one: whom to tell of what, and the letters (UU 27/2022, article 46)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
import yaml

from shared.database import Database
from shared.privacy.cipher import Cipher
from shared.superapp import receipt as receipts
from shared.superapp.reference.documents import DOCUMENT
from shared.superapp.reference.moments import to_ms
from shared.superapp.reference.tables import REQUEST

DEADLINE = timedelta(days=3)  # 3 x 24 hours from the moment it is known
_LETTERS = Path(__file__).with_name("letters.yaml")


class Affected(NamedTuple):
    """One request whose data were open. `data` are codes, no values."""

    number: str
    receipt: str | None
    service: str
    channel: str | None
    word: str | None
    data: tuple[str, ...]


class Breach(NamedTuple):
    """What was open: all that was in the database from `since` to `until`, or these `receipts`."""

    since: datetime
    until: datetime
    receipts: Sequence[str] = ()


def affected(database: Database, cipher: Cipher, breach: Breach) -> Iterator[Affected]:
    """Every request that was there in that time, or that was named."""
    query = sa.select(REQUEST).where(REQUEST.c.requested_ms <= to_ms(breach.until))
    if breach.receipts:
        wanted = [receipts.normalise(one) for one in breach.receipts]
        query = sa.select(REQUEST).where(REQUEST.c.receipt.in_(wanted))
    with database.reading() as connection:
        # All at once: the connection is asked for the papers in between.
        for row in connection.execute(query.order_by(REQUEST.c.requested_ms)).all():
            yield _one(connection, cipher, row)


def _one(connection: sa.engine.Connection, cipher: Cipher, row: Any) -> Affected:
    number = row.service_request_id
    opened = cipher.decrypt(bytes(row.sealed), table="request", column="sealed", row=number)
    held = json.loads(opened)
    papers = sa.select(DOCUMENT.c.kind).where(DOCUMENT.c.service_request_id == number)
    data = {*held["answers"], *held["extra"], *connection.execute(papers.distinct()).scalars()}
    return Affected(
        number, row.receipt, row.service_code, row.channel, row.word, tuple(sorted(data))
    )


def line(one: Affected) -> str:
    """Whom to tell, for the operator's screen: no value of anybody."""
    name = receipts.group(one.receipt) if one.receipt else one.number
    return f"{name}  {one.service:<20} {one.channel or '-':<10} {', '.join(one.data) or '-'}"


def deadline(now: datetime) -> datetime:
    """Until when everybody affected, and the authority, must have been told."""
    return now + DEADLINE


def write_letters(folder: Path, breach: Breach, everybody: Sequence[Affected]) -> int:
    """A letter in each language for each request, readable by the owner alone; how many."""
    texts = yaml.safe_load(_LETTERS.read_text(encoding="utf-8"))
    names = texts.pop("data")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in everybody:
        for language, letter in texts.items():
            known = names[language]
            slots = {
                "receipt": receipts.group(one.receipt) if one.receipt else one.number,
                "since": _day(breach.since),
                "until": _day(breach.until),
                "data": ", ".join(dict.fromkeys(known.get(code, code) for code in one.data)),
                "word": one.word or "-",
            }
            content = f"{letter['subject']}\n\n{letter['text']}".format(**slots)
            _write(folder / f"{one.number}.{language}.txt", content)
    return len(everybody) * len(texts)


def _write(path: Path, content: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(content)


def _day(moment: datetime) -> str:
    return moment.astimezone(timezone(timedelta(hours=7))).strftime("%d-%m-%Y %H:%M")
