"""For whom a service is, before its first question: nobody finds out after ten of them."""

from __future__ import annotations

from dialogs.contract.screen import Option, Screen
from dialogs.kinds.kind import Taken
from dialogs.path import fit_key
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.view import View

GO, NOT = "go", "not"


class Eligibility(Stage):
    def screen(self, view: View) -> Screen:
        guide = view.journey.guide
        if guide is None:
            raise AssertionError("a service is looked at before it begins")
        left = view.journey.minutes_left
        minutes = (view.text("eligibility.minutes", minutes=str(left)),)
        return view.screen(
            "eligibility",
            "eligibility.heading",
            question=view.text(guide.title),
            hint=view.text("eligibility.hint"),
            lines=(
                *view.lines(guide.eligibility),
                *(minutes if view.journey.steps else ()),  # after a "no" there are none to count
                view.unsent(guide),
            ),
            options=self.options(view),
            minutes_left=left,
            actions=view.actions("back", "repeat", "officer", "menu", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        return view.option(GO, "eligibility.go", "yes"), view.option(NOT, "eligibility.not", "no")

    def choose(self, talk: Talk, option: str) -> Turned | None:
        if option == GO:
            return self.confirm(talk)
        return self.refuse(talk) if option == NOT else None

    def confirm(self, talk: Talk) -> Turned:
        return _said(talk, fits=True)

    def refuse(self, talk: Talk) -> Turned:
        return _said(talk, fits=False)


def _said(talk: Talk, *, fits: bool) -> Turned:
    guide = talk.journey.guide
    return talk.record(fit_key(guide.code), Taken(fits)) if guide else talk.stay()


STAGE = Eligibility()
