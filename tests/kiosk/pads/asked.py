"""Screens of every question of every guide, and of what the talk asks itself: for tests of pads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache

from dialogs.authoring import load
from dialogs.contract.screen import Action, Option, Problem, Progress, Screen, Text
from dialogs.guide import Question
from dialogs.kinds import KINDS
from dialogs.kinds.kind import Context, Offer
from dialogs.talk import JAKARTA
from dialogs.texts import Phrase
from dialogs.world import World
from kiosk.glass import Glass
from kiosk.panel import PANELS
from kiosk.scene import Act
from kiosk.theme import Size
from kiosk.visit import Entry, Settings, Visit

OFFICE = "31.75.03.1007"
NOW = datetime(2026, 11, 5, 9, 0, tzinfo=JAKARTA)
LANGUAGES = ("id", "en", "jv", "su")
SIZES: tuple[Size, ...] = ("S", "M", "L", "XL")
SLOTS = {"you": "", "owner": ""}


@cache
def world() -> World:
    return load.world(office=OFFICE)


def questions() -> Iterator[tuple[str, Question]]:
    """Each once, with a service that asks it."""
    seen: set[tuple[str, str]] = set()
    for code, guide in world().guides.items():
        for question in guide.questions:
            if (question.of, question.field) not in seen:
                seen.add((question.of, question.field))
                yield code, question


def context(question: Question, language: str) -> Context:
    return Context(world(), question, language, NOW.date())


def screen_of(code: str, question: Question, language: str, given: str = "") -> Screen:
    """The question's screen with all that may stand on it at once."""

    def text(id: str, **slots: str) -> Text:
        return world().texts.template(language, id).fill(id, {**SLOTS, **slots})

    offers = KINDS[question.kind].offers(context(question, language))
    options = [_option(offer, language) for offer in offers]
    names = ("back", "skip") if question.optional else ("back",)
    mend = f"{question.kind}.too_short" if question.kind in ("nik", "kk") else "answer.needed"
    problem = Problem(text(mend, count=str(len(given))), given) if given else None
    return Screen(
        turn=1, kind="question", language=language, heading=text(question.heading),
        service=code, question_id=question.id, input=KINDS[question.kind].name,
        question=text(question.question),
        hint=text(question.hint) if question.hint else None,
        example=text(question.example) if question.example else None,
        options=tuple(options), actions=tuple(Action(name, text("action.back")) for name in names),
        progress=Progress(3, 8), minutes_left=3, sensitive=question.sensitive, problem=problem,
    )  # fmt: skip


def _option(offer: Offer, language: str) -> Option:
    label = offer.label
    if isinstance(label, Phrase):
        return Option(
            offer.id, Text(f"offer.{offer.id}", label.shown, (label.said,)), None, offer.icon
        )
    return Option(
        offer.id, world().texts.template(language, label).fill(label, SLOTS), None, offer.icon
    )


def bare(kind: str, language: str, *options: Option) -> Screen:
    """A screen that no guide asks: a receipt, a PIN, a kind that no guide uses yet."""
    id = {"receipt": "status.ask", "pin": "status.pin"}.get(kind, "status.ask")
    text = world().texts.template(language, id).fill(id, SLOTS)
    return Screen(
        turn=1, kind="question", language=language, heading=text, question=text, input=kind,  # type: ignore[arg-type]
        options=options,
    )  # fmt: skip


def glass_of(
    screen: Screen, panel: str = "portrait", size: Size = "M", sheet: str = "",
    entry: Entry | None = None, low: bool = False,
) -> Glass:  # fmt: skip
    settings = Settings(language=screen.language, size=size, low=low)
    visit = Visit(screen, settings, sheet=sheet, entry=entry or Entry())
    return Glass(visit, PANELS[panel], world(), NOW)


def act(name: str, on: str = "") -> Act:
    return Act(name, on)
