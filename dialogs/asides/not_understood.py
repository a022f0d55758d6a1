"""An input that did not serve, kept on the screen beside the words that mend it."""

from __future__ import annotations

from msgspec.structs import replace

from dialogs.asides.aside import AsideStage, aside_of, step_of
from dialogs.contract.screen import Problem, Screen
from dialogs.contract.session import NotUnderstood
from dialogs.ladder import SIMPLER_FROM, help_text
from dialogs.view import View


class NotUnderstoodStage(AsideStage):
    covers = False

    def mark(self, view: View, screen: Screen) -> Screen:
        aside: NotUnderstood = aside_of(view)
        step = step_of(view, aside.question)
        if step is None:
            return screen
        question = step.question
        rung = view.session.rungs.get(aside.question, 1)
        simpler = question.simpler if rung >= SIMPLER_FROM else None
        asked = view.word(simpler or question.question)
        problem = view.text(aside.problem, **{"question": asked, **aside.slots})
        called = view.session.called is not None
        lines = (*screen.lines, *(view.text(id) for id in help_text(step, rung, aside.cut, called)))
        return replace(
            screen,
            problem=Problem(problem, aside.given),
            question=view.text(simpler) if simpler else screen.question,
            lines=lines,
        )


ASIDE = NotUnderstoodStage()
