"""A bot before the double, for the tests of what it does in a chat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import count

import pytest

from dialogs.authoring import load
from dialogs.world import World
from shared.settings import BIDARA_CINA
from tests.chatbot.telegram.double import Double, Person
from tests.chatbot.telegram.office import Office

_PEOPLE = count(1001)
NOW = datetime.fromisoformat("2026-11-05T09:00+07:00")


@pytest.fixture(scope="session")
def world() -> World:
    return load.world(office=BIDARA_CINA)


@pytest.fixture(scope="module")
def double() -> Iterator[Double]:
    with Double() as running:
        yield running


@pytest.fixture(scope="module")
def office(
    world: World, double: Double, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """By polling, sending nothing to any authority; each test has a person of its own."""
    with Office(world, tmp_path_factory.mktemp("bot"), double, now=NOW) as running:
        yield running


@pytest.fixture
def siti(double: Double) -> Person:
    return double.person(next(_PEOPLE))
