"""The measurement itself: all hold the very same talk, and the floor that no machine moves."""

from __future__ import annotations

import asyncio

import pytest

from tests import bench
from tests.bench import dialog
from tests.bench.complaint import NAME, NIK, SAID, world
from tests.bench.ours import Ours

pytestmark = pytest.mark.once
HANDED_OVER = {
    "category": "road",
    "nik": NIK,
    "name": NAME,
    "where": "31.75.03.1002",
    "when": "2026-11-20",
    "what": "Lubang besar di depan pasar, motor jatuh.",
}


@pytest.fixture(scope="module")
def ours() -> Ours:
    return Ours(world())


def test_all_hold_the_same_talk_to_its_end(ours: Ours) -> None:
    async def talks() -> list[dict[str, str]]:
        ended = []
        for one in await dialog.contestants(ours):
            await one.begin()
            for text in SAID:
                words = await one.step(text)
                assert words
            ended.append(one.answers())
        return ended

    for answers in asyncio.run(talks()):
        assert HANDED_OVER.items() <= answers.items()
        assert not answers.get("photo")


def test_a_session_is_small_and_stays_so(ours: Ours) -> None:
    (found,) = asyncio.run(dialog.measure([ours], 2))
    assert found.kib <= dialog.FLOOR_KIB
    assert 0 < found.median <= found.p99
    long = asyncio.run(dialog.long_talk(ours))
    sizes = [size for _, size in long]
    assert max(sizes[-dialog.EDGE :]) <= max(sizes[: dialog.EDGE]) + 16  # the event's number grows


def test_the_table_has_a_row_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    code = bench.main(["dialog", "--talks", "1"])
    told = capsys.readouterr().out
    for name in ("this layer", "ConversationHandler", "transitions"):
        assert f"\n{name} " in told
    # Whether the time is held is the machine's affair; that it is said is ours.
    assert ("held" if code == 0 else "MISSED") in told


def test_an_unknown_measurement_is_said_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["nothing"]) == 2
    assert "dialog" in capsys.readouterr().err
