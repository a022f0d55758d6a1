"""Something is to be corrected, and nothing told which answer: the person names it by a touch."""

from __future__ import annotations

from dialogs import correction
from dialogs.asides.aside import AsideStage, aside_of
from dialogs.contract.screen import Option, Screen
from dialogs.contract.session import WhichAnswer
from dialogs.talk import Talk, Turned
from dialogs.texts import Phrase
from dialogs.view import View, shortened

NONE = "none"


class WhichAnswerStage(AsideStage):
    def screen(self, view: View) -> Screen:
        aside: WhichAnswer = aside_of(view)
        return view.screen(
            "choose_service",
            "correction.heading",
            question=view.text("correction.which"),
            hint=view.text("correction.new", text=aside.text) if aside.text else None,
            options=self.options(view),
            actions=view.actions("back", "repeat", "officer", "menu", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        rows = []
        for step in correction.answered(view.journey):
            value = view.answer(step)
            phrase = shortened(Phrase(value.shown, " ".join(value.spoken), value.private))
            label = view.text(step.question.label).shown
            rows.append(view.option(step.question.id, "correction.row", label=label, value=phrase))
        return (*rows, view.option(NONE, "correction.none", "no"))

    def choose(self, talk: Talk, option: str) -> Turned | None:
        step = talk.journey.named(option)
        if step is not None and step in correction.answered(talk.journey):
            aside: WhichAnswer = aside_of(talk)
            return correction.put_right(talk, step, aside.text)
        return self.refuse(talk) if option == NONE else None

    def refuse(self, talk: Talk) -> Turned:
        return talk.aside(None)


ASIDE = WhichAnswerStage()
