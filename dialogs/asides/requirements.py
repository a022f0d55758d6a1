"""The list of a service, at any moment: what to bring, what is still missing. Back to the same
place afterwards."""

from __future__ import annotations

from dialogs.asides.aside import AsideStage, aside_of
from dialogs.contract.screen import Option, Screen, Text
from dialogs.contract.session import Requirements
from dialogs.guide import Guide
from dialogs.officer import call
from dialogs.service import start
from dialogs.stages.question import STAGE as QUESTION
from dialogs.talk import Talk, Turned
from dialogs.view import View
from dialogs.visit import looked_up, told, visit

RETURN, START, OFFICER = "return", "start", "officer"


class RequirementsStage(AsideStage):
    def screen(self, view: View) -> Screen:
        guide = view.world.guides[aside_of(view).service]
        return view.screen(
            "checklist",
            "requirements.heading",
            question=view.text(guide.title),
            lines=_lines(view, guide),
            options=self.options(view),
            actions=view.actions("back", "repeat", "officer", "menu", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        back = view.option(RETURN, "requirements.back", "back")
        officer = view.option(OFFICER, "requirements.officer", "officer")
        guide = view.world.guides.get(aside_of(view).service)
        other = guide is not None and guide.questions and guide != view.journey.guide
        begin = (view.option(START, "requirements.start", "yes"),) if other else ()
        return (*begin, back, officer)

    def choose(self, talk: Talk, option: str) -> Turned | None:
        aside: Requirements = aside_of(talk)
        if option == RETURN:
            return self.confirm(talk)
        if option == OFFICER:
            return call(talk)
        return start(talk, aside.service) if option == START else None

    def say(self, talk: Talk, text: str) -> Turned | None:
        """Whoever answers the question below at once need not go back first."""
        return QUESTION.say(talk, text) if talk.journey.current else None

    def confirm(self, talk: Talk) -> Turned:
        return talk.aside(None)

    refuse = confirm


def _lines(view: View, guide: Guide) -> tuple[Text, ...]:
    """Of a service without questions all there is to say; of others what a visit needs."""
    if not guide.questions:
        return told(view, guide)
    return (*visit(view, guide), *looked_up(view, guide))


ASIDE = RequirementsStage()
