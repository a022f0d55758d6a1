"""The hub over HTTP, below /hub/v1. Every call names its device by a bearer token."""

# No "from __future__ import annotations" here: the framework reads the annotations of the routes.
import time
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends, Header
from pydantic import BaseModel, Field

from shared.hub.service.devices import Devices
from shared.hub.service.guessing import TooManyCodesError
from shared.hub.service.shelf import CodeTakenError, MovedError, Shelf
from shared.superapp.reference.problems import TOO_OFTEN, Fault, Problem

PREFIX = "/hub/v1"
MOST_CHARACTERS = 64 * 1024  # of a talk, which is 16 KiB at most; its JSON may be escaped
MOST_ASKED = 200

NO_DEVICE = Fault("device", "The device token is missing, not known or revoked.")
NO_CODE = Fault("unknown_code", "There is no saved talk for this code now.")
CODE_TAKEN = Fault("code_taken", "Another saved talk has this code.")
MOVED = Fault("moved", "The saved talk was saved again, is held or used.")
GONE = Fault("gone", "This claim holds nothing any more.")
_DAY_SECONDS = 86_400
_JAKARTA_SECONDS = 7 * 3_600


class Saving(BaseModel):
    """A talk to keep. `expects`: the version the sender has, 0 for none."""

    code: str = Field(min_length=1, max_length=64)
    talk: str = Field(min_length=1, max_length=MOST_CHARACTERS)
    expects: int = Field(default=0, ge=0)
    claim: str = Field(default="", max_length=64)


class Claim(BaseModel):
    """A code as it was typed. `claim` is a random name by which the holder is known from now on,
    `person` a pseudonym of who typed."""

    code: str = Field(max_length=64)
    claim: str = Field(min_length=16, max_length=64)
    person: str = Field(default="", max_length=64)


class Holder(BaseModel):
    """Which claim is spoken of."""

    claim: str = Field(min_length=16, max_length=64)


class Version(BaseModel):
    """The version of a saved talk that was sent from where it was saved."""

    version: int = Field(ge=1)


class Asked(BaseModel):
    """Saved talks whose standing is asked for."""

    drafts: list[str]


@dataclass(frozen=True)
class Hub:
    """The parts behind the routes."""

    shelf: Shelf
    devices: Devices


def router(hub: Hub) -> APIRouter:
    """All routes that need a device."""

    def device(authorization: str = Header(default="")) -> str:
        scheme, _, token = authorization.partition(" ")
        name = hub.devices.whose(token) if scheme.lower() == "bearer" else None
        if name is None:
            raise Problem(401, NO_DEVICE)
        return name

    routes = APIRouter(prefix=PREFIX)
    known: Any = Depends(device)

    @routes.put("/drafts/{draft_id}")
    def save(draft_id: str, body: Saving, name: str = known) -> dict[str, int]:
        """Keeps a talk under a code."""
        try:
            version = hub.shelf.put(
                name, draft_id, body.code, body.talk, expects=body.expects, claim=body.claim
            )
        except CodeTakenError:
            raise Problem(409, CODE_TAKEN) from None
        except MovedError:
            raise Problem(409, MOVED) from None
        return {"version": version}

    @routes.post("/drafts/{draft_id}/used")
    def used(draft_id: str, body: Version, name: str = known) -> dict[str, bool]:
        """It was sent from where it was saved."""
        hub.shelf.used(name, draft_id, body.version)
        return {"done": True}

    @routes.delete("/drafts/{draft_id}")
    def erase(draft_id: str, name: str = known) -> dict[str, bool]:
        """The person wants it gone."""
        hub.shelf.erase(name, draft_id)
        return {"done": True}

    @routes.post("/standing")
    def standing(body: Asked, name: str = known) -> dict[str, dict[str, object]]:
        """How saved talks are: waiting, held or gone; and which version."""
        return {
            draft_id: {"state": found.state, "version": found.version}
            for draft_id, found in hub.shelf.standing(body.drafts[:MOST_ASKED]).items()
        }

    _claims(routes, hub, known)
    return routes


def _claims(routes: APIRouter, hub: Hub, known: Any) -> None:
    @routes.post("/claims")
    def take(body: Claim, name: str = known) -> dict[str, object]:
        """The talk of a code, for one holder."""
        try:
            taken = hub.shelf.take(name, body.person, body.code, body.claim)
        except TooManyCodesError:
            raise Problem(429, TOO_OFTEN, retry_after=_until_midnight()) from None
        if taken is None:
            raise Problem(404, NO_CODE)
        return {
            "draft": taken.draft_id,
            "version": taken.version,
            "talk": taken.talk,
            "until": taken.until.isoformat(),
            "lease": hub.shelf.lease.total_seconds(),
        }

    @routes.post("/claims/renew")
    def renew(body: Holder, name: str = known) -> dict[str, float]:
        """The holder is still there."""
        if not hub.shelf.renew(name, body.claim):
            raise Problem(410, GONE)
        return {"lease": hub.shelf.lease.total_seconds()}

    @routes.post("/claims/release")
    def release(body: Holder, name: str = known) -> dict[str, bool]:
        """Given back: the codes work again."""
        hub.shelf.release(name, body.claim)
        return {"done": True}

    @routes.post("/claims/finish")
    def finish(body: Holder, name: str = known) -> dict[str, bool]:
        """Something of it was sent: used up."""
        hub.shelf.finish(name, body.claim)
        return {"done": True}


def _until_midnight() -> int:
    """Seconds until the counts of wrong codes begin anew."""
    return _DAY_SECONDS - int(time.time() + _JAKARTA_SECONDS) % _DAY_SECONDS
