"""The whole state of a talk: plain, frozen, JSON. The path is never stored, it is recomputed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, Union

from msgspec import Struct, field

from dialogs.contract.answer import Answer, Precision
from dialogs.contract.effect import Act
from dialogs.contract.event import Known, Standing, Status

Key = str  # "person.field", "visit.field" or "SERVICE.field"


class Aside(Struct, frozen=True, tag_field="aside", omit_defaults=True):
    """A step beside the path. A session has one at most; leaving it loses nothing."""


class ReadBack(Aside, frozen=True, tag="read_back"):
    """A value understood but not literal: "Maksud Ibu …?"."""

    question: Key
    value: Any
    precision: Precision = "exact"
    reason: str = ""  # text id that says why it is asked back; "" for the plain reading back
    also: tuple[Key, ...] = ()  # other answers that were heard in the same sentence
    amends: bool = False  # it corrects an earlier answer: afterwards the person stands as before


class NotUnderstood(Aside, frozen=True, tag="not_understood"):
    """An input that did not serve, kept beside the words that say how to mend it."""

    question: Key
    given: str
    problem: str  # text id
    slots: dict[str, str] = {}
    cut: bool = False  # only the beginning of the input is kept


class Explaining(Aside, frozen=True, tag="explaining"):
    """Why a question is asked."""

    question: Key


class Simplified(Aside, frozen=True, tag="simplified"):
    """The question in easier words, with its example."""

    question: Key


class ChooseService(Aside, frozen=True, tag="choose_service"):
    """A text may mean one of these services. `again`: a yes to several did not say which; `lists`:
    what it wants brought along was asked for, not the service itself."""

    text: str
    services: tuple[str, ...]
    again: bool = False
    lists: bool = False


class InGroup(Aside, frozen=True, tag="in_group"):
    """The services of one group, where there are too many for one menu."""

    group: str


class Confirming(Aside, frozen=True, tag="confirming"):
    """A command is asked back before it is done."""

    command: Literal["cancel", "officer"]


class Waiting(Aside, frozen=True, tag="waiting"):
    """An effect is under way."""

    effect: str
    what: Literal["understand", "requirements", "submit", "save"]
    text: str = ""


class WithOfficer(Aside, frozen=True, tag="with_officer"):
    """A person was called; `position` in the tray once the call stands there."""

    effect: str
    position: int | None = None


class Saved(Aside, frozen=True, tag="saved"):
    """The talk was put aside under this code; `here_only` for now, as there is no line."""

    code: str
    until: datetime
    here_only: bool = False


class GuideChanged(Aside, frozen=True, tag="guide_changed"):
    """The guide was changed under the talk: what no longer holds is asked again."""

    asked_again: tuple[Key, ...] = ()


class Notice(Aside, frozen=True, tag="notice"):
    """One plain sentence (text id) on top of the same screen."""

    text: str
    slots: dict[str, str] = {}


class Told(Aside, frozen=True, tag="told"):
    """What somebody asked or felt beside the path: "term.nik", "asked.fee", "mood.distress"."""

    topic: str


class Noted(Aside, frozen=True, tag="noted"):
    """Answers that were taken without their question being on the screen: they are shown."""

    questions: tuple[Key, ...]
    corrected: bool = False


class WhichAnswer(Aside, frozen=True, tag="which_answer"):
    """Something is to be corrected, but which answer? `text` is what it is to become."""

    text: str = ""


class Doubting(Aside, frozen=True, tag="doubting"):
    """Two answers that hardly fit together, the newer first; `doubt` is its text id."""

    doubt: str
    first: Key
    second: Key


class Requirements(Aside, frozen=True, tag="requirements"):
    """What a service wants brought along, and what of it is missing."""

    service: str


class AboutConsent(Aside, frozen=True, tag="about_consent"):
    """Who sees personal data, how long it is kept, how it is deleted."""


class HandOver(Aside, frozen=True, tag="hand_over"):
    """The screen goes to the person the request is for, who alone may agree to it."""


class AskElder(Aside, frozen=True, tag="ask_elder"):
    """That person is asked whether they agree. `again`: what was said was no clear answer."""

    again: bool = False


class AskReceipt(Aside, frozen=True, tag="ask_receipt"):
    """Which request? Its receipt is asked for. `given` did not serve, and `problem` (text id) says
    why; `suggested` is what it may have meant; `tries` counts what did not serve."""

    given: str = ""
    problem: str = ""
    slots: dict[str, str] = {}
    suggested: str = ""
    tries: int = 0


class AskPin(Aside, frozen=True, tag="ask_pin"):
    """The PIN of a receipt is asked for; what did not serve as one is not kept."""

    receipt: str
    problem: str = ""
    slots: dict[str, str] = {}


class StatusTold(Aside, frozen=True, tag="status_told"):
    """How far a request is. `effect` is the one that is awaited; `act` what it was to do; `sure`:
    the person is asked whether it is to be closed."""

    receipt: str
    pin: str = ""
    effect: str = ""
    act: Act = "look"
    known: Known | None = None
    standing: Standing | None = None
    sure: bool = False


AnyAside = Union[  # noqa: UP007
    ReadBack,
    NotUnderstood,
    Explaining,
    Simplified,
    ChooseService,
    InGroup,
    Confirming,
    Waiting,
    WithOfficer,
    Saved,
    GuideChanged,
    Notice,
    Requirements,
    AboutConsent,
    HandOver,
    AskElder,
    Told,
    Noted,
    WhichAnswer,
    Doubting,
    AskReceipt,
    AskPin,
    StatusTold,
]


class Outcome(Struct, frozen=True, omit_defaults=True):
    """What became of a service. `status` is None while the submission is awaited."""

    effect: str = ""
    status: Status | None = None
    number: str = ""
    pin: str = ""
    word: str = ""
    seen: bool = False  # the receipt or list was read and the person went on


class Session(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A talk.

    `turn` counts the events that took effect. `address` is how the person wants to be called: a
    key of the texts ("bapak", "ibu", "none" once skipped) or a name; None while not asked.
    `services` are done in their order; `guides` remembers which version of a guide the answers
    were read by. `overlay` is the emergency service shown above everything. `aloud`: the person
    wants to hear also what is private. `condoled`: that was said already. `called` is the call for
    an officer that is open; `repeats` counts how often one screen was asked for again; `settled`
    holds the doubts that were asked about.
    """

    id: str
    turn: int = 0
    language: str = "id"
    address: str | None = None
    services: tuple[str, ...] = ()
    answers: dict[Key, Answer] = field(default_factory=dict)
    focus: Key | None = None
    aside: AnyAside | None = None
    overlay: str | None = None
    rungs: dict[Key, int] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    guides: dict[str, str] = field(default_factory=dict)
    aloud: bool = False
    condoled: bool = False
    called: WithOfficer | None = None
    repeats: int = 0
    settled: tuple[str, ...] = ()
