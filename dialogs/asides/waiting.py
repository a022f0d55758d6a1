"""An effect is under way. Its result ends the waiting; while a request is being sent nothing else
does, so that it cannot be sent twice."""

from __future__ import annotations

from dialogs.asides.aside import AsideStage, aside_of
from dialogs.contract.screen import Screen
from dialogs.talk import Talk, Turned
from dialogs.view import View


class WaitingStage(AsideStage):
    def screen(self, view: View) -> Screen:
        return view.screen(
            "waiting",
            "waiting.heading",
            question=view.text(f"waiting.{aside_of(view).what}"),
            actions=view.actions("repeat", "officer", "language"),
        )

    def choose(self, talk: Talk, option: str) -> Turned:
        """Nothing is offered here; a button of the screen before does nothing."""
        return talk.stay()

    def say(self, talk: Talk, text: str) -> Turned | None:
        """While a story is being read, more may be said; what is being kept is not answered."""
        return None if aside_of(talk).what == "understand" else talk.stay()

    def confirm(self, talk: Talk) -> Turned:
        return talk.stay()

    refuse = confirm


ASIDE = WaitingStage()
