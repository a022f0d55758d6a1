"""The same question in easier words."""

from __future__ import annotations

from msgspec.structs import replace

from dialogs.asides.aside import AsideStage, aside_of, step_of
from dialogs.contract.screen import Screen
from dialogs.view import View


class SimplifiedStage(AsideStage):
    covers = False

    def mark(self, view: View, screen: Screen) -> Screen:
        step = step_of(view, aside_of(view).question)
        if step is None or step.question.simpler is None:
            return screen
        return replace(screen, question=view.text(step.question.simpler))


ASIDE = SimplifiedStage()
