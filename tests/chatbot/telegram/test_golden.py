"""The golden conversations on Telegram, over HTTP: by polling, and behind a webhook.

All of a moment and an office are held at once, a step each in turn, as people write to a bot.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from dialogs.authoring import load
from dialogs.world import World
from shared.settings import BIDARA_CINA
from tests.chatbot.telegram.double import Double
from tests.chatbot.telegram.mirror import Looks, Mirror, seen
from tests.chatbot.telegram.office import Office
from tests.golden.script import Script, read

FOLDER = Path(__file__).parents[2] / "golden"
# Of the many lists that are alike a few; no talks with other people at the screen.
LISTS = sorted((FOLDER / "daftar").glob("*.talk"))[::7]
SCRIPTS = [
    script
    for path in (*sorted(FOLDER.glob("*.talk")), *LISTS)
    for script in (read(path),)
    if all(event.actor == "resident" for event in script.events)
]
FEW = ("telegram_lapor_jalan", "telegram_ktp_ditunda", "en_road", "sekali_sebut", "nik_tidak_biasa")


@cache
def world_at(office: str) -> World:
    return load.world(office=office)


def groups(scripts: Iterable[Script]) -> dict[tuple[str, str], list[Script]]:
    """Those that one bot can hold: alike in moment and office."""
    found: dict[tuple[str, str], list[Script]] = {}
    for script in scripts:
        key = (script.header["now"], script.header.get("office", BIDARA_CINA))
        found.setdefault(key, []).append(script)
    return found


def hold(scripts: list[Script], home: Path, way: str) -> int:
    """Holds them all; the number of steps. Fails at the first screen that is another."""
    world = world_at(scripts[0].header.get("office", BIDARA_CINA))
    count = 0
    with Double() as double, Office(world, home, double, now=scripts[0].now, way=way) as office:
        people = [double.person(1000 + n) for n in range(len(scripts))]
        mirrors = [
            Mirror(world, script, person) for script, person in zip(scripts, people, strict=True)
        ]
        under_way = [
            (mirror, mirror.steps(), person) for mirror, person in zip(mirrors, people, strict=True)
        ]
        while under_way:
            expected = [(one, next(one[1], None)) for one in under_way]
            office.settle()
            for (mirror, _, person), looks in expected:
                if looks is not None:
                    count += 1
                    same(mirror.script.path.stem, looks, seen(person))
            under_way = [one for one, looks in expected if looks is not None]
        assert not double.telegram.waiting_queries, "a pressed button was never answered"
    return count


def same(name: str, expected: Looks, got: Looks) -> None:
    assert got.text == expected.text, name
    assert got.labels == expected.labels, name


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.timeout(900)
def test_all_of_them_by_polling(tmp_path: Path) -> None:
    steps = 0
    for number, scripts in enumerate(groups(SCRIPTS).values()):
        home = tmp_path / str(number)
        home.mkdir()
        steps += hold(scripts, home, "poll")
    assert steps > 5 * len(SCRIPTS)


@pytest.mark.timeout(300)
def test_behind_a_webhook(tmp_path: Path) -> None:
    scripts = [script for script in SCRIPTS if script.path.stem in FEW]
    assert len(scripts) == len(FEW)
    assert hold(scripts, tmp_path, "webhook") > 40
