"""What happens to a talk: one flat struct an event, its envelope first.

`Inbound` is what a channel may send; `Result` is what the host feeds back after an effect.
On the wire an event is one JSON object whose `event` names its type.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, Union

from msgspec import Struct

Actor = Literal["resident", "companion", "officer"]
Status = Literal["queued", "sent", "recorded", "refused", "dry_run"]


class Event(
    Struct,
    frozen=True,
    kw_only=True,
    tag_field="event",
    omit_defaults=True,
    forbid_unknown_fields=True,
):
    """The envelope.

    `id` is unique within a talk (new ids derive from it); `at` is when it happened, with offset;
    `on` is the turn of the screen being answered: an event for an older screen changes nothing.
    """

    id: str = ""
    at: datetime | None = None
    actor: Actor = "resident"
    channel: str = ""
    on: int | None = None


# What a person does ------------------------------------------------------------------------------


class Start(Event, frozen=True, kw_only=True, tag="start"):
    """Begin a service or a life event by its code."""

    service: str


class Say(Event, frozen=True, kw_only=True, tag="say"):
    """Anything typed or spoken."""

    text: str


class Choose(Event, frozen=True, kw_only=True, tag="choose"):
    """An option of the screen, by its id."""

    option: str


class Photo(Event, frozen=True, kw_only=True, tag="photo"):
    """A picture the channel has put aside under `ref`."""

    ref: str


class Locate(Event, frozen=True, kw_only=True, tag="locate"):
    """A point on the map: WGS 84 degrees."""

    lat: float
    lon: float


class Contact(Event, frozen=True, kw_only=True, tag="contact"):
    """A phone number shared by a button."""

    phone: str


class Consent(Event, frozen=True, kw_only=True, tag="consent"):
    """An explicit yes or no to what the screen asks."""

    yes: bool


class Back(Event, frozen=True, kw_only=True, tag="back"):
    """To the question before."""


class Change(Event, frozen=True, kw_only=True, tag="change"):
    """Go to an answered question (its `question_id`) and come straight back."""

    question: str


class Repeat(Event, frozen=True, kw_only=True, tag="repeat"):
    """Say the same screen again."""


class Explain(Event, frozen=True, kw_only=True, tag="explain"):
    """Why is this asked, and what is it?"""


class Requirements(Event, frozen=True, kw_only=True, tag="requirements"):
    """What has to be brought along: of this service, or of the one under way."""

    service: str | None = None


class CheckStatus(Event, frozen=True, kw_only=True, tag="check_status"):
    """How far is a request: the one with this receipt, or the one that will be named."""

    receipt: str = ""


class Simpler(Event, frozen=True, kw_only=True, tag="simpler"):
    """The same question in easier words."""


class Skip(Event, frozen=True, kw_only=True, tag="skip"):
    """Leave this question out, where it may be left out."""


class Language(Event, frozen=True, kw_only=True, tag="language"):
    """Go on in another language (id, en, jv, su)."""

    code: str


class Officer(Event, frozen=True, kw_only=True, tag="officer"):
    """Call a person."""


class Withdraw(Event, frozen=True, kw_only=True, tag="withdraw"):
    """Take back the consent to personal data, before anything is sent."""


class Aloud(Event, frozen=True, kw_only=True, tag="aloud"):
    """Say private things aloud too, until this visit ends: nobody else hears, or may."""


class Quiet(Event, frozen=True, kw_only=True, tag="quiet"):
    """Private things are no longer said aloud."""


class Save(Event, frozen=True, kw_only=True, tag="save"):
    """Put the talk aside under a code."""


class Cancel(Event, frozen=True, kw_only=True, tag="cancel"):
    """Stop this request; asked back before anything is dropped."""


class Confirm(Event, frozen=True, kw_only=True, tag="confirm"):
    """Yes to the screen's main act: send, go on, read back right."""


class Menu(Event, frozen=True, kw_only=True, tag="menu"):
    """To the list of services; the answers are kept."""


# What came of an effect --------------------------------------------------------------------------


class Candidate(Struct, frozen=True):
    """A service that a text may mean, or what else it was (`dialogs/meant.py`: a command in other
    words, "DI_LUAR" for what others do); `confidence` in 0..1."""

    service: str
    confidence: float


class Result(Event, frozen=True, kw_only=True):
    """The outcome of the effect with id `effect`. One that nobody awaits changes nothing."""

    effect: str


class Understood(Result, frozen=True, kw_only=True, tag="understood"):
    """Services a text may mean, best first; `sure` when the first may be offered alone."""

    candidates: tuple[Candidate, ...] = ()
    sure: bool = False


class Submitted(Result, frozen=True, kw_only=True, tag="submitted"):
    """The request is safe: at least in the outbox (`queued`), perhaps already further."""

    number: str
    pin: str
    word: str
    status: Status


class Refused(Result, frozen=True, kw_only=True, tag="refused"):
    """The authority will not take it; an officer has it now."""


class OfficerTook(Result, frozen=True, kw_only=True, tag="officer_took"):
    """The call stands in the officers' tray; `position` counts from 1."""

    position: int


class OfficerDone(Result, frozen=True, kw_only=True, tag="officer_done"):
    """The officer has closed the call."""


class DraftSaved(Result, frozen=True, kw_only=True, tag="draft_saved"):
    """The talk can be taken up with `code` until `until`. `here_only`: at another place not before
    the line is back."""

    code: str
    until: datetime
    here_only: bool = False


Known = Literal["found", "unknown", "down"]
Step = Literal["confirm", "reopen", "withdraw"]


class Standing(Struct, frozen=True, omit_defaults=True):
    """How far a request is. `status` is the authority's word for it (the texts `status.is.…`),
    "queued" and "refused" while it is still in our own hands.

    The rest only with the PIN: `service` its code, `official_number` that of the authority's own
    system, `expected` the last day of the promise, `answer_by` the last day on which the resident
    may still say no, `possible` what they may do now, `reason` what an officer wrote.
    """

    status: str
    service: str = ""
    official_number: str = ""
    expected: date | None = None
    answer_by: date | None = None
    possible: tuple[Step, ...] = ()
    reason: str = ""


class StatusIs(Result, frozen=True, kw_only=True, tag="status_is"):
    """What the authority says of a receipt. An unknown one and a wrong PIN are told apart by
    nobody; "down" when nobody answers."""

    known: Known
    standing: Standing | None = None


Inbound = Union[  # noqa: UP007 - msgspec and mypy read a Union on 3.10 alike
    Start,
    Say,
    Choose,
    Photo,
    Locate,
    Contact,
    Consent,
    Back,
    Change,
    Repeat,
    Explain,
    Requirements,
    CheckStatus,
    Simpler,
    Skip,
    Language,
    Officer,
    Withdraw,
    Aloud,
    Quiet,
    Save,
    Cancel,
    Confirm,
    Menu,
]
ResultEvent = Union[  # noqa: UP007
    Understood,
    Submitted,
    Refused,
    OfficerTook,
    OfficerDone,
    DraftSaved,
    StatusIs,
]
AnyEvent = Union[Inbound, ResultEvent]  # noqa: UP007
