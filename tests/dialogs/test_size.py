"""A session stays small whatever is told to it, and the talk still comes to its end."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import msgspec
import pytest

from dialogs.contract.event import Confirm, Say, Start
from dialogs.contract.session import Notice, ReadBack, Session
from dialogs.journey import walk
from dialogs.turn import LARGEST_SESSION, turn
from dialogs.world import World
from tests.dialogs.journeys.host import BEGIN
from tests.dialogs.worlds import world_with

GUIDE = Path(__file__).parent / "journeys" / "guides" / "BERCABANG.yaml"
CODE = "BERCABANG"
STORIES = 20  # questions that take a story
FOUR_BYTES = "\N{OLD PERSIAN SIGN A}"  # a letter that takes four bytes of UTF-8


@pytest.fixture(scope="module")
def world() -> World:
    """The guide of the tests, made of stories alone."""
    whole = world_with(GUIDE)
    guide = whole.guides[CODE]
    story = next(question for question in guide.questions if question.kind == "text")
    stories = tuple(
        dataclasses.replace(story, id=f"story{n}", field=f"story{n}") for n in range(STORIES)
    )
    told = dataclasses.replace(guide, questions=stories, steps=(), sending=None)
    return dataclasses.replace(whole, guides={CODE: told}, life_events={})


@pytest.mark.parametrize("length", [90, 399, 401, 2_000, 10_000])
def test_a_session_stays_below_its_cap(world: World, length: int) -> None:
    session, _ = turn(world, Session(id="s"), Start(id="0", at=BEGIN, service=CODE))
    refused = 0
    for number in range(3 * STORIES):
        if walk(world, session, "talk").stage == "check":
            break
        kept = session.answers
        text = FOUR_BYTES * (length if refused == 0 else 20)
        session, _ = turn(world, session, Say(id=f"{number}", at=BEGIN, text=text))
        if isinstance(session.aside, ReadBack):
            session, _ = turn(world, session, Confirm(id=f"c{number}", at=BEGIN))
        refused += session.aside == Notice("notice.too_long")
        assert kept.items() <= session.answers.items()
        assert len(msgspec.json.encode(session)) <= LARGEST_SESSION
    assert walk(world, session, "talk").stage == "check"
    assert refused or length * 4 * STORIES < LARGEST_SESSION
