"""What a face shows: a frozen description with no channel in it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dialogs.contract.event import Status

ScreenKind = Literal[
    "welcome",  # first screen: how may we call you
    "menu",  # the services
    "eligibility",  # for whom a service is, before its first question
    "consent",  # may personal data be asked for
    "question",  # one question of a guide
    "stop",  # the service is not for this person: what may be instead
    "read_back",  # "Maksud Ibu …?"
    "explain",  # why a question is asked
    "choose_service",  # a text may mean one of these
    "check",  # everything before it is sent
    "handover",  # the screen goes to the person the request is for
    "agree",  # a private question to them: do you agree
    "receipt",  # it is on its way
    "checklist",  # nothing is sent: what to bring, where, when
    "confirm",  # a command asked back
    "waiting",  # an effect is under way
    "officer",  # a person was called
    "saved",  # the talk can be taken up with a code
    "emergency",  # 112, above everything
    "status",  # how far a request is
]
InputKind = Literal[
    "",
    "yes_no",
    "choice",
    "several",  # several of the options: said together ("1 dan 3"), or one chosen
    "number",
    "money",
    "count",  # of people
    "nik",
    "kk",
    "name",
    "phone",
    "date",
    "place",
    "address",  # a place in another city: as people write it, or a point on the map
    "photo",  # comes as an event; words only say that there is none
    "location",  # a point on the map, or a place in words
    "text",
    "receipt",  # nine signs, in threes
    "pin",  # six digits: typed, never shown again
]


class Text(Struct, frozen=True):
    """One piece of text. `spoken` is what a voice says, sentence by sentence; `private` is never
    said by a loudspeaker."""

    id: str
    shown: str
    spoken: tuple[str, ...]
    private: bool = False


class Option(Struct, frozen=True):
    """A way to answer by one touch."""

    id: str
    label: Text
    hint: Text | None = None
    icon: str = ""


class Action(Struct, frozen=True):
    """A command this screen offers, by the event's name ("back", "officer", …)."""

    name: str
    label: Text


class Progress(Struct, frozen=True):
    """Question `step` of about `of`."""

    step: int
    of: int


class Problem(Struct, frozen=True):
    """What we read, what we need; `given` is the input, kept (500 characters at most)."""

    text: Text
    given: str = ""


class Row(Struct, frozen=True):
    """One answered question on the check screen."""

    question_id: str
    label: Text
    value: Text


class Receipt(Struct, frozen=True):
    """What the person takes home. `number` in threes."""

    service: str
    number: str
    pin: str
    word: str
    status: Status


class Screen(Struct, frozen=True, kw_only=True):
    """One screen. `lines` is what stands between the question and the options: a list to bring,
    an explanation, the next steps. `assurance` is what can always be asked for: that nothing was
    sent yet and what it costs, later what became of it."""

    turn: int
    kind: ScreenKind
    language: str
    heading: Text
    service: str | None = None
    question_id: str | None = None
    input: InputKind = ""
    question: Text | None = None
    hint: Text | None = None
    example: Text | None = None
    current: Text | None = None  # the answer given before, when a question is revisited
    notice: Text | None = None
    lines: tuple[Text, ...] = ()
    options: tuple[Option, ...] = ()
    actions: tuple[Action, ...] = ()
    progress: Progress | None = None
    minutes_left: int | None = None
    problem: Problem | None = None
    summary: tuple[Row, ...] = ()
    receipt: Receipt | None = None
    sensitive: bool = False
    assurance: Text | None = None
