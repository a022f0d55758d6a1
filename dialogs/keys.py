"""Where an answer is kept: "person.field", "visit.field" or "SERVICE.field"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogs.guide import Question

SELF = "self"  # the person in keys who stands here
# The question whose answer says for whom the request is: an answer id is a person's name in keys.
PERSON_QUESTION = "for_whom"


def key_of(question: Question, code: str, person: str | None) -> str:
    """Where an answer is kept: under the person it is about, the visit, or the service."""
    scope = question.of
    if scope == "applicant":
        scope = person or SELF
    elif scope == "service":
        scope = code
    return f"{scope}.{question.field}"
