"""An answer to what was asked or felt beside the path: a word, the fee, "is this a scam?", "saya
bingung". Then back to the same place, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dialogs.asides.aside import AsideStage, aside_of
from dialogs.contract.screen import Option, Screen, Text
from dialogs.contract.session import Told
from dialogs.helping import save, simpler
from dialogs.officer import call
from dialogs.stages.question import STAGE as QUESTION
from dialogs.talk import Talk, Turned
from dialogs.view import View

RETURN = "return"
# What is offered besides going on, by the topic or its beginning; each is a command.
OFFERED: Mapping[str, tuple[str, ...]] = {
    "term": (),
    "asked": ("officer",),
    "mood.distress": ("simpler", "officer", "save"),
    "mood.insult": ("officer", "save"),
    "mood.despair": ("officer",),
    "term.unknown": ("officer",),
}
ICONS = {"officer": "officer", "save": "save", "simpler": "help"}


class ToldStage(AsideStage):
    def screen(self, view: View) -> Screen:
        aside: Told = aside_of(view)
        first, *more = lines(view, aside.topic)
        return view.screen(
            "explain",
            f"told.heading.{sort_of(aside.topic)}",
            question=first,
            lines=tuple(more),
            options=self.options(view),
            actions=view.actions("back", "repeat", "officer", "menu", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        aside: Told = aside_of(view)
        named = offered(aside.topic, view)
        more = (view.option(name, f"told.{name}", ICONS[name]) for name in named)
        return (view.option(RETURN, "told.back", "back"), *more)

    def choose(self, talk: Talk, option: str) -> Turned | None:
        if option == RETURN:
            return self.confirm(talk)
        if option == "officer":
            return call(talk)
        command: Callable[[Talk], Turned] | None = {
            "simpler": simpler,
            "save": save,
        }.get(option)
        return command(talk) if command else None

    def say(self, talk: Talk, text: str) -> Turned | None:
        """Whoever answers at once need not go back first."""
        return QUESTION.say(talk, text) if talk.journey.current else None

    def confirm(self, talk: Talk) -> Turned:
        return talk.aside(None)

    refuse = confirm


def sort_of(topic: str) -> str:
    return topic.partition(".")[0]


def offered(topic: str, view: View) -> tuple[str, ...]:
    """The commands this topic offers, as far as they mean something here."""
    names = OFFERED.get(topic) or OFFERED[sort_of(topic)]
    step = view.journey.current
    can = {
        "officer": True,
        "save": bool(view.session.answers),
        "simpler": step is not None and step.question.simpler is not None,
    }
    return tuple(name for name in names if can[name])


def lines(view: View, topic: str) -> tuple[Text, ...]:
    """What is said; of a service under way, in its guide's own words."""
    if sort_of(topic) != "asked":
        return (view.text(topic),)
    questions = view.world.words.repair.questions
    ids = questions.told(topic.partition(".")[2], view.journey)
    return tuple(view.text(id) for id in ids)


ASIDE = ToldStage()
