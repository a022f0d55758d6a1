"""Two hands: who fills in for somebody does not also confirm for them.

Who acts is said by the channel (`Event.actor`), and by the answer to "for whom": who asks for their
mother speaks for her, whatever the channel knows of it.
"""

from __future__ import annotations

from dialogs.contract.effect import Hands
from dialogs.contract.event import Actor
from dialogs.contract.session import Key
from dialogs.keys import SELF
from dialogs.talk import Talk

# For oneself, and for one's child, one speaks by right.
BY_RIGHT = (SELF, "child")


def person(talk: Talk) -> str:
    """For whom the request is."""
    return talk.journey.person


def agreed_key(person: str) -> Key:
    """Where it is kept, for the visit, that a person agreed to be spoken for."""
    return f"{person}.:agreed"


def filled_by(talk: Talk) -> Actor:
    """Whose hand the answers of this path, and this event, are from: an officer's before a
    companion's, a companion's before the person's own."""
    actors = {step.answer.actor for step in talk.journey.steps if step.answer is not None}
    actors.add(talk.event.actor)
    if "officer" in actors:
        return "officer"
    by_right = "companion" not in actors and person(talk) in BY_RIGHT
    return "resident" if by_right else "companion"


def needed(talk: Talk) -> bool:
    """Whether the person has to be asked before this is sent: for what two hands must do each
    time, for the rest once a visit, and only where a companion speaks about personal data."""
    guide = talk.journey.guide
    if guide is None:
        return False
    filler = filled_by(talk)
    if guide.two_hands:
        return filler != "resident"
    asked = agreed_key(person(talk)) in talk.session.answers
    return filler == "companion" and bool(guide.personal) and not asked


def settled(talk: Talk) -> Hands:
    """What the person said earlier in this visit, where nothing has to be asked."""
    answer = talk.session.answers.get(agreed_key(person(talk)))
    if answer is None or filled_by(talk) == "resident":
        return "own"
    hands: Hands = answer.value
    return hands
