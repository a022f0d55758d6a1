"""Random talks, and planted faults that they must find.

Every talk has a seed of its own: `<PANDU_SEED>/<number>`. A failure names it and the events that
led there; `PANDU_SEED=… ./pandu test tests/dialogs/test_journeys.py` runs the very same talks.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from dialogs.world import World
from tests.dialogs.journeys.journey import TOLD, Journey
from tests.dialogs.journeys.planted import PLANTED, Planted, strict_slots
from tests.dialogs.journeys.properties import Broken
from tests.dialogs.worlds import world_with

pytestmark = pytest.mark.slow
TALKS = 2_000
BATCH = 250
SOON = 400  # talks within which a planted fault is found
SEED = os.environ.get("PANDU_SEED") or "2026"  # other talks each time: ./pandu soak talks
GUIDES = sorted((Path(__file__).parent / "journeys" / "guides").glob("*.yaml"))


@pytest.fixture(scope="module")
def world() -> World:
    return world_with(*GUIDES)


@pytest.fixture(scope="module", autouse=True)
def _seed_is_said() -> None:
    # Past the capture, so that it is seen from a worker as well.
    print(f"random talks: PANDU_SEED={SEED}", file=sys.__stderr__, flush=True)


@pytest.fixture(autouse=True)
def _slots_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    strict_slots(monkeypatch)


def run(world: World, number: int) -> Journey:
    """One talk; a broken property says which talk it was."""
    journey = Journey(world, f"{SEED}/{number}")
    try:
        journey.run()
    except Broken as broken:
        told = "\n  ".join([journey.trace[0], *journey.trace[1:][-TOLD:]])
        broken.args = (f"{broken}\nPANDU_SEED={SEED}, talk {number}: {told}",)
        raise
    return journey


@pytest.mark.parametrize(
    "first", [0, *(pytest.param(n, marks=pytest.mark.once) for n in range(BATCH, TALKS, BATCH))]
)
def test_whatever_is_said_a_talk_holds(world: World, first: int) -> None:
    talks = [run(world, number) for number in range(first, first + BATCH)]
    # That they hold means something only where they went somewhere.
    assert sum(talk.sent for talk in talks) > BATCH // 5
    assert sum(talk.events for talk in talks) > BATCH * 10
    assert {talk.end for talk in talks} == {"receipt", "checklist", "stop", "saved", "emergency"}


@pytest.mark.once
@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.plant.__name__)
def test_a_planted_fault_is_found(
    planted: Planted, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = planted.plant(monkeypatch, world)
    with pytest.raises(Broken) as found:
        run_until_broken(world)
    assert found.value.name == planted.broken


def run_until_broken(world: World) -> None:
    for number in range(SOON):
        run(world, number)
