"""Calling a person: one call at a time, and nothing personal in it."""

from __future__ import annotations

from dialogs.contract.effect import CallOfficer
from dialogs.contract.session import WithOfficer
from dialogs.talk import Talk, Turned


def call(talk: Talk) -> Turned:
    """Asks for an officer; while one is called, the same call stands."""
    if isinstance(talk.session.aside, WithOfficer):
        return talk.stay()
    guide, step = talk.journey.guide, talk.journey.current
    effect = CallOfficer(
        id=talk.effect_id(),
        service=guide.code if guide else None,
        question=step.question.id if step else None,
    )
    session, _ = talk.aside(WithOfficer(effect.id))
    return session, (effect,)
