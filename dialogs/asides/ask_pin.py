"""The PIN of a receipt: typed, never read aloud, never shown again. Without it only the word."""

from __future__ import annotations

import re

from dialogs.asides.aside import AsideStage, aside_of
from dialogs.asides.ask_receipt import alone, leave
from dialogs.contract.screen import Option, Problem, Screen
from dialogs.contract.session import AskPin, AskReceipt
from dialogs.kinds.reading import none_inside, number_in
from dialogs.officer import call
from dialogs.picking import pick
from dialogs.receipts import group
from dialogs.stages.receipt import spelled
from dialogs.talk import Talk, Turned
from dialogs.tracking import look
from dialogs.view import View, Viewer
from dialogs.words import tidy

LENGTH = 6
FORGOT, OTHER, OFFICER, RETURN = "forgot", "other", "officer", "return"
_SHORT = 2  # digits: the number of an option, never a PIN
_PIN = re.compile(r"[0-9]{6}")


class AskPinStage(AsideStage):
    def screen(self, view: View) -> Screen:
        aside: AskPin = aside_of(view)
        problem = view.text(aside.problem, **aside.slots) if aside.problem else None
        return alone(
            view,
            "question",
            input="pin",
            question=view.text("status.pin"),
            hint=view.text("status.pin.hint"),
            lines=(view.text("status.number", number=spelled(group(aside.receipt))),),
            options=self.options(view),
            problem=Problem(problem) if problem else None,
        )

    def options(self, view: View) -> tuple[Option, ...]:
        return (
            view.option(FORGOT, "status.pin.forgot"),
            view.option(OTHER, "status.other"),
            view.option(OFFICER, "status.officer", "officer"),
            view.option(RETURN, "status.back", "back"),
        )

    def choose(self, talk: Talk, option: str) -> Turned:
        if option == OTHER:
            return talk.aside(AskReceipt())
        acts = {FORGOT: without, OFFICER: call, RETURN: leave}
        return acts[option](talk) if option in acts else talk.stay()

    def say(self, talk: Talk, text: str) -> Turned | None:
        """Six digits; "lupa" is an answer too. Nothing that was said here is kept."""
        aside: AskPin = aside_of(talk)
        words = talk.world.words
        read = number_in(text, words)
        digits = read[0] if read else ""
        if _PIN.fullmatch(digits):
            return look(talk, aside.receipt, digits)
        if len(digits) <= _SHORT:
            viewer = Viewer(talk.event.channel)
            view = View.of(talk.world, talk.session, talk.journey, talk.now, viewer)
            option = pick(self.options(view), tidy(text), words)
            if option is not None:
                return self.choose(talk, option)
        if none_inside(text, words) is not None or words.agreed(text) == "no":
            return without(talk)
        if not digits:
            return talk.aside(AskPin(aside.receipt, "status.pin.digits"))
        return talk.aside(AskPin(aside.receipt, "status.pin.count", {"count": str(len(digits))}))

    def easier(self, talk: Talk) -> Turned:
        return talk.aside(AskPin(aside_of(talk).receipt, "status.pin.digits"))

    def confirm(self, talk: Talk) -> Turned:
        return talk.stay()

    def refuse(self, talk: Talk) -> Turned:
        return without(talk)


def without(talk: Talk) -> Turned:
    """The receipt alone tells the word."""
    return look(talk, aside_of(talk).receipt)


ASIDE = AskPinStage()
