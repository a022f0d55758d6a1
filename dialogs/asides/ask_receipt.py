"""Which request? Its receipt number, typed or spelled; what was sent in this talk is offered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from dialogs.asides.aside import AsideStage, aside_of
from dialogs.contract.screen import Option, Problem, Screen
from dialogs.contract.session import AskReceipt
from dialogs.kinds.kind import AskBack, Taken
from dialogs.kinds.kind import Problem as Misread
from dialogs.kinds.reading import none_inside
from dialogs.kinds.receipt import RECEIPT, spoken
from dialogs.officer import call, quietly
from dialogs.picking import pick
from dialogs.receipts import group
from dialogs.stages.receipt import spelled
from dialogs.talk import ECHO, Talk, Turned
from dialogs.texts import Phrase
from dialogs.tracking import numbered, sent
from dialogs.view import View, Viewer
from dialogs.words import clean, tidy

RETURN, OFFICER, YES, NO = "return", "officer", "yes", "no"
OWN = "receipt:"  # begins the id of an option that is a request of this talk
MOST_TRIES = 3
_SHORT = 2  # signs: the number of an option, never of a receipt


class AskReceiptStage(AsideStage):
    def screen(self, view: View) -> Screen:
        aside: AskReceipt = aside_of(view)
        if aside.suggested:
            return self._suggested(view, aside)
        own = bool(sent(view.session))
        return alone(
            view,
            "question",
            input="receipt",
            question=view.text("status.which" if own else "status.ask"),
            hint=view.text("status.ask.hint"),
            example=view.text("status.ask.example"),
            lines=(view.text("officer.quietly"),) if aside.tries >= MOST_TRIES else (),
            options=self.options(view),
            problem=_problem(view, aside),
        )

    def _suggested(self, view: View, aside: AskReceipt) -> Screen:
        number = Phrase(group(aside.suggested), spoken(aside.suggested))
        return alone(
            view,
            "read_back",
            question=view.text("readback.question", value=number),
            hint=view.text("receipt.suggested"),
            options=self.options(view),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        if aside_of(view).suggested:
            return (
                view.option(YES, "readback.yes", "yes"),
                view.option(NO, "readback.no", "no"),
            )
        own = (
            view.option(
                f"{OWN}{receipt}",
                "status.own",
                service=view.name(view.world.title(code)),
                number=spelled(outcome.number),
            )
            for receipt, (code, outcome) in sent(view.session).items()
            if view.world.services_of(code)
        )
        return (
            *own,
            view.option(OFFICER, "status.officer", "officer"),
            view.option(RETURN, "status.back", "back"),
        )

    def choose(self, talk: Talk, option: str) -> Turned:
        receipt = option.removeprefix(OWN)
        if option.startswith(OWN) and receipt in sent(talk.session):
            return numbered(talk, receipt)
        acts = {RETURN: leave, OFFICER: call, YES: self.confirm, NO: self.refuse}
        return acts[option](talk) if option in acts else talk.stay()

    def say(self, talk: Talk, text: str) -> Turned | None:
        """Everything that is said here is meant as the number, but for an option of the screen."""
        aside: AskReceipt = aside_of(talk)
        if len(tidy(text)) <= _SHORT or not aside.suggested:
            option = pick(self.options(_view(talk)), tidy(text), talk.world.words)
            if option is not None:
                return self.choose(talk, option)
        said = talk.world.words.agreed(text) if aside.suggested else None
        if said in (YES, NO):
            return self.confirm(talk) if said == YES else self.refuse(talk)
        reading = RECEIPT.read(text, talk.world.words)
        if isinstance(reading, Taken):
            return numbered(talk, reading.value)
        if isinstance(reading, AskBack):
            return talk.aside(AskReceipt(suggested=reading.value, tries=aside.tries))
        if isinstance(reading, Misread):
            return _missed(talk, text, reading.text, reading.slots)
        if none_inside(text, talk.world.words) is not None:
            return _missed(talk, text, "status.no_number", {})
        return _missed(talk, text, "receipt.needed", {})

    def easier(self, talk: Talk) -> Turned:
        return talk.aside(AskReceipt(problem="receipt.needed", tries=aside_of(talk).tries))

    def confirm(self, talk: Talk) -> Turned:
        aside: AskReceipt = aside_of(talk)
        return numbered(talk, aside.suggested) if aside.suggested else talk.stay()

    def refuse(self, talk: Talk) -> Turned:
        aside: AskReceipt = aside_of(talk)
        if not aside.suggested:
            return leave(talk)
        return _missed(talk, "", "receipt.check", {})


def alone(view: View, kind: str, heading: str = "status.heading", **parts: Any) -> Screen:
    """A screen of its own: it says nothing of the request that is under way below it."""
    actions = view.actions("back", "repeat", "officer", "menu", "language")
    screen = view.screen(kind, heading, actions=actions, **parts)
    return replace(screen, service=None, assurance=None)


def leave(talk: Talk) -> Turned:
    """Back to where the question was asked."""
    return talk.aside(None)


def _problem(view: View, aside: AskReceipt) -> Problem | None:
    if not aside.problem:
        return None
    return Problem(view.text(aside.problem, **aside.slots), aside.given)


def _missed(talk: Talk, text: str, problem: str, slots: Mapping[str, str]) -> Turned:
    """The input is kept beside the words that mend it; at the third time somebody is called."""
    tries = aside_of(talk).tries + 1
    aside = AskReceipt(clean(text[:ECHO]), problem, dict(slots), tries=tries)
    if tries != MOST_TRIES:
        return talk.aside(aside)
    session, _ = talk.aside(aside)
    return quietly(talk._replace(session=session))


def _view(talk: Talk) -> View:
    return View.of(talk.world, talk.session, talk.journey, talk.now, Viewer(talk.event.channel))


ASIDE = AskReceiptStage()
