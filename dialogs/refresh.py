"""A guide was changed under a running talk: stored answers are read again by their kinds.

What holds stays, the rest is asked again and the person is told; a question that was renamed says
`was:` and keeps its answer. Nobody ever has to start again.
"""

from __future__ import annotations

import dataclasses
from datetime import date

from msgspec.structs import replace

from dialogs.contract.answer import Answer
from dialogs.contract.session import (
    AnyAside,
    GuideChanged,
    Key,
    Notice,
    Saved,
    Session,
    Waiting,
    WithOfficer,
)
from dialogs.guide import Guide, Question
from dialogs.journey import current_service
from dialogs.keys import PERSON_QUESTION, SELF, key_of
from dialogs.kinds import KINDS
from dialogs.kinds.kind import Context, Problem
from dialogs.world import World


def refreshed(world: World, session: Session) -> Session:
    """The session as today's guide reads it; the same object when nothing changed."""
    if session.overlay is not None and session.overlay not in world.guides:
        session = replace(session, overlay=None)
    code = current_service(session)
    if code is None or session.outcomes.get(code) is not None:
        return session
    guide = world.guides.get(code)
    if guide is None:  # the service was withdrawn: the person stands at the menu, nothing is lost
        rest = tuple(other for other in session.services if other in world.guides)
        told = _beside(session, Notice("changed.withdrawn"))
        return replace(session, services=rest, focus=None, aside=told)
    if session.guides.get(code) == guide.version:
        return session
    return _read_again(world, session, guide)


def _read_again(world: World, session: Session, guide: Guide) -> Session:
    answers = dict(session.answers)
    asked_again: list[Key] = []
    person: str = SELF
    for question in guide.questions:
        key = key_of(question, guide.code, person)
        answer = answers.get(key) or _renamed(answers, question, guide.code, person)
        if answer is None:
            continue
        answers[key] = answer
        if _holds(world, session, question, answer):
            if question.id == PERSON_QUESTION:
                person = answer.value or SELF
            continue
        del answers[key]
        asked_again.append(key)
    return replace(
        session,
        answers=answers,
        aside=_beside(session, GuideChanged(tuple(asked_again))),
        guides={**session.guides, guide.code: guide.version},
    )


def _beside(session: Session, told: AnyAside) -> AnyAside:
    """The person is told; but a call that is under way, or a code, is not taken from the screen."""
    kept = session.aside
    return kept if isinstance(kept, Waiting | WithOfficer | Saved) else told


def _renamed(
    answers: dict[Key, Answer], question: Question, code: str, person: str
) -> Answer | None:
    for name in question.was:
        old = key_of(dataclasses.replace(question, field=name), code, person)
        if old in answers:
            return answers.pop(old)
    return None


def _holds(world: World, session: Session, question: Question, answer: Answer) -> bool:
    if answer.value is None:
        return question.optional
    today = answer.at.date() if answer.at else date.max
    context = Context(world, question, session.language, today)
    reading = KINDS[question.kind].check(answer.value, context)
    return reading is not None and not isinstance(reading, Problem)
