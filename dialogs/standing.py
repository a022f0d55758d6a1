"""Who may answer in a talk: what is on the screen, topmost first, and nothing below it."""

from __future__ import annotations

from dialogs.asides import ASIDES
from dialogs.stages import EMERGENCY, STAGES
from dialogs.stages.stage import Stage
from dialogs.talk import Talk


def stages(talk: Talk) -> tuple[Stage, ...]:
    """The overlay or a covering aside alone; else the aside that marks the stage, and the stage."""
    if talk.session.overlay is not None:
        return (EMERGENCY,)
    below = STAGES[talk.journey.stage]
    if talk.session.aside is None:
        return (below,)
    aside = ASIDES[type(talk.session.aside)]
    return (aside,) if aside.covers else (aside, below)
