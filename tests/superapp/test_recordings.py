"""Every service of every recorded city becomes a talk that ends in a report the city takes.

The small cities in `authorities/` are ours, in the odd shapes real servers answer in. With
PANDU_OPEN311_RECORDINGS=FOLDER the same walk goes over recordings of real ones, a folder a city.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dialogs.authoring import load
from dialogs.world import World
from tests.superapp.walker import Stuck, walking

OURS = Path(__file__).parent / "authorities"
THEIRS = os.environ.get("PANDU_OPEN311_RECORDINGS")


def cities(folder: Path) -> list[Path]:
    return sorted(file.parent for file in folder.glob("*/services.*"))


@pytest.fixture(scope="module")
def base() -> World:
    return load.world()


@pytest.mark.parametrize("folder", cities(OURS), ids=lambda folder: folder.name)
def test_our_small_cities(
    folder: Path, base: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with walking(folder, tmp_path, base, monkeypatch) as walker:
        codes = walker.city.codes()
        for code in codes:
            walker.walk(code)
    assert len(walker.city.posted) == len(codes) > 0
    assert not walker.city.wrong


@pytest.mark.skipif(not THEIRS, reason="PANDU_OPEN311_RECORDINGS names no folder of recordings")
@pytest.mark.timeout(600)
def test_recorded_cities(
    base: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    failed: list[str] = []
    folders = cities(Path(THEIRS or ""))
    assert folders, f"no folder in {THEIRS} holds a services.*"
    for folder in folders:
        home = tmp_path / folder.name
        home.mkdir()
        with walking(folder, home, base, monkeypatch) as walker:
            codes = walker.city.codes()
            before = len(failed)
            for code in codes:
                try:
                    walker.walk(code)
                except Stuck as stuck:
                    failed.append(f"{folder.name}: {stuck}")
            defined = sum(definition is not None for _, definition in walker.offered)
            walked = len(codes) - (len(failed) - before)
        with capsys.disabled():
            print(f"\n{folder.name}: {walked} of {len(codes)} services walked, {defined} defined")
        assert len(walker.city.posted) == walked
    assert not failed, "\n".join(failed)
