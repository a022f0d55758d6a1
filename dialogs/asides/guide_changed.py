"""The guide was changed under the talk: what no longer holds is asked again, the rest stays."""

from __future__ import annotations

from msgspec.structs import replace

from dialogs.asides.aside import AsideStage, aside_of, step_of
from dialogs.contract.screen import Screen
from dialogs.contract.session import GuideChanged
from dialogs.view import View


class GuideChangedStage(AsideStage):
    covers = False

    def mark(self, view: View, screen: Screen) -> Screen:
        aside: GuideChanged = aside_of(view)
        steps = [step for key in aside.asked_again if (step := step_of(view, key))]
        lines = screen.lines
        if steps:
            names = ", ".join(view.text(step.question.label).shown for step in steps)
            lines = (view.text("changed.asked", questions=names), *lines)
        return replace(screen, notice=view.text("changed.line"), lines=lines)


ASIDE = GuideChangedStage()
