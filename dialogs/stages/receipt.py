"""The request is safe: number, PIN, code word, and what happens next."""

from __future__ import annotations

from dialogs.contract.screen import Option, Receipt, Screen, Text
from dialogs.contract.session import Outcome
from dialogs.guide import Guide
from dialogs.journey import next_service
from dialogs.service import go_on
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.texts import Phrase
from dialogs.view import View
from dialogs.visit import bring, office, opening, steps

NEXT = "next"


class ReceiptStage(Stage):
    def screen(self, view: View) -> Screen:
        guide, outcome = view.journey.guide, view.journey.outcome or Outcome()
        if guide is None:
            raise AssertionError("a receipt belongs to a service")
        return view.screen(
            "receipt",
            "receipt.heading",
            question=view.text(f"receipt.status.{outcome.status or 'queued'}"),
            lines=self._lines(view, guide, outcome),
            options=self.options(view),
            receipt=self._receipt(view, guide, outcome),
            actions=view.actions("repeat", "officer", "menu", "language"),
        )

    @staticmethod
    def _receipt(view: View, guide: Guide, outcome: Outcome) -> Receipt | None:
        if not outcome.number:
            return None
        return Receipt(
            guide.code, outcome.number, outcome.pin, outcome.word, outcome.status or "queued"
        )

    @staticmethod
    def _lines(view: View, guide: Guide, outcome: Outcome) -> tuple[Text, ...]:
        lines: list[Text] = []
        if outcome.number:
            lines += [
                view.text("receipt.number", number=spelled(outcome.number)),
                view.text("receipt.pin", pin=Phrase(outcome.pin, " ".join(outcome.pin), True)),
                view.text("receipt.keep"),
            ]
        lines += [*steps(view, guide), *bring(view, guide), office(view, guide)]
        lines += opening(view, guide)
        lines.append(view.text("checklist.time", time=view.part(guide.time)))
        if outcome.number:
            lines.append(view.text("receipt.word", word=outcome.word))
        return tuple(lines)

    def options(self, view: View) -> tuple[Option, ...]:
        return (onward(view),)

    def choose(self, talk: Talk, option: str) -> Turned | None:
        return self.confirm(talk) if option == NEXT else None

    def confirm(self, talk: Talk) -> Turned:
        return go_on(talk)


def onward(view: View) -> Option:
    """The button to the next service of the queue, or to the end."""
    guide = view.journey.guide
    after = next_service(view.session, guide.code) if guide else None
    if after is None:
        return view.option(NEXT, "receipt.done")
    service = view.name(view.world.title(after))
    return view.option(NEXT, "receipt.next", service=service)


def spelled(number: str) -> Phrase:
    """A receipt or code, shown as it is written and spoken symbol by symbol."""
    return Phrase(number, ", ".join(" ".join(group) for group in number.split("-")))


STAGE = ReceiptStage()
