"""Consent: asked once a visit for a person, for the services in hand and the data they ask for.

It is kept as an answer, so that whoever filled it in, where and when stand beside it. Another
service, or more data, is another question.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from dialogs.contract.answer import Answer
from dialogs.contract.screen import Text
from dialogs.contract.session import Key, Session
from dialogs.guide import Guide, Question
from dialogs.keys import key_of
from dialogs.world import World

VERSION = 12  # hex digits of the hash that names what was read out


def key(person: str) -> Key:
    """Where the consent for a person's data is kept; no question's answer is called so."""
    return f"{person}.:consent"


def given(answer: Answer | None, guide: Guide) -> bool | None:
    """Yes or no to this guide's data; None while nobody asked for just that."""
    if answer is None:
        return None
    value: Mapping[str, Any] = answer.value
    if not value["given"]:
        return False if guide.code in value["for"] else None
    covered = guide.code in value["for"] and guide.personal.issubset(value["asks"])
    return True if covered else None


def asking(world: World, session: Session, code: str) -> tuple[Guide, ...]:
    """The guides one consent is asked for: the service in hand and those that come after it. What
    was sent, or left because it did not fit, asks nothing any more."""
    return tuple(
        guide
        for guide in queued(world, session, code)
        if guide.code == code or guide.code not in session.outcomes
    )


def queued(world: World, session: Session, code: str) -> tuple[Guide, ...]:
    """The guides of the queue of the service in hand that ask for personal data."""
    codes = session.services if code in session.services else (code,)
    guides = (world.guides[one] for one in codes if one in world.guides)
    return tuple(guide for guide in guides if guide.personal)


def personal(guides: Iterable[Guide]) -> tuple[Question, ...]:
    """The questions for personal data, each field once, in their order."""
    found: dict[str, Question] = {}
    for guide in guides:
        for question in guide.questions:
            if question.sensitive:
                found.setdefault(question.field, question)
    return tuple(found.values())


def personal_keys(guides: Iterable[Guide], person: str) -> frozenset[Key]:
    """Where the personal data of these guides is kept when they are about this person."""
    return frozenset(
        key_of(question, guide.code, person)
        for guide in guides
        for question in guide.questions
        if question.sensitive
    )


def value(*, yes: bool, guides: Iterable[Guide], read: Iterable[Text], language: str) -> Any:
    """What is kept: the answer, what it covers, and which words were read in which language."""
    guides = tuple(guides)
    words = "\n".join(text.shown for text in read)
    return {
        "given": yes,
        "for": [guide.code for guide in guides],
        "asks": sorted({field for guide in guides for field in guide.personal}),
        "text": hashlib.sha256(words.encode()).hexdigest()[:VERSION],
        "language": language,
    }
