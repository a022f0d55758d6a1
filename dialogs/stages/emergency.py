"""112, above everything. Leaving it brings back the very screen it covered."""

from __future__ import annotations

from msgspec.structs import replace

from dialogs.contract.screen import Option, Screen
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.view import View

RETURN = "return"


class Emergency(Stage):
    def screen(self, view: View) -> Screen:
        code = view.session.overlay
        guide = view.world.guides[code] if code else None
        steps = tuple(view.text(line.text) for line in guide.steps) if guide else ()
        kept = (view.text("emergency.kept"),) if view.session.answers else ()
        screen = view.screen(
            "emergency",
            "emergency.heading",
            question=view.text("emergency.question"),
            lines=(*steps, *kept),
            options=self.options(view),
            actions=view.actions("back", "repeat", "officer", "language"),
        )
        return replace(screen, service=code)

    def options(self, view: View) -> tuple[Option, ...]:
        return (view.option(RETURN, "emergency.back", "back"),)

    def choose(self, talk: Talk, option: str) -> Turned | None:
        return self.confirm(talk) if option == RETURN else None

    def say(self, talk: Talk, text: str) -> Turned | None:
        """A yes is a yes to calling: the number stays where it can be read."""
        return talk.stay() if talk.world.words.agreed(text) == "yes" else None

    def confirm(self, talk: Talk) -> Turned:
        return talk.to(overlay=None)

    refuse = confirm


STAGE = Emergency()
