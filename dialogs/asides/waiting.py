"""An effect is under way. Its result ends the waiting; while a request is being sent nothing else
does, so that it cannot be sent twice."""

from __future__ import annotations

from dialogs.asides.aside import AsideStage, aside_of
from dialogs.contract.screen import Screen
from dialogs.view import View


class WaitingStage(AsideStage):
    def screen(self, view: View) -> Screen:
        return view.screen(
            "waiting",
            "waiting.heading",
            question=view.text(f"waiting.{aside_of(view).what}"),
            actions=view.actions("repeat", "officer", "language"),
        )


ASIDE = WaitingStage()
