"""An aside stands over a stage. What it does not answer itself, the stage below answers."""

from __future__ import annotations

from typing import Any, ClassVar

from dialogs.contract.screen import Screen
from dialogs.contract.session import Key
from dialogs.path import Step
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.view import View


class AsideStage(Stage):
    """`covers`: the screen is the aside's own; otherwise it marks the stage's screen."""

    covers: ClassVar[bool] = True

    def easier(self, talk: Talk) -> Turned | None:
        """Help with what this aside itself asks; None where it asks nothing."""
        return None

    def mark(self, view: View, screen: Screen) -> Screen:
        """The stage's screen with this aside's mark on it (for those that do not cover)."""
        return screen


def aside_of(holder: Talk | View) -> Any:
    """The aside of a talk, typed by whoever asks for it."""
    return holder.session.aside


def step_of(holder: Talk | View, key: Key) -> Step | None:
    """The step an aside speaks of; None when the path no longer holds it."""
    return holder.journey.step(key)
