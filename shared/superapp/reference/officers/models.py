"""The bodies of /officer/v1."""

from typing import Annotated

from pydantic import BaseModel, Field

Short = Annotated[str, Field(max_length=64)]
Reason = Annotated[str, Field(max_length=1_000)]


class LogIn(BaseModel):
    """Name and password."""

    name: Short
    password: Annotated[str, Field(max_length=200)]


class LoggedIn(BaseModel):
    """The token for the Authorization header ("Bearer …"); ends at `expires_at`."""

    token: str
    name: str
    role: str
    area: str
    expires_at: str


class Listed(BaseModel):
    """One line of the worklist; nothing of a person."""

    service_request_id: str
    receipt: str | None = None
    service_code: str
    service_name: str
    status: str
    status_name: str
    requested_at: str
    expected_at: str | None = None
    expected_on: str | None = None
    overdue: bool
    taken_by: str | None = None


class Worklist(BaseModel):
    """One page, the longest waiting first."""

    requests: list[Listed]
    more: bool


class Proof(BaseModel):
    """A photo as evidence. `resembles` names an earlier photo that looks the same: look twice."""

    sha256: str
    by: str
    taken_at: str
    resembles: str | None = None


class HistoryStep(BaseModel):
    """One step that was taken."""

    at: str
    before: str
    after: str
    after_name: str
    actor: str
    reason: str | None = None


class Line(BaseModel):
    """One answer as people read it; empty where the resident gave none."""

    label: str
    code: str
    value: str


class Possible(BaseModel):
    """A step that may be taken now, with the words of the table for what it needs."""

    to: str
    name: str
    needs: list[str]


class Opened(Listed):
    """One request, numbers of a person masked, and what this officer may do with it."""

    official_number: str | None = None
    confirm_by: str | None = None
    entered_by: str | None = None
    needs_two: bool
    released: bool
    releasable: bool
    possible: list[Possible]
    sheet_system: str | None = None  # where it is copied out to, if anywhere
    answers: list[Line]
    history: list[HistoryStep]
    evidence: list[Proof]


class Sheet(BaseModel):
    """What is copied into the authority's own system, in clear, in the order of its form."""

    system: str
    lines: list[Line]


class Transition(BaseModel):
    """A step to take, and what it needs."""

    to: Short
    official_number: Short | None = None
    reason: Reason | None = None
    original: Short | None = None


class Release(BaseModel):
    """Whether the public may read the description."""

    released: bool


class CardSeen(BaseModel):
    """The officer's word that the person showed the card of this request."""

    saw_card: bool


class NewPin(BaseModel):
    """A fresh PIN, shown this once."""

    pin: str


class CorrectionListed(BaseModel):
    """A correction that waits. Its values are on the sheet of the correction."""

    correction: int
    service_request_id: str
    codes: list[str]
    due_at: str
    urgent: bool


class CorrectionOpened(CorrectionListed):
    """The same with what it should be, in clear."""

    wanted: dict[str, str | list[str]]


class Decision(BaseModel):
    """Whether a correction is applied or turned down."""

    applied: bool


class AccountChange(BaseModel):
    """Shuts an account out, or lets it in again and unlocks it."""

    disabled: bool
