"""The hub over HTTP. Exceptions carry a status at most: no code, no talk, no token."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, TypeVar

import msgspec

from shared.hub.port import Refusal
from shared.superapp.client.answers import UnreachableError
from shared.superapp.client.wire import PATIENT, Timeouts, Wire, judged, not_the_superapp

WAITED_FOR = Timeouts(0.8, 3.0)  # while a person stands there

_T = TypeVar("_T")


class CodeTakenError(Exception):
    """Another saved talk has this code."""


class MovedError(Exception):
    """The saved talk was saved again elsewhere, is held or used."""


class Taken(msgspec.Struct, frozen=True):
    """A talk and what its holder has to know; `lease` in seconds."""

    draft: str
    version: int
    talk: str
    until: datetime
    lease: float

    def __repr__(self) -> str:
        return "Taken(…)"  # never in a log or a traceback


class Standing(msgspec.Struct, frozen=True):
    """How a saved talk is at the hub."""

    state: Literal["waiting", "held", "gone"]
    version: int


class _Version(msgspec.Struct, frozen=True):
    version: int


class _Lease(msgspec.Struct, frozen=True):
    lease: float


class _Done(msgspec.Struct, frozen=True):
    done: bool


class _Fault(msgspec.Struct, frozen=True):
    code: str


class _Faults(msgspec.Struct, frozen=True):
    errors: tuple[_Fault, ...]


# Made here once: msgspec crashes where several threads are the first to decode a type at once.
_VERSION = msgspec.json.Decoder(_Version)
_TAKEN = msgspec.json.Decoder(Taken)
_LEASE = msgspec.json.Decoder(_Lease)
_STANDINGS = msgspec.json.Decoder(dict[str, Standing])
_DONE = msgspec.json.Decoder(_Done)
_FAULTS = msgspec.json.Decoder(_Faults)


class HubClient:
    """Calls to one hub. All raise `UnreachableError` where nothing is known to have been done, and
    `RefusedError` for what a hub of this version never answers."""

    def __init__(self, url: str, token: str) -> None:
        self._wire = Wire(url, None, token)

    def save(
        self, draft: str, *, code: str, talk: str, expects: int, claim: str, timeouts: Timeouts
    ) -> int:
        """The talk's version there. Raises `CodeTakenError` or `MovedError`."""
        body = {"code": code, "talk": talk, "expects": expects, "claim": claim}
        reply = self._wire.exchange("PUT", f"/hub/v1/drafts/{draft}", timeouts, json=body)
        if reply.status == 409:
            raise CodeTakenError if _fault(reply.content) == "code_taken" else MovedError
        return _read(judged(reply).content, _VERSION).version

    def take(self, code: str, *, claim: str, person: str) -> Taken | Refusal:
        """The talk of a code as it was typed, for the holder known by `claim`."""
        body = {"code": code[:64], "claim": claim, "person": person}
        reply = self._wire.exchange("POST", "/hub/v1/claims", WAITED_FOR, json=body)
        if reply.status == 404 and _fault(reply.content) == "unknown_code":
            return Refusal.UNKNOWN
        if reply.status == 429 and _fault(reply.content) == "too_often":
            return Refusal.TOO_MANY
        return _read(judged(reply).content, _TAKEN)

    def renew(self, claim: str) -> float | None:
        """Seconds of the new lease; None when somebody else has the talk, or it is gone."""
        reply = self._wire.exchange("POST", "/hub/v1/claims/renew", PATIENT, json={"claim": claim})
        if reply.status == 410:
            return None
        return _read(judged(reply).content, _LEASE).lease

    def release(self, claim: str, timeouts: Timeouts = PATIENT) -> None:
        """Given back: the code works again."""
        self._tell("POST", "/hub/v1/claims/release", {"claim": claim}, timeouts)

    def finish(self, claim: str, timeouts: Timeouts = PATIENT) -> None:
        """Something of it was sent: used up."""
        self._tell("POST", "/hub/v1/claims/finish", {"claim": claim}, timeouts)

    def used(self, draft: str, version: int, timeouts: Timeouts = PATIENT) -> None:
        """The same for a talk that went on where it was saved."""
        self._tell("POST", f"/hub/v1/drafts/{draft}/used", {"version": version}, timeouts)

    def erase(self, draft: str, timeouts: Timeouts = PATIENT) -> None:
        """The person wants it gone."""
        self._tell("DELETE", f"/hub/v1/drafts/{draft}", None, timeouts)

    def standing(self, drafts: Sequence[str]) -> dict[str, Standing]:
        """How each of these is."""
        asked = {"drafts": list(drafts)}
        reply = self._wire.exchange("POST", "/hub/v1/standing", PATIENT, json=asked)
        return _read(judged(reply).content, _STANDINGS)

    def close(self) -> None:
        """Let go of open connections."""
        self._wire.close()

    def _tell(self, method: str, path: str, body: Any, timeouts: Timeouts) -> None:
        _read(judged(self._wire.exchange(method, path, timeouts, json=body)).content, _DONE)


def _read(content: bytes, decoder: msgspec.json.Decoder[_T]) -> _T:
    try:
        return decoder.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise not_the_superapp() from None


def _fault(content: bytes) -> str:
    try:
        return _read(content, _FAULTS).errors[0].code
    except (UnreachableError, IndexError):
        return ""
