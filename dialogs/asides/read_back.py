"""A value that was understood but not literal: "Maksud Ibu …?" """

from __future__ import annotations

from dialogs.asides.aside import AsideStage, aside_of, step_of
from dialogs.asides.noted import noted
from dialogs.contract.screen import Option, Screen
from dialogs.contract.session import ReadBack
from dialogs.correction import amend, read_back_amended
from dialogs.kinds.kind import AskBack, Taken
from dialogs.talk import Talk, Turned
from dialogs.view import View

YES, NO = "yes", "no"


class ReadBackStage(AsideStage):
    def screen(self, view: View) -> Screen:
        aside: ReadBack = aside_of(view)
        step = step_of(view, aside.question)
        if step is None:
            raise AssertionError("show drops an aside whose question left the path")
        reason = aside.reason
        return view.screen(
            "read_back",
            "readback.heading",
            question_id=step.question.id,
            input=view.kind(step).name,
            question=view.text("readback.question", value=view.phrase(step, aside.value)),
            hint=view.text(reason) if reason else None,
            notice=noted(view, aside.also, "heard"),
            options=self.options(view),
            sensitive=step.question.sensitive,
            actions=view.actions("back", "repeat", "officer", "cancel", "menu", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        return view.option(YES, "readback.yes", "yes"), view.option(NO, "readback.no", "no")

    def choose(self, talk: Talk, option: str) -> Turned | None:
        if option == YES:
            return self.confirm(talk)
        return self.refuse(talk) if option == NO else None

    def say(self, talk: Talk, text: str) -> Turned | None:
        """Another answer instead of yes or no is simply the new answer."""
        aside: ReadBack = aside_of(talk)
        step = step_of(talk, aside.question)
        if step is None:
            return None
        mended = read_back_amended(talk, step, aside, text)
        if mended is not None:
            return mended
        reading = talk.kind(step).parse(text, talk.context(step))
        if isinstance(reading, Taken) and aside.amends:
            return amend(talk, step.key, reading)
        if isinstance(reading, AskBack) and aside.amends:
            return talk.aside(
                ReadBack(step.key, reading.value, reading.precision, reading.reason, amends=True)
            )
        return talk.accept(step, reading, text) if isinstance(reading, Taken | AskBack) else None

    def confirm(self, talk: Talk) -> Turned:
        aside: ReadBack = aside_of(talk)
        taken = Taken(aside.value, aside.precision)
        if aside.amends:
            return amend(talk, aside.question, taken, told=False)
        return talk.record(aside.question, taken)

    def refuse(self, talk: Talk) -> Turned:
        return talk.to(aside=None, focus=aside_of(talk).question)


ASIDE = ReadBackStage()
