"""An answer rules the person out: told at once, with what may fit instead and an officer."""

from __future__ import annotations

import re

from dialogs.contract.screen import Option, Screen
from dialogs.officer import call
from dialogs.service import go_on, start_instead
from dialogs.stages.check import CHANGE as CHANGING
from dialogs.stages.receipt import NEXT, onward
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.view import View
from dialogs.words import tidy

CHANGE, OFFICER = "change", "officer"
_CHANGE = re.compile(CHANGING + r"(?: saja| aja| dulu| jawaban.*| it| that| the answer)?$")


class StopStage(Stage):
    def screen(self, view: View) -> Screen:
        stop = view.journey.stop
        if stop is None:
            raise AssertionError("the stage is stop, but nothing stops the path")
        values = view.journey.values
        holding = (line for line in stop.documents if line.when.holds(values))
        brought = (view.text("checklist.bring", what=view.part(line.text)) for line in holding)
        return view.screen(
            "stop",
            stop.heading,
            question=view.text(stop.text),
            hint=view.text("stop.instead") if self._instead(view) else None,
            lines=(*brought, view.text("stop.nothing_sent")),
            options=self.options(view),
            actions=view.actions("back", "change", "repeat", "officer", "menu", "language"),
        )

    @staticmethod
    def _instead(holder: Talk | View) -> tuple[str, ...]:
        """The services to offer that there are."""
        stop = holder.journey.stop
        codes = stop.instead if stop else ()
        return tuple(code for code in codes if code in holder.world.guides)

    def options(self, view: View) -> tuple[Option, ...]:
        guides = [view.world.guides[code] for code in self._instead(view)]
        return (
            *(view.option(guide.code, guide.title, guide.icon) for guide in guides),
            view.option(CHANGE, "stop.change", "back"),
            view.option(OFFICER, "choose.officer", "officer"),
            onward(view),
        )

    def choose(self, talk: Talk, option: str) -> Turned | None:
        if option in self._instead(talk):
            return start_instead(talk, option)
        if option == CHANGE:
            return self.refuse(talk)
        if option == OFFICER:
            return call(talk)
        return self.confirm(talk) if option == NEXT else None

    def say(self, talk: Talk, text: str) -> Turned | None:
        """ "ubah", "ganti saja": the answer that stopped it."""
        return self.refuse(talk) if _CHANGE.match(tidy(text)) else None

    def confirm(self, talk: Talk) -> Turned:
        return go_on(talk)

    def refuse(self, talk: Talk) -> Turned:
        """Back to what was answered last: it fits after all."""
        place = talk.journey.before()
        return talk.to(focus=place.key if place else None, aside=None)


STAGE = StopStage()
