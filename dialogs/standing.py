"""Who may answer in a talk, topmost first: the overlay alone, or the aside and the stage below."""

from __future__ import annotations

from dialogs.asides import ASIDES
from dialogs.stages import EMERGENCY, STAGES
from dialogs.stages.stage import Stage
from dialogs.talk import Talk


def stages(talk: Talk) -> tuple[Stage, ...]:
    """The stages a reply is offered to, in this order."""
    if talk.session.overlay is not None:
        return (EMERGENCY,)
    aside = talk.session.aside
    below = STAGES[talk.journey.stage]
    return (below,) if aside is None else (ASIDES[type(aside)], below)
