"""What is offered to whoever is stuck: easier words, and keeping the talk for later."""

from __future__ import annotations

from dialogs.contract.effect import SaveDraft
from dialogs.contract.session import Explaining, Simplified, Waiting
from dialogs.talk import Talk, Turned


def simpler(talk: Talk) -> Turned:
    """The same question in easier words; where there are none, why it is asked."""
    step = talk.journey.current
    if step is None:
        return talk.notice("notice.nothing_to_explain")
    return talk.aside(Simplified(step.key) if step.question.simpler else Explaining(step.key))


def save(talk: Talk) -> Turned:
    """The talk under a code."""
    if not talk.session.answers:
        return talk.notice("notice.nothing_to_save")
    effect = SaveDraft(id=talk.effect_id())
    session, _ = talk.aside(Waiting(effect.id, "save"))
    return session, (effect,)
