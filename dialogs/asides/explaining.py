"""Why a question is asked."""

from __future__ import annotations

from dialogs.asides.aside import AsideStage, aside_of, step_of
from dialogs.contract.screen import Option, Screen
from dialogs.stages.question import STAGE as QUESTION
from dialogs.talk import Talk, Turned
from dialogs.view import View

RETURN = "return"


class ExplainingStage(AsideStage):
    def screen(self, view: View) -> Screen:
        step = step_of(view, aside_of(view).question)
        if step is None:
            raise AssertionError("show drops an aside whose question left the path")
        question = step.question
        example = (view.text(question.example),) if question.example else ()
        return view.screen(
            "explain",
            "explain.heading",
            question_id=question.id,
            question=view.text(question.why),
            hint=view.text(question.hint) if question.hint else None,
            lines=example,
            options=self.options(view),
            sensitive=question.sensitive,
            actions=view.actions("back", "repeat", "officer", "menu", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        return (view.option(RETURN, "explain.back", "back"),)

    def choose(self, talk: Talk, option: str) -> Turned | None:
        return self.confirm(talk) if option == RETURN else None

    def say(self, talk: Talk, text: str) -> Turned | None:
        """Whoever answers at once need not go back first."""
        return QUESTION.say(talk, text) if talk.journey.current else None

    def confirm(self, talk: Talk) -> Turned:
        return talk.aside(None)

    refuse = confirm


ASIDE = ExplainingStage()
