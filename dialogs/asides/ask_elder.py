"""A private question to the person a request is for: do you agree? Only a clear yes sends it."""

from __future__ import annotations

from dialogs.asides.aside import AsideStage, aside_of
from dialogs.asides.hand_over import confirmed, not_sent
from dialogs.contract.screen import Option, Screen
from dialogs.contract.session import AskElder
from dialogs.officer import call
from dialogs.talk import Talk, Turned
from dialogs.view import View

YES, NO, OFFICER = "yes", "no", "officer"


class AskElderStage(AsideStage):
    def screen(self, view: View) -> Screen:
        guide = view.journey.guide
        if guide is None:
            raise AssertionError("somebody agrees to a request")
        return view.screen(
            "agree",
            "agree.heading",
            question=view.text("agree.question", elder=view.elder(named=True)),
            hint=view.text("agree.unclear") if aside_of(view).again else None,
            lines=(
                view.text("agree.what", service=view.name(guide.title)),
                view.text("agree.by_whom"),
                view.text("agree.may_refuse"),
            ),
            options=self.options(view),
            actions=view.actions("back", "repeat", "officer", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        return (
            view.option(YES, "agree.yes", "yes"),
            view.option(NO, "agree.no", "no"),
            view.option(OFFICER, "choose.officer", "officer"),
        )

    def choose(self, talk: Talk, option: str) -> Turned | None:
        if option == OFFICER:
            return call(talk)
        return self.consent(talk, yes=option == YES) if option in (YES, NO) else None

    def say(self, talk: Talk, text: str) -> Turned | None:
        said = talk.world.words.agreed(text)
        if said in (YES, NO):
            return self.consent(talk, yes=said == YES)
        return self.confirm(talk) if said == "hedge" else None

    def consent(self, talk: Talk, *, yes: bool) -> Turned:
        if yes:
            return confirmed(talk, "agreed")
        return not_sent(talk, "elder_refused", "agree.not_sent")

    def confirm(self, talk: Talk) -> Turned:
        """ "Lanjut" and "kirim" are not theirs to agree by."""
        return talk.aside(AskElder(again=True))


ASIDE = AskElderStage()
