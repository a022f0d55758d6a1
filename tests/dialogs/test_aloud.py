"""Over all guides: what is said aloud in a hall holds no number, name or address of a person, and
nothing a guide calls private; with headphones all of it is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec import Struct

from dialogs.contract.event import AnyEvent, Start
from dialogs.contract.screen import Screen, Text
from dialogs.contract.session import Session
from dialogs.journey import walk
from dialogs.kinds import KINDS
from dialogs.kinds.kind import Context
from dialogs.show import show
from dialogs.talk import local_day
from dialogs.view import Viewer
from tests.dialogs.journeys import people
from tests.dialogs.journeys.host import PureHost, result
from tests.dialogs.worlds import world_with

GUIDE = Path(__file__).parent / "journeys" / "guides" / "BERPAGAR.yaml"
SHORTEST = 12  # signs: less than that is found in any sentence
TURNS = 60
WORLD = world_with(GUIDE)
# What stands word for word in a text that is no secret.
OPEN = {
    template.fixed.shown
    for id in WORLD.texts.ids()
    if not (template := WORLD.texts.template("id", id)).private and template.fixed
}


@pytest.mark.parametrize("code", sorted(WORLD.guides))
def test_nothing_private_is_said_in_a_hall(code: str) -> None:
    for screen, session in _talk(code):
        secrets = _secrets(session, code)
        for text in _texts(screen):
            said = " ".join(text.spoken).casefold()
            told = [secret for secret in secrets if secret in said]
            # An example is the guide's own; these people answer with it.
            example = text.id.endswith(".example")
            assert text.private or example or not told, f"{text.id}: {told}"


def test_with_headphones_it_is() -> None:
    for _, session in _talk("BERPAGAR"):
        screen = show(WORLD, session, _now(session), Viewer("talk", headphones=True))
        assert not [text.id for text in _texts(screen) if text.private]


def _now(session: Session) -> Any:
    moments = [answer.at for answer in session.answers.values() if answer.at]
    return max(moments) if moments else PureHost(WORLD, "talk", "id").now


def _talk(code: str) -> Iterator[tuple[Screen, Session]]:
    """A talk of good answers to its end, by a companion, so that every screen is passed."""
    random = Random(code)
    host = PureHost(WORLD, "talk", "id")
    host.actor = "companion"
    _feed(host, Start(service=code))
    for _ in range(TURNS):
        screen = host.screen()
        yield screen, host.session
        if screen.kind in ("receipt", "checklist", "stop", "emergency"):
            return
        _feed(host, people.good(random, screen, code))
    raise AssertionError(f"{code} does not end")


def _feed(host: PureHost, event: AnyEvent) -> None:
    host.take(host.stamped(event))
    while host.awaited:
        host.take(result(host.awaited.pop(), host))


def _secrets(session: Session, service: str) -> set[str]:
    """Private answers as they are shown and said, and the words of guides that are private."""
    journey = walk(WORLD, session, "talk")
    found = {
        template.fixed.shown
        for id in WORLD.texts.ids()
        if id.startswith(f"{service}.")
        and (template := WORLD.texts.template("id", id)).private
        and template.fixed
    } - OPEN  # a "Kartu Keluarga" tells of nobody, whichever guide asks for it
    for step in journey.steps:
        kind = KINDS[step.question.kind]
        if step.answer is None or step.answer.value is None or not kind.private:
            continue
        context = Context(WORLD, step.question, "id", local_day(_now(session)))
        value = step.answer.value
        found |= {kind.show(value, context), kind.speak(value, context)}
    return {secret.casefold() for secret in found if len(secret) >= SHORTEST}


def _texts(part: Any) -> Iterator[Text]:
    if isinstance(part, Text):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, Struct):
        for name in part.__struct_fields__:
            yield from _texts(getattr(part, name))
