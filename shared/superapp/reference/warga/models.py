"""The bodies of /warga/v1. Attribute codes are those of the catalogue."""

from typing import Annotated, Any

from pydantic import BaseModel, Field

from shared.superapp import pin as pins

Short = Annotated[str, Field(max_length=64)]
Text = Annotated[str, Field(max_length=4_000)]
Words = dict[str, str]  # language code -> words


class NewRequest(BaseModel):
    """A request as the resident confirmed it."""

    service_code: Short
    receipt: Short
    pin_hash: Annotated[str, Field(max_length=pins.MOST_HASH_LENGTH)]
    word: Short
    language: Short = "id"
    channel: Short
    actor: Short  # who filled it in
    hands: Short = "own"  # own, agreed (the resident's own touch), absent
    made_at: Short
    attributes: dict[Short, Text | list[Text]] = Field(max_length=100)
    address_id: Short | None = None
    lat: float | None = None
    long: float | None = None
    documents: list[Short] = Field(default=[], max_length=20)
    public: bool = False  # whether everybody may see that this report was made


class Accepted(BaseModel):
    """The answer to an accepted request, the same for the same call again."""

    service_request_id: str
    receipt: str
    status: str
    completion: str
    requested_at: str
    expected_at: str | None = None
    expected_on: Words | None = None


class StepTaken(BaseModel):
    """One step in the life of a request. `by` is resident, officer or clock."""

    status: str
    at: str
    by: str
    reason: str | None = None


class Standing(BaseModel):
    """How far a request is; with the PIN also what it says, numbers of a person masked.

    `possible` names what the resident may do now: confirm, reopen, withdraw. Until `confirm_by` a
    closing may be answered.
    """

    receipt: str
    status: str
    service_code: str | None = None
    service_request_id: str | None = None
    official_number: str | None = None
    requested_at: str | None = None
    updated_at: str | None = None
    expected_at: str | None = None
    expected_on: Words | None = None
    confirm_by: str | None = None
    confirm_by_on: Words | None = None
    possible: list[str] | None = None
    history: list[StepTaken] | None = None
    attributes: dict[str, Any] | None = None


class Why(BaseModel):
    """Why a resident takes a step, in their own words; may be left out."""

    reason: Annotated[str, Field(max_length=1_000)] | None = None


class NewConsent(BaseModel):
    """What was asked, in which words, and what the resident said."""

    given: bool
    purpose: Short
    text_version: Short
    language: Short
    channel: Short
    helper: Short | None = None
    asked_at: Short
    receipt: Short | None = None


class ConsentKept(BaseModel):
    """The proof that it was recorded."""

    given: bool
    purpose: str
    text_version: str
    recorded_at: str


class DocumentKept(BaseModel):
    """A document that now belongs to the request."""

    document_id: str
    kind: str
    content_type: str
    size: int


class Change(BaseModel):
    """One request that moved on."""

    receipt: str
    status: str
    at: str


class Changes(BaseModel):
    """What moved on, the oldest first. Ask again with `cursor`; at once while `more` is true."""

    changes: list[Change]
    cursor: str
    more: bool


class NewCorrection(BaseModel):
    """What is wrong in a request, as it should be."""

    attributes: dict[Short, Text | list[Text]] = Field(max_length=100)


class CorrectionKept(BaseModel):
    """A correction that an officer checks by `due_at` (3 x 24 hours)."""

    correction: int
    due_at: str
    due_on: Words
