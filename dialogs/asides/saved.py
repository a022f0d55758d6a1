"""The talk was put aside under a code: what to bring, and what is filled in later."""

from __future__ import annotations

from dialogs.asides.aside import AsideStage, aside_of
from dialogs.contract.screen import Option, Screen, Text
from dialogs.contract.session import Saved
from dialogs.request import missing_here
from dialogs.stages.receipt import spelled
from dialogs.talk import Talk, Turned, local_day
from dialogs.view import View
from dialogs.visit import visit

RETURN = "return"


class SavedStage(AsideStage):
    def screen(self, view: View) -> Screen:
        aside: Saved = aside_of(view)
        until = local_day(aside.until)
        month = view.text(f"month.{until.month}").shown
        return view.screen(
            "saved",
            "saved.heading",
            question=view.text("saved.question", code=spelled(aside.code)),
            hint=view.text("saved.how"),
            lines=(
                *((view.text("saved.here_only"),) if aside.here_only else ()),
                view.text("saved.until", until=f"{until.day} {month} {until.year}"),
                *self._lines(view),
            ),
            options=self.options(view),
            actions=view.actions("back", "repeat", "officer", "menu", "language"),
        )

    @staticmethod
    def _lines(view: View) -> tuple[Text, ...]:
        guide = view.journey.guide
        if guide is None:
            return ()
        missing = missing_here(view.journey)
        names = ", ".join(view.text(step.question.label).shown for step in missing)
        later = (view.text("saved.later", questions=names),) if missing else ()
        return (*later, *visit(view, guide), *view.lines(guide.steps))

    def options(self, view: View) -> tuple[Option, ...]:
        return (view.option(RETURN, "saved.back", "back"),)

    def choose(self, talk: Talk, option: str) -> Turned | None:
        return self.confirm(talk) if option == RETURN else None

    def confirm(self, talk: Talk) -> Turned:
        return talk.aside(None)

    refuse = confirm


ASIDE = SavedStage()
