"""Calling a person: one call at a time, and nothing personal in it."""

from __future__ import annotations

from msgspec.structs import replace

from dialogs.contract.effect import CallOfficer, CallReason
from dialogs.contract.session import WithOfficer
from dialogs.talk import Talk, Turned


def call(talk: Talk) -> Turned:
    """Asks for an officer and shows it; while one is called, the same call stands."""
    if isinstance(talk.session.aside, WithOfficer):
        return talk.stay()
    session, effects = _called(talk, "asked")
    return replace(session, aside=session.called), effects


def quietly(talk: Talk, n: int = 0, reason: CallReason = "stuck") -> Turned:
    """Asks for an officer beside what is on the screen. `n`: effects of this event before it."""
    return _called(talk, reason, n)


def _called(talk: Talk, reason: CallReason, n: int = 0) -> Turned:
    if talk.session.called is not None:
        return talk.stay()
    guide, step = talk.journey.guide, talk.journey.current
    effect = CallOfficer(
        id=talk.effect_id(n),
        service=guide.code if guide else None,
        question=step.question.id if step else None,
        reason=reason,
    )
    return replace(talk.session, called=WithOfficer(effect.id)), (effect,)
