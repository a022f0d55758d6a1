"""What UU 27/2022 owes a person about their data here: to see all of it, to have it erased.

A receipt with its PIN proves that somebody made this one request; an NIK that was typed proves
nothing. So a receipt opens its own request, and `whole_person` (every request of the same NIK, by
its blind index) is for an officer who saw the card.
"""

import base64
import json
from typing import Any

import sqlalchemy as sa

from . import audit, moments
from .audit import AccessLog
from .documents import DOCUMENT
from .officers.tables import EVIDENCE
from .open311.tables import COMMENT
from .register import Register, Row
from .tables import ANSWER, CONSENT, CORRECTION, HISTORY, REQUEST

# Children of a request, erased before it: not every database was told to cascade.
_CHILDREN = (EVIDENCE, DOCUMENT, COMMENT, CORRECTION, HISTORY, ANSWER)
_HIDDEN = {"pin_hash", "person_index", "sealed", "official_number", "answers", "fingerprint", "key"}


def collect(register: Register, row: Row, *, whole_person: bool = False) -> dict[str, Any]:
    """All that is kept, opened: {"requests": [...], "log": [...]}; JSON throughout."""
    audit.acting("resident", action="export")
    with register.database.reading() as connection:
        requests = _requests(connection, row, whole_person)
        log = AccessLog(register.database, register.cipher, register.now)
        parts = [_request(register, connection, request) for request in requests]
        ids = [one for request in requests for one in _ids(connection, request)]
        return {"requests": parts, "log": [_when(entry) for entry in log.of(connection, ids)]}


def erase(register: Register, row: Row, *, whole_person: bool = False) -> dict[str, int]:
    """Erases the request with all that belongs to it; rows of each table that are gone.

    The access log stays: it holds pseudonyms of ids that no longer exist. Consents stay as the
    proof that article 24 asks for, without the receipt that leads to a person.
    """
    counts: dict[str, int] = {}
    with register.database.writing() as connection:
        for request in _requests(connection, row, whole_person):
            number = request["service_request_id"]
            for table in (*_CHILDREN, REQUEST):
                same = table.c.service_request_id == number
                gone = connection.execute(sa.delete(table).where(same)).rowcount
                counts[table.name] = counts.get(table.name, 0) + gone
            same = CONSENT.c.receipt == request["receipt"]
            connection.execute(sa.update(CONSENT).where(same).values(receipt=None))
    return {name: count for name, count in counts.items() if count}


def correct(register: Register, number: str, wanted: dict[str, Any]) -> None:
    """Puts other answers into the request `number`; its blind index follows a corrected NIK."""
    with register.database.writing() as connection:
        register.correct(connection, number, wanted)


def _requests(connection: sa.engine.Connection, row: Row, whole_person: bool) -> list[Any]:
    same = REQUEST.c.service_request_id == row.service_request_id
    if whole_person and row.person_index is not None:
        same = REQUEST.c.person_index == row.person_index
    return list(connection.execute(sa.select(REQUEST).where(same)).mappings())


def _request(register: Register, connection: sa.engine.Connection, request: Any) -> dict[str, Any]:
    number = request["service_request_id"]
    sealed = json.loads(_opened(register, "request", "sealed", number, request["sealed"]))
    official = request["official_number"]
    if official is not None:
        official = _opened(register, "request", "official_number", number, official).decode()
    return {
        **_shown(request),
        "answers": {**json.loads(request["answers"]), **sealed["answers"]},
        "extra": sealed["extra"],
        "official_number": official,
        "history": [
            {**_shown(step), "note": _note(register, number, step["note"])}
            for step in _of(connection, HISTORY, number)
        ],
        "documents": [
            {**_shown(one), "content": _content(register, one)}
            for one in _of(connection, DOCUMENT, number)
        ],
        "corrections": [
            {
                **_shown(one),
                "wanted": json.loads(
                    _opened(register, "correction", "sealed", number, one["sealed"])
                ),
            }
            for one in _of(connection, CORRECTION, number)
        ],
        "comments": [
            {
                **_shown(one),
                "sent": json.loads(
                    _opened(register, "comment", "sealed", one["comment_id"], one["sealed"])
                ),
            }
            for one in _of(connection, COMMENT, number)
        ],
        "consents": [
            _shown(one)
            for one in connection.execute(
                sa.select(CONSENT).where(CONSENT.c.receipt == request["receipt"])
            ).mappings()
        ],
    }


def _of(connection: sa.engine.Connection, table: sa.Table, number: str) -> list[Any]:
    query = sa.select(table).where(table.c.service_request_id == number)
    return list(connection.execute(query).mappings())


def _shown(row: Any) -> dict[str, Any]:
    """What stands in the clear, with moments as people write them."""
    return {
        name.removesuffix("_ms") + ("_at" if name.endswith("_ms") else ""): (
            moments.w3c(value) if name.endswith("_ms") and value is not None else value
        )
        for name, value in row.items()
        if name not in _HIDDEN and not isinstance(value, bytes | memoryview)
    }


def _when(entry: dict[str, Any]) -> dict[str, Any]:
    return {"at": moments.w3c(entry["at_ms"]), **{k: v for k, v in entry.items() if k != "at_ms"}}


def _note(register: Register, number: str, sealed: bytes | None) -> str | None:
    return None if sealed is None else _opened(register, "history", "note", number, sealed).decode()


def _content(register: Register, one: Any) -> str:
    plain = _opened(register, "document", "sealed", one["document_id"], one["sealed"])
    return base64.b64encode(plain).decode()


def _opened(register: Register, table: str, column: str, row: str, sealed: bytes) -> bytes:
    return register.cipher.decrypt(bytes(sealed), table=table, column=column, row=row)


def _ids(connection: sa.engine.Connection, request: Any) -> list[str]:
    """Every id under which the log may tell of this request."""
    number = request["service_request_id"]
    own = [number, request["receipt"]]
    for table, column in ((DOCUMENT, "document_id"), (COMMENT, "comment_id"), (EVIDENCE, "sha256")):
        own += [one[column] for one in _of(connection, table, number)]
    return [one for one in own if one is not None]
