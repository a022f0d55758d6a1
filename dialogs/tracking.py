"""How far is a request: from asking for its receipt to what the authority says.

One step at a time stands beside the path, so whoever asked in the middle of a request comes back
to the same question. What was sent in this very talk needs no number and no PIN.
"""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.contract.effect import Act, AskStatus
from dialogs.contract.session import (
    AskPin,
    AskReceipt,
    Outcome,
    Saved,
    Session,
    StatusTold,
    Waiting,
)
from dialogs.kinds.receipt import inside
from dialogs.receipts import normalise
from dialogs.talk import Talk, Turned


def begin(talk: Talk, text: str = "") -> Turned:
    """The receipt that stands in `text`; else the one of this talk; else it is asked for."""
    if _busy(talk):
        return talk.stay()
    named = inside(text)
    if named is not None:
        return numbered(talk, named)
    own = sent(talk.session)
    if len(own) == 1:
        return numbered(talk, next(iter(own)))
    return talk.aside(AskReceipt())


def named(talk: Talk, text: str) -> Turned | None:
    """A text at the services that holds a receipt and is nothing else."""
    if talk.journey.current is not None or talk.session.aside is not None:
        return None
    receipt = None if _busy(talk) else inside(text)
    return numbered(talk, receipt) if receipt is not None else None


def numbered(talk: Talk, receipt: str) -> Turned:
    """The receipt is known; the PIN, where it is not and may be asked in this channel, comes next.

    A channel that defers personal questions is no place for a PIN: there the word alone is told.
    """
    own = sent(talk.session).get(receipt)
    if own is not None:
        return look(talk, receipt, own[1].pin)
    if talk.world.policy(talk.event.channel) == "defer":
        return look(talk, receipt)
    return talk.aside(AskPin(receipt))


def look(talk: Talk, receipt: str, pin: str = "", act: Act = "look") -> Turned:
    """Asks the authority; with `act` a step is taken first."""
    effect = AskStatus(id=talk.effect_id(), receipt=receipt, pin=pin, act=act)
    session, _ = talk.aside(StatusTold(receipt, pin, effect.id, act))
    return session, (effect,)


def sent(session: Session) -> Mapping[str, tuple[str, Outcome]]:
    """What was sent in this talk: receipt → service and outcome."""
    return {
        normalise(outcome.number): (code, outcome)
        for code, outcome in session.outcomes.items()
        if outcome.number
    }


def _busy(talk: Talk) -> bool:
    """Something is shown that must not go from the screen: 112, a code, what is being kept."""
    aside = talk.session.aside
    kept = isinstance(aside, Saved) or (isinstance(aside, Waiting) and aside.what != "understand")
    return kept or talk.session.overlay is not None
