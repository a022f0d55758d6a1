"""The authority's staff: named accounts, lockout, and sessions that end.

Passwords are kept as argon2id, session tokens as SHA-256: whoever reads the database can log in
with neither.
"""

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from shared.database import Database
from shared.superapp.reference.problems import Fault, Problem

from .tables import ACCOUNT, SESSION

ROLES = ("officer", "supervisor", "admin")
TRIES = 5  # wrong passwords in a row
LOCKED_MS = 15 * 60_000
SESSION_MS = 10 * 3_600_000  # a working day; then one logs in again
SHORTEST_PASSWORD = 12  # characters; length guards better than kinds of symbols
LONGEST_PASSWORD = 200

_NAME = re.compile(r"[a-z][a-z0-9._\-]{1,31}")
_AREA = re.compile(r"(\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?)?")
# Names of the workflow's own actors, which history shows beside those of accounts.
_TAKEN_NAMES = {"resident", "clock"}
_HASHER = PasswordHasher(time_cost=3, memory_cost=19_456, parallelism=1, type=Type.ID)
# Verified for a name nobody has, so that it takes as long as a wrong password.
_NO_HASH = _HASHER.hash(secrets.token_urlsafe())
_TOKEN_BYTES = 32

NOT_LOGGED_IN = Fault("not_logged_in", "Log in first; the session may have ended.")
NOT_LET_IN = Fault(
    "not_let_in", "Name or password is wrong, or too many were wrong; then wait fifteen minutes."
)
NOT_YOURS = Fault("not_yours", "Your role does not do this.")


class AccountError(Exception):
    """An account cannot be made. One plain line for the operator, with the cure."""


@dataclass(frozen=True)
class Account:
    """Who is logged in. `area` is a Kemendagri code, or the beginning of one; "" is everywhere."""

    name: str
    role: str
    area: str


@dataclass(frozen=True)
class Session:
    """A fresh session. The token is shown once and not kept."""

    token: str
    account: Account
    expires_ms: int


class Accounts:
    """The accounts in one database. `clock` gives milliseconds since 1970."""

    def __init__(self, database: Database, clock: Callable[[], int]) -> None:
        self._database = database
        self._clock = clock

    def add(self, name: str, role: str, area: str, password: str) -> None:
        """Makes an account; `AccountError` when something about it will not do."""
        _check(name, role, area, password)
        values = {
            "name": name,
            "role": role,
            "area": area,
            "password_hash": _HASHER.hash(password),
            "wrong": 0,
            "locked_until_ms": 0,
            "disabled": False,
            "made_ms": self._clock(),
        }
        try:
            with self._database.writing() as connection:
                connection.execute(sa.insert(ACCOUNT), values)
        except sa.exc.IntegrityError:
            raise AccountError(
                f"There is an officer {name} already; choose another name."
            ) from None

    def log_in(self, name: str, password: str) -> Session:
        """A new session; Problem 401, the same for every reason not to let somebody in."""
        found = self._take_a_try(name)
        if not _fits(password, _NO_HASH if found is None else found.password_hash) or found is None:
            raise Problem(401, NOT_LET_IN)
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        now = self._clock()
        session = Session(token, _account(found), now + SESSION_MS)
        row = {"token_hash": _digest(token), "account": name, "expires_ms": session.expires_ms}
        with self._database.writing() as connection:
            connection.execute(sa.delete(SESSION).where(SESSION.c.expires_ms <= now))
            connection.execute(sa.insert(SESSION), row)
            forgiven = {"wrong": 0, "locked_until_ms": 0}
            connection.execute(sa.update(ACCOUNT).where(ACCOUNT.c.name == name).values(forgiven))
        return session

    def who(self, token: str | None) -> Account:
        """Whose session this is; Problem 401 where there is none."""
        live = (
            (SESSION.c.token_hash == _digest(token or ""))
            & (SESSION.c.expires_ms > self._clock())
            & ~ACCOUNT.c.disabled
        )
        with self._database.reading() as connection:
            found = connection.execute(
                sa.select(ACCOUNT).select_from(ACCOUNT.join(SESSION)).where(live)
            ).first()
        if found is None:
            raise Problem(401, NOT_LOGGED_IN)
        return _account(found)

    def log_out(self, token: str | None) -> None:
        """Ends the session; one that is not there is no error."""
        with self._database.writing() as connection:
            connection.execute(
                sa.delete(SESSION).where(SESSION.c.token_hash == _digest(token or ""))
            )

    def disable(self, name: str, *, disabled: bool) -> bool:
        """Shuts an account out at once, or lets it in again and unlocks it; False: no such one."""
        changed = {"disabled": disabled, "wrong": 0, "locked_until_ms": 0}
        with self._database.writing() as connection:
            if disabled:
                connection.execute(sa.delete(SESSION).where(SESSION.c.account == name))
            done = connection.execute(
                sa.update(ACCOUNT).where(ACCOUNT.c.name == name).values(changed)
            )
        return bool(done.rowcount)

    def _take_a_try(self, name: str) -> "sa.engine.Row | None":
        """The account, when it has a try left. Counted before the slow look at the password, so
        that many tries at once are not more than many in a row."""
        now = self._clock()
        with self._database.writing() as connection:
            found = connection.execute(
                sa.select(ACCOUNT).where(ACCOUNT.c.name == name).with_for_update()
            ).first()
            if found is None or found.disabled or found.locked_until_ms > now:
                return None
            wrong = found.wrong + 1
            locked = {"wrong": 0, "locked_until_ms": now + LOCKED_MS}
            changed = {"wrong": wrong} if wrong < TRIES else locked
            connection.execute(sa.update(ACCOUNT).where(ACCOUNT.c.name == name).values(changed))
        return found


def bearer(authorization: str | None) -> str | None:
    """The token of an Authorization header."""
    kind, _, token = (authorization or "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def _account(row: "sa.engine.Row") -> Account:
    return Account(row.name, row.role, row.area)


def _check(name: str, role: str, area: str, password: str) -> None:
    if not _NAME.fullmatch(name) or name in _TAKEN_NAMES:
        raise AccountError("A name is 2 to 32 of a-z, 0-9, dot, - and _, and begins with a letter.")
    if role not in ROLES:
        raise AccountError(f"--role: give {', '.join(ROLES)}.")
    if not _AREA.fullmatch(area):
        raise AccountError(
            '--area: give a Kemendagri code like "31.75.03.1002", or its beginning like "31.75".'
        )
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise AccountError(f"A password has {SHORTEST_PASSWORD} characters or more.")


def _fits(password: str, password_hash: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
