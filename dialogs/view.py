"""What a stage draws its screen from: texts in the talk's language, with the person's slots."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from dialogs.contract.event import Actor
from dialogs.contract.screen import Action, Option, Screen, Text
from dialogs.contract.session import Session
from dialogs.guide import Line
from dialogs.journey import PERSON_QUESTION, SELF, Journey, Step
from dialogs.kinds import KINDS
from dialogs.kinds.kind import Context, Kind, Offer
from dialogs.talk import local_day
from dialogs.texts import Catalogue, Phrase, Slot
from dialogs.world import World

LONGEST_PHRASE, LAST = 160, 40  # characters of an answer inside another sentence; of its end


class Viewer(NamedTuple):
    """Who looks, and through which channel."""

    channel: str
    actor: Actor = "resident"


class View(NamedTuple):
    world: World
    session: Session
    journey: Journey
    now: datetime
    viewer: Viewer
    slots: Mapping[str, Slot]

    @classmethod
    def of(
        cls, world: World, session: Session, journey: Journey, now: datetime, viewer: Viewer
    ) -> View:
        you = address(world, session)
        person = f"owner.{journey.values.get(PERSON_QUESTION) or SELF}"
        owner = world.texts.template(
            session.language, person if person in world.texts else "owner.other"
        ).word({"you": you})
        return cls(world, session, journey, now, viewer, {"you": you, "owner": owner})

    def text(self, id: str, **slots: Slot) -> Text:
        template = self.world.texts.template(self.session.language, id)
        if template.fixed is not None:
            return template.fixed
        return template.fill(id, {**self.slots, **slots} if slots else self.slots)

    def word(self, id: str, **slots: Slot) -> str:
        """A text as part of another sentence."""
        template = self.world.texts.template(self.session.language, id)
        return template.word({**self.slots, **slots})

    def option(self, id: str, text: str, icon: str = "", **slots: Slot) -> Option:
        return Option(id, self.text(text, **slots), icon=icon)

    def offer(self, offer: Offer) -> Option:
        """An option an answer kind offers: its label is a text id or a ready phrase."""
        label = offer.label
        if isinstance(label, Phrase):
            return Option(
                offer.id,
                Text(f"offer.{offer.id}", label.shown, (label.said,), label.private),
                icon=offer.icon,
            )
        return Option(offer.id, self.text(label), icon=offer.icon)

    def actions(self, *names: str) -> tuple[Action, ...]:
        return _actions(self.world.texts, self.session.language, names)

    def lines(self, lines: tuple[Line, ...]) -> tuple[Text, ...]:
        return tuple(self.text(line.text) for line in lines if line.when.holds(self.journey.values))

    # Answers -----------------------------------------------------------------------------------

    def context(self, step: Step) -> Context:
        return Context(self.world, step.question, self.session.language, local_day(self.now))

    @staticmethod
    def kind(step: Step) -> Kind:
        return KINDS[step.question.kind]

    def phrase(self, step: Step, value: Any) -> Phrase:
        return shortened(self.kind(step).phrase(value, self.context(step)))

    def answer(self, step: Step) -> Text:
        """The answer of a step as a line of the summary: in full, so that it can be checked, but
        for register numbers, which keep their last four."""
        id = f"{step.question.label}.value"
        answer = step.answer
        if step.deferred and answer is None:
            return self.text("check.deferred")
        if answer is None or answer.value is None:
            why = answer.why if answer else ""
            return self.text(f"check.{why}" if why in ("unknown", "none") else "check.not_given")
        if step.deferred:  # given elsewhere: it is sent, and not repeated in this channel
            return self.text("check.kept")
        kind, context = self.kind(step), self.context(step)
        spoken = kind.speak(answer.value, context)
        shown = (kind.mask if kind.hidden else kind.show)(answer.value, context)
        return Text(id, shown, (spoken,), kind.private)

    def screen(self, kind: str, heading: str, **parts: Any) -> Screen:
        """A screen with what all of them share."""
        guide = self.journey.guide
        return Screen(
            turn=self.session.turn,
            kind=kind,  # type: ignore[arg-type]
            language=self.session.language,
            heading=self.text(heading),
            service=guide.code if guide else None,
            **parts,
        )


# The same few rows on every screen, and no slot in them.
@lru_cache(maxsize=256)
def _actions(texts: Catalogue, language: str, names: tuple[str, ...]) -> tuple[Action, ...]:
    return tuple(Action(name, texts.text(language, f"action.{name}")) for name in names)


def shortened(phrase: Phrase) -> Phrase:
    """A long story is not read back whole: how it begins and how it ends tell it."""
    return Phrase(_ends(phrase.shown), _ends(phrase.spoken), phrase.private)


def _ends(text: str) -> str:
    if len(text) <= LONGEST_PHRASE:
        return text
    begin, end = text[: LONGEST_PHRASE - LAST], text[-LAST:]
    return f"{begin.rpartition(' ')[0] or begin} … {end.partition(' ')[2] or end}"


def address(world: World, session: Session) -> str:
    """How the person wants to be called; empty until said."""
    called = session.address
    if called is None or called == "none":
        return ""
    id = f"address.{called}"
    return world.texts.template(session.language, id).word({}) if id in world.texts else called
