"""Comments that other systems send to a report: kept sealed for the officers, shown to nobody else.

mySociety's extension: https://fixmystreet.org/open311/updates/ . A comment says what its sender
holds for the status; it changes none, for that is the officers' to do.
"""

import hmac
import json
import re
import secrets
from dataclasses import dataclass

import sqlalchemy as sa

from shared.database import Database
from shared.privacy.cipher import Cipher
from shared.superapp.reference import intake, moments
from shared.superapp.reference.problems import OTHER_BODY, Fault, Problem, missing, wrong
from shared.superapp.reference.register import Register

from .form import Form
from .query import NUMBER
from .tables import COMMENT

_REQUIRED = ("service_request_id", "update_id", "updated_datetime", "description")
_OPTIONAL = ("status", "email", "title", "first_name", "last_name", "account_id", "media_url")
_UPDATE_ID = re.compile(r"[A-Za-z0-9_.:\-]{1,64}")
_LONGEST = {"description": 4_000}
_LONGEST_OTHER = 2_000  # characters
_ID_BYTES = 12

_INSERT = sa.insert(COMMENT)
_KNOWN = sa.select(COMMENT.c.comment_id, COMMENT.c.fingerprint).where(
    COMMENT.c.client == sa.bindparam("client"), COMMENT.c.update_id == sa.bindparam("update_id")
)


@dataclass(frozen=True)
class Comment:
    """A checked comment on the report `number`, by the name that its sender gave it."""

    number: str
    update_id: str
    sent: dict[str, str]


def read(sent: Form) -> Comment:
    """The comment in a form; Problem 400 with everything that is wrong with it."""
    given = {name: value for name in (*_REQUIRED, *_OPTIONAL) if (value := sent.get(name))}
    faults = [missing(name) for name in _REQUIRED if name not in given]
    for name, value in given.items():
        most = _LONGEST.get(name, _LONGEST_OTHER)
        if len(value) > most:
            faults.append(wrong(name, f"at most {most} characters"))
    faults += _shapes(given)
    if faults:
        raise Problem(400, *faults)
    return Comment(given["service_request_id"], given["update_id"], given)


def _shapes(given: dict[str, str]) -> list[Fault]:
    faults = []
    if not NUMBER.fullmatch(given.get("service_request_id", "x")):
        faults.append(wrong("service_request_id", "a number of a report"))
    if not _UPDATE_ID.fullmatch(given.get("update_id", "x")):
        faults.append(wrong("update_id", "1 to 64 letters, digits or - _ . :"))
    if intake.has_html(given.get("description", "")):
        faults.append(wrong("description", "plain text without HTML"))
    try:
        moments.parse_w3c(given.get("updated_datetime", "2026"))
    except ValueError:
        faults.append(wrong("updated_datetime", "a W3C date and time"))
    return faults


class Comments:
    """The comments in one database."""

    def __init__(self, database: Database, cipher: Cipher, register: Register) -> None:
        self._database = database
        self._cipher = cipher
        self._register = register

    def record(self, client: str, comment: Comment) -> str:
        """Our id of the comment, the same for the same one again; Problem 409 for another one."""
        try:
            return self._record_once(client, comment)
        except sa.exc.IntegrityError:  # the same call was faster; a second look finds it
            return self._record_once(client, comment)

    def _record_once(self, client: str, comment: Comment) -> str:
        fingerprint = self._register.fingerprint(["comment", comment.sent])
        # The client's own id may be made of anything: an HMAC of it is enough to know it again.
        known_as = self._cipher.blind(comment.update_id, "comment.update_id")
        same = {"client": client, "update_id": known_as}
        with self._database.writing() as connection:
            known = connection.execute(_KNOWN, same).first()
            if known is not None:
                if not hmac.compare_digest(known.fingerprint, fingerprint):
                    raise Problem(409, OTHER_BODY)
                return str(known.comment_id)
            comment_id = secrets.token_urlsafe(_ID_BYTES)
            row = {
                **same,
                "comment_id": comment_id,
                "service_request_id": comment.number,
                "fingerprint": fingerprint,
                "made_ms": self._register.now(),
                "sealed": self._cipher.encrypt(
                    json.dumps(comment.sent).encode(),
                    table="comment",
                    column="sealed",
                    row=comment_id,
                ),
            }
            connection.execute(_INSERT, row)
        return comment_id
