"""Compiled guides and questions: what `authoring/load.py` makes of the YAML files.

Every resident-facing text is held by its id; the words stand in the catalogue.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dialogs.conditions import ALWAYS, Condition

Completion = Literal["api", "officer_worklist", "appointment", "checklist"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a choice question. `words` are other ways of naming it, by language."""

    id: str
    label: str  # text id
    icon: str = ""
    words: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)


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
    limits: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    notes: tuple[str, ...] = ()  # text ids: what is to be known before answering
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list (a document to bring, a next step), where its condition holds."""

    text: str  # text id
    when: Condition = ALWAYS
    source: str = ""  # who says so
    checked: str = ""  # ISO day on which that was last looked up


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
    # Where each question's answer is kept; None where that depends on the person (journey.key_of).
    keys: tuple[str | None, ...] = dataclasses.field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        scopes = {"service": self.code, "applicant": None}
        keys = tuple(
            f"{scope}.{question.field}" if scope else None
            for question in self.questions
            for scope in (scopes.get(question.of, question.of),)
        )
        object.__setattr__(self, "keys", keys)


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something that happened to a person and needs several services, in this order."""

    code: str
    title: str
    services: tuple[str, ...]
    synonyms: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    icon: str = ""
