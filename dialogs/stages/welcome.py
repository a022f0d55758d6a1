"""The first screen: how the person wants to be called. Asked once, may be skipped."""

from __future__ import annotations

import re

from dialogs.contract.screen import Option, Screen
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.view import View
from dialogs.words import tidy

FORMS = ("bapak", "ibu")
LONGEST = 40
# "panggil saya Bu Siti", "Pak Darto", "call me Mrs Lee": a title and a name.
_CALLED = re.compile(
    r"^(?:(?:panggil|celuk|sebat|call)\s+(?:saja\s+|saya\s+|kula\s+|abdi\s+|me\s+)*)?"
    r"((?:pak|bu|mbah|mbak|mas|bang|mpok|kang|teh|mr|mrs|ms)\.?\s+[^\W\d_][\w .'-]{1,38})$",
    re.IGNORECASE,
)


class Welcome(Stage):
    def screen(self, view: View) -> Screen:
        return view.screen(
            "welcome",
            "welcome.heading",
            question=view.text("welcome.question"),
            hint=view.text("welcome.hint"),
            example=view.text("welcome.example"),
            lines=(view.text("welcome.free"),),
            options=self.options(view),
            actions=view.actions("repeat", "officer", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        forms = tuple(view.option(form, f"welcome.{form}", "person") for form in FORMS)
        return (*forms, view.option("none", "welcome.skip"))

    def choose(self, talk: Talk, option: str) -> Turned | None:
        return talk.to(address=option, aside=None) if option in (*FORMS, "none") else None

    def say(self, talk: Talk, text: str) -> Turned | None:
        called = _CALLED.match(tidy(text))
        if called is None or len(called[1]) > LONGEST:
            return None
        return talk.to(address=called[1].title(), aside=None)

    def confirm(self, talk: Talk) -> Turned | None:
        return self.choose(talk, "none")

    refuse = confirm


STAGE = Welcome()
