"""What a stage draws its screen from: texts in the talk's language, with the person's slots."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from msgspec.structs import replace

from dialogs.contract.event import Actor
from dialogs.contract.screen import Action, Option, Screen, Text
from dialogs.contract.session import Session
from dialogs.guide import Guide, Line, Question
from dialogs.journey import Journey
from dialogs.keys import SELF
from dialogs.kinds import KINDS
from dialogs.kinds.kind import Context, Kind, Offer
from dialogs.path import Step
from dialogs.talk import local_day
from dialogs.texts import Catalogue, Phrase, Slot, Template
from dialogs.world import World

OTHER = "other"  # the answer to "for whom" that gives no title to go by

LONGEST_PHRASE, LAST = 160, 40  # characters of an answer inside another sentence; of its end


class Viewer(NamedTuple):
    """Who looks, and through which channel."""

    channel: str
    actor: Actor = "resident"
    headphones: bool = False


class View(NamedTuple):
    world: World
    session: Session
    journey: Journey
    now: datetime
    viewer: Viewer
    slots: Mapping[str, Slot]
    templates: Mapping[str, Template]  # in the talk's language
    quiet: bool = True  # private things are not said aloud

    @classmethod
    def of(
        cls, world: World, session: Session, journey: Journey, now: datetime, viewer: Viewer
    ) -> View:
        you = address(world, session)
        slots: Mapping[str, Slot] = (
            {"you": you, "owner": _owner(world, session, journey.person, you)}
            if you
            else _nameless(world.texts, session.language, journey.person)
        )
        quiet = not (session.aloud or viewer.headphones)
        templates = world.texts.templates(session.language)
        return cls(world, session, journey, now, viewer, slots, templates, quiet)

    def text(self, id: str, **slots: Slot) -> Text:
        template = self.templates[id]
        if template.fixed is not None and not template.private:
            return template.fixed
        if slots:
            text = template.fill(id, {**self.slots, **slots})
        elif self.slots["you"]:
            text = template.fill(id, self.slots)
        else:
            text = _addressed_to_all(
                self.world.texts, self.session.language, self.journey.person, id
            )
        if template.private and self.quiet:
            return self._hushed(text)
        return text if self.quiet or not text.private else replace(text, private=False)

    def _hushed(self, text: Text) -> Text:
        """A private text: shown, and not said; of a question it is said where to read it."""
        if text.id.endswith((".question", ".simpler")):
            return Text(text.id, text.shown, self.text("quiet.question").spoken)
        return replace(text, private=True)

    def name(self, id: str, neutral: str = "quiet.service") -> Phrase:
        """A name inside another text (a service's, a question's): said in neutral words where it
        is private."""
        template = self.templates[id]
        text = template.fill(id, self.slots)
        if template.private and self.quiet:
            return Phrase(text.shown, self.word(neutral))
        return Phrase(text.shown, " ".join(text.spoken))

    def part(self, id: str) -> Phrase:
        """A text inside another one, as private as it is alone."""
        text = self.text(id)
        return Phrase(text.shown, " ".join(text.spoken), text.private)

    def unsent(self, guide: Guide) -> Text:
        """What it costs, and that nothing was sent yet."""
        return _unsent(self.world.texts, self.session.language, guide.fee)

    def elder(self, *, named: bool = False) -> Phrase:
        """The person a request is for, by what they are to whoever speaks and by their name; with
        `named` nothing where neither is known."""
        person = self.journey.person
        step = next((one for one in self.journey.steps if _names_applicant(one)), None)
        name = step.answer.value if step is not None and step.answer is not None else ""
        if person == SELF and self.session.address not in (None, "none", "bapak", "ibu"):
            name = ""  # they said how they want to be called
        id = f"elder.{person}"
        if person != OTHER and id in self.world.texts:
            title, words = self.word(id, name=""), self.word(id, name=name)
        else:
            title = address(self.world, self.session) if person == SELF else ""
            words = " ".join(part for part in (title, name) if part)
        if words or named:
            return Phrase(words, title or self.word("elder.other") if name else words)
        return Phrase(self.word("elder.other"))

    def word(self, id: str, **slots: Slot) -> str:
        """A text as part of another sentence."""
        template = self.templates[id]
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
        values = self.journey.values
        return tuple(self.text(line.text) for line in lines if line.when.holds(values))

    # Answers -----------------------------------------------------------------------------------

    def context(self, step: Step) -> Context:
        return Context(self.world, step.question, self.session.language, local_day(self.now))

    @staticmethod
    def kind(step: Step) -> Kind:
        return KINDS[step.question.kind]

    def phrase(self, step: Step, value: Any) -> Phrase:
        phrase = shortened(self.kind(step).phrase(value, self.context(step)))
        private = self.quiet and (phrase.private or is_private(step.question, value))
        return phrase._replace(private=private)

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
        private = self.quiet and (kind.private or is_private(step.question, answer.value))
        return Text(id, shown, (spoken,), private)

    def screen(self, kind: str, heading: str, **parts: Any) -> Screen:
        """A screen with what all of them share."""
        guide = self.journey.guide
        if self.quiet and any(option.label.private for option in parts.get("options", ())):
            parts["options"] = self._numbered(parts["options"])
        return Screen(
            turn=self.session.turn,
            kind=kind,  # type: ignore[arg-type]
            language=self.session.language,
            heading=self.text(heading),
            service=guide.code if guide else None,
            assurance=self._assurance(guide) if guide else None,
            **parts,
        )

    def _assurance(self, guide: Guide) -> Text | None:
        outcome = self.journey.outcome
        if outcome is None and guide.completion != "checklist":
            return self.unsent(guide)
        if outcome is not None and outcome.status:
            return self.text(f"receipt.status.{outcome.status}")
        return None

    def _numbered(self, options: tuple[Option, ...]) -> tuple[Option, ...]:
        """Private answers are said by their place alone."""
        return tuple(
            replace(option, label=self._place(option.label, number))
            if option.label.private
            else option
            for number, option in enumerate(options, 1)
        )

    def _place(self, label: Text, number: int) -> Text:
        id = f"quiet.option.{number}"
        said = self.text(id) if id in self.world.texts else self.text("quiet.option.more")
        return Text(label.id, label.shown, said.spoken)


# The same few rows on every screen, and no slot in them.
@lru_cache(maxsize=256)
def _actions(texts: Catalogue, language: str, names: tuple[str, ...]) -> tuple[Action, ...]:
    return tuple(Action(name, texts.text(language, f"action.{name}")) for name in names)


# The same words for every turn of a request.
@lru_cache(maxsize=1024)
def _unsent(texts: Catalogue, language: str, fee: str) -> Text:
    slots: Mapping[str, Slot] = {"fee": texts.text(language, fee).shown}
    return texts.text(language, "check.not_sent", slots)


def _names_applicant(step: Step) -> bool:
    return step.question.kind == "name" and step.question.of == "applicant"


def is_private(question: Question, value: Any) -> bool:
    """Whether an answer tells of illness, poverty or death."""
    if question.private:
        return True
    chosen = value if isinstance(value, list | tuple) else (value,)
    return any(choice.private and choice.id in chosen for choice in question.choices)


def shortened(phrase: Phrase) -> Phrase:
    """A long story is not read back whole: how it begins and how it ends tell it."""
    return Phrase(_ends(phrase.shown), _ends(phrase.spoken), phrase.private)


def _ends(text: str) -> str:
    if len(text) <= LONGEST_PHRASE:
        return text
    begin, end = text[: LONGEST_PHRASE - LAST], text[-LAST:]
    return f"{begin.rpartition(' ')[0] or begin} … {end.partition(' ')[2] or end}"


def _owner(world: World, session: Session, person: str, you: str) -> str:
    """Whose something is: "Ibu Siti", "beliau", "anaknya"."""
    return _owner_text(world.texts, session.language, person).word({"you": you})


@lru_cache(maxsize=256)
def _nameless(texts: Catalogue, language: str, person: str) -> Mapping[str, Slot]:
    """The slots of whoever has not said how to be called."""
    return {"you": "", "owner": _owner_text(texts, language, person).word({"you": ""})}


@lru_cache(maxsize=1024)
def _addressed_to_all(texts: Catalogue, language: str, person: str, id: str) -> Text:
    """A text as all of them read it."""
    return texts.text(language, id, _nameless(texts, language, person))


def _owner_text(texts: Catalogue, language: str, person: str) -> Template:
    id = f"owner.{person}"
    return texts.template(language, id if id in texts else "owner.other")


def address(world: World, session: Session) -> str:
    """How the person wants to be called; empty until said."""
    called = session.address
    if called is None or called == "none":
        return ""
    id = f"address.{called}"
    return world.texts.template(session.language, id).word({}) if id in world.texts else called
