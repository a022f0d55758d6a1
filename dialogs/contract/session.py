"""The whole state of a talk: plain, frozen, JSON. The path is never stored, it is recomputed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, Union

from msgspec import Struct, field

from dialogs.contract.answer import Answer, Precision
from dialogs.contract.event import Status

Key = str  # "person.field", "visit.field" or "SERVICE.field"


class Aside(Struct, frozen=True, tag_field="aside", omit_defaults=True):
    """A step beside the path. A session has one at most; leaving it loses nothing."""


class ReadBack(Aside, frozen=True, tag="read_back"):
    """A value understood but not literal: "Maksud Ibu …?"."""

    question: Key
    value: Any
    precision: Precision = "exact"
    reason: str = ""  # text id that says why it is asked back; "" for the plain reading back


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
    """A text may mean one of these services. `again`: a yes to several did not say which."""

    text: str
    services: tuple[str, ...]
    again: bool = False


class InGroup(Aside, frozen=True, tag="in_group"):
    """The services of one group, where there are too many for one menu."""

    group: str


class Confirming(Aside, frozen=True, tag="confirming"):
    """A command is asked back before it is done."""

    command: Literal["cancel"]


class Waiting(Aside, frozen=True, tag="waiting"):
    """An effect is under way."""

    effect: str
    what: Literal["understand", "submit", "save"]
    text: str = ""


class WithOfficer(Aside, frozen=True, tag="with_officer"):
    """A person was called; `position` in the tray once the call stands there."""

    effect: str
    position: int | None = None


class Saved(Aside, frozen=True, tag="saved"):
    """The talk was put aside under this code."""

    code: str
    until: datetime


class GuideChanged(Aside, frozen=True, tag="guide_changed"):
    """The guide was changed under the talk: what no longer holds is asked again."""

    asked_again: tuple[Key, ...] = ()


class Notice(Aside, frozen=True, tag="notice"):
    """One plain sentence (text id) on top of the same screen."""

    text: str
    slots: dict[str, str] = {}


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
    were read by. `overlay` is the emergency service shown above everything.
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
