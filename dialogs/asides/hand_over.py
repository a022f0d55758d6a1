"""Somebody filled it in for a person: the screen goes to that person, who alone may agree.

Whoever presses "Saya sudah memegang layar" is taken to be them; the face need not know who that is.
"""

from __future__ import annotations

from msgspec.structs import replace

from dialogs.asides.aside import AsideStage
from dialogs.contract.answer import Answer
from dialogs.contract.effect import CallReason, Hands
from dialogs.contract.screen import Option, Screen
from dialogs.contract.session import AskElder, Notice
from dialogs.hands import agreed_key, person
from dialogs.officer import quietly
from dialogs.stages.check import send
from dialogs.talk import Talk, Turned
from dialogs.view import View

HERE, ABSENT, RETURN = "here", "absent", "return"


class HandOverStage(AsideStage):
    def screen(self, view: View) -> Screen:
        return view.screen(
            "handover",
            "handover.heading",
            question=view.text("handover.question", elder=view.elder()),
            lines=(view.text("handover.one_question"), view.text("handover.kept")),
            options=self.options(view),
            actions=view.actions("back", "repeat", "officer", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        return (
            view.option(HERE, "handover.here", "person", elder=view.elder(named=True)),
            view.option(ABSENT, "handover.absent", "no"),
            view.option(RETURN, "handover.back", "back"),
        )

    def choose(self, talk: Talk, option: str) -> Turned | None:
        if option == HERE:
            return talk.aside(AskElder())
        if option == ABSENT:
            return self._absent(talk)
        return talk.aside(None) if option == RETURN else None

    @staticmethod
    def _absent(talk: Talk) -> Turned:
        """Without the person an officer at home may send, marked for a second one; a companion may
        send what needs one hand alone. For the rest an officer is called, and nothing is sent."""
        guide = talk.journey.guide
        if guide is not None and guide.two_hands and talk.event.actor != "officer":
            return not_sent(talk, "elder_absent", "handover.needs_elder")
        return confirmed(talk, "absent")


def confirmed(talk: Talk, hands: Hands) -> Turned:
    """Sends it. What is asked once a visit is remembered."""
    guide = talk.journey.guide
    session, effects = send(talk, hands)
    if guide is not None and guide.two_hands:
        return session, effects
    answer = Answer(hands, actor="resident", channel=talk.event.channel, at=talk.event.at)
    return replace(session, answers={**session.answers, agreed_key(person(talk)): answer}), effects


def not_sent(talk: Talk, reason: CallReason, told: str) -> Turned:
    """An officer is told without a word on the screen about why; everything is kept."""
    session, effects = quietly(talk, reason=reason)
    return replace(session, aside=Notice(told)), effects


ASIDE = HandOverStage()
