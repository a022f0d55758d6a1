"""Compiled guides and questions: what `authoring/load.py` makes of the YAML files.

Every resident-facing text is held by its id; the words stand in the catalogue.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dialogs.conditions import ALWAYS, Condition
from dialogs.doubts import Doubt, general
from dialogs.keys import PERSON_QUESTION
from dialogs.runs import Run, runs_of
from dialogs.words.phrases import Phrases

Completion = Literal["api", "officer_worklist", "appointment", "checklist"]
Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a choice question. `words` are other ways of naming it, by language; `others`
    are those of all languages."""

    id: str
    label: str  # text id
    icon: str = ""
    words: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    private: bool = False  # tells of illness, poverty or death: not said aloud
    others: tuple[str, ...] = dataclasses.field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        others = tuple(word for words in self.words.values() for word in words)
        object.__setattr__(self, "others", others)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a guide.

    `of` says whose answer it is: "applicant" (the person the request is for), "helper" (who
    speaks for them), "visit" (asked once a visit) or "service" (this request alone). `field` is the
    name under that scope; two guides that use the same field of the same person ask once.
    """

    id: str
    kind: str
    of: str
    field: str
    heading: str
    question: str
    label: str
    why: str
    hint: str | None = None
    example: str | None = None
    simpler: str | None = None
    choices: tuple[Choice, ...] = ()
    when: Condition = ALWAYS
    optional: bool = False
    sensitive: bool = False
    labels: Mapping[str, str] = dataclasses.field(default_factory=dict)  # yes, no → text id
    limits: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    notes: tuple[str, ...] = ()  # text ids: what is to be known before answering
    was: tuple[str, ...] = ()
    # Words behind which it is heard in a longer sentence: none is never, None as its kind is.
    heard: Phrases | None = None
    private: bool = False  # tells of illness, poverty or death: not said aloud


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list (a document to bring, a next step), where its condition holds.

    `case` says for whom it is ("kalau hilang") while nobody has said yet whether that is so.
    `have` holds for who has the document already. What is not `sure` says so, and to ask.
    """

    text: str  # text id
    when: Condition = ALWAYS
    source: str = ""  # who says so
    checked: str = ""  # ISO day on which that was last looked up
    case: str | None = None  # text id
    have: Condition | None = None
    sure: bool = True


NOT_FOR_YOU = "stop.heading"  # "Belum cocok"


@dataclass(frozen=True, slots=True)
class Stop:
    """The end of a path on which the service is not for this person: told at once, with what may
    fit `instead` (service codes) and what to bring there."""

    text: str  # text id
    when: Condition = ALWAYS
    heading: str = NOT_FOR_YOU  # text id
    instead: tuple[str, ...] = ()
    documents: tuple[Line, ...] = ()
    source: str = ""
    checked: str = ""  # ISO day


@dataclass(frozen=True, slots=True)
class Basis:
    """What a guide's facts stand on: fee, time, office and whatever has no source of its own."""

    source: str = ""
    checked: str = ""  # ISO day
    law: str = ""
    confidence: Confidence = "high"


@dataclass(frozen=True, slots=True)
class Sending:
    """How answers become a request: attribute name → question id, or (question id, part).

    For another `authority` than the super-app: `service` is its own code for it, `fields` are the
    request's fields beside the attributes, `values` its words for an answer (question id → answer
    → what is sent).
    """

    route: Literal["open311", "warga"]
    attributes: Mapping[str, tuple[str, str | None]]
    place: str | None = None  # the question whose answer is the request's location
    media: str | None = None  # the question whose answer is its photo
    fields: Mapping[str, tuple[str, str | None]] = dataclasses.field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)
    authority: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """A service as it is asked. `version` is a hash of what is asked and how it is read."""

    code: str
    version: str
    group: str
    title: str
    completion: Completion
    fee: str
    act: str | None  # the submit button, naming the act; None for a checklist
    time: str
    office: str
    questions: tuple[Question, ...] = ()
    documents: tuple[Line, ...] = ()
    steps: tuple[Line, ...] = ()
    sending: Sending | None = None
    synonyms: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    icon: str = ""
    emergency: bool = False
    basis: Basis = Basis()
    proxy: str | None = None  # text id: who may go instead
    opens: str = ""  # the office of offices.yaml whose days and hours hold; "" where unknown
    eligibility: tuple[Line, ...] = ()  # for whom it is, told before the first question
    instead: tuple[str, ...] = ()  # services that may fit whoever this one does not fit
    stops: tuple[Stop, ...] = ()
    two_hands: bool = False  # who fills it in for somebody else does not also confirm it
    condolence: bool = False  # somebody died: said once a visit
    private: bool = False  # its name tells of illness, poverty or death
    contradictions: tuple[Doubt, ...] = ()  # answers that hardly fit together, by its author
    # All that is asked back of its answers: the author's, and what any guide's answers tell.
    doubts: tuple[Doubt, ...] = dataclasses.field(init=False, compare=False, repr=False)
    # Questions that these are about.
    doubted: frozenset[str] = dataclasses.field(init=False, compare=False, repr=False)
    # Questions whose answers decide which others are on the path.
    branching: frozenset[str] = dataclasses.field(init=False, compare=False, repr=False)
    # Questions that a document or a next step depends on: asked also of who gives no data.
    deciding: frozenset[str] = dataclasses.field(init=False, compare=False, repr=False)
    # What personal data is asked for, by the field it is kept under.
    personal: frozenset[str] = dataclasses.field(init=False, compare=False, repr=False)
    # The questions as a path takes them.
    runs: tuple[Run, ...] = dataclasses.field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        doubts = (*self.contradictions, *general(self.questions))
        object.__setattr__(self, "doubts", doubts)
        doubted = frozenset(name for doubt in doubts for name in doubt.questions())
        object.__setattr__(self, "doubted", doubted)
        branching = {name for question in self.questions for name in question.when.questions()}
        object.__setattr__(self, "branching", frozenset(branching | {PERSON_QUESTION}))
        object.__setattr__(self, "deciding", _deciding(self))
        asked = frozenset(question.field for question in self.questions if question.sensitive)
        object.__setattr__(self, "personal", asked)
        object.__setattr__(self, "runs", runs_of(self))


def _deciding(guide: Guide) -> frozenset[str]:
    """The questions of all conditions on documents and steps, and those these depend on."""
    lines = (*guide.documents, *guide.steps)
    found = {name for line in lines for name in line.when.questions()}
    for question in reversed(guide.questions):
        if question.id in found:
            found |= question.when.questions()
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something that happened to a person and needs several services, in this order."""

    code: str
    title: str
    services: tuple[str, ...]
    synonyms: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    icon: str = ""
