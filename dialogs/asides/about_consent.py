"""Who sees the data, how long it is kept, how it is deleted: asked before saying yes or no."""

from __future__ import annotations

from dialogs.asides.aside import AsideStage
from dialogs.contract.screen import Option, Screen
from dialogs.talk import Talk, Turned
from dialogs.view import View

RETURN = "return"


class AboutConsentStage(AsideStage):
    def screen(self, view: View) -> Screen:
        return view.screen(
            "explain",
            "about_consent.heading",
            question=view.text("about_consent.question"),
            lines=(
                view.text("about_consent.who"),
                view.text("about_consent.how_long"),
                view.text("about_consent.delete"),
                view.text("about_consent.take_back"),
            ),
            options=self.options(view),
            actions=view.actions("back", "repeat", "officer", "menu", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        return (view.option(RETURN, "explain.back", "back"),)

    def choose(self, talk: Talk, option: str) -> Turned | None:
        return self.confirm(talk) if option == RETURN else None

    def confirm(self, talk: Talk) -> Turned:
        return talk.aside(None)

    refuse = confirm


ASIDE = AboutConsentStage()
