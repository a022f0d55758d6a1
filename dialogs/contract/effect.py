"""What a turn asks the host to do. Each has an id made from its event's: done twice is once."""

from __future__ import annotations

from typing import Any, Literal, Union

from msgspec import Struct

Route = Literal["open311", "warga"]
Act = Literal["look", "confirm", "reopen"]
CallReason = Literal["asked", "stuck", "refused", "elder_refused", "elder_absent"]
# "own": nobody filled it in for the person. "agreed": somebody did, and the person agreed by their
# own touch. "absent": the person was not there; at the authority two officers close it.
Hands = Literal["own", "agreed", "absent"]


class Effect(Struct, frozen=True, kw_only=True, tag_field="effect", omit_defaults=True):
    """`id` is `<event id>.<n>`; with the session's id it is unique everywhere."""

    id: str


class Understand(Effect, frozen=True, kw_only=True, tag="understand"):
    """Which service does this text mean? Answered by `Understood`."""

    text: str
    language: str


class Consented(Struct, frozen=True, omit_defaults=True):
    """The proof of a consent: which words (`text_version`) were said yes to, when, where, and
    whether somebody else than the resident was at the screen."""

    purpose: str
    text_version: str
    language: str
    channel: str
    asked_at: str
    helper: str | None = None


class Request(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A request as the super-app takes it.

    `attributes` are in the form they are sent: ISO dates, digits, E.164, codes.
    `address_id` is the Kemendagri kelurahan code ("31.74.01.1001"); `lat`/`lon` WGS 84; `address`
    is one as people write it. `authority` names another authority than the super-app itself;
    `fields` are those that its Open311 has besides the attributes (description, phone, email …).
    `media` is the photo, by the name under which the channel keeps it.
    `actor` is who filled it in, `hands` whose hand confirmed it.
    """

    service: str
    route: Route
    attributes: dict[str, Any]
    address_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    address: str | None = None
    fields: dict[str, str] = {}
    media: str = ""
    authority: str = ""
    consent: Consented | None = None
    hands: Hands = "own"
    language: str = "id"
    channel: str = ""
    actor: str = "resident"
    made_at: str = ""


class Submit(Effect, frozen=True, kw_only=True, tag="submit"):
    """Send a request. Answered by `Submitted` or `Refused`."""

    request: Request


class CallOfficer(Effect, frozen=True, kw_only=True, tag="call_officer"):
    """Ask a person to come. Answered by `OfficerTook`. Carries no personal datum."""

    service: str | None = None
    question: str | None = None
    reason: CallReason = "asked"


class SaveDraft(Effect, frozen=True, kw_only=True, tag="save_draft"):
    """Keep the talk under a code. Answered by `DraftSaved`."""


class AskStatus(Effect, frozen=True, kw_only=True, tag="ask_status"):
    """How far is the request of `receipt` (nine symbols)? With `pin` also the details. `act` takes
    a step first: "confirm" that it is done, "reopen" what is not. Answered by `StatusIs`."""

    receipt: str
    pin: str = ""
    act: Act = "look"

    def __repr__(self) -> str:
        return "AskStatus(…)"  # never in a log or a traceback


class Note(Effect, frozen=True, kw_only=True, tag="note"):
    """Count something anonymously; nothing comes back."""

    name: str


AnyEffect = Union[Understand, Submit, CallOfficer, SaveDraft, AskStatus, Note]  # noqa: UP007
