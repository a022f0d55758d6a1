"""What was typed in a visit is found nowhere after it: no file, no output, no report of a fault."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.window import display
from tests.superapp.running import process
from tests.superapp.sentinels import files, search

ROOT = Path(__file__).parents[3]
NIK = "3175041204450006"
PLANT = "planted"  # the visitor also writes the NIK where it must not be


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    with display.virtual(1080, 1920) as name:
        yield name


def left_behind(home: Path, name: str, *how: str) -> list[str]:
    """One visit with a NIK in it, in a program of its own; where it is found afterwards."""
    kept, temporary = home / "home", home / "tmp"
    backend = home / "backend"
    for folder in (kept, temporary, backend):
        folder.mkdir(parents=True)
    with process(backend) as (_, url):
        done = subprocess.run(
            [sys.executable, "-m", "tests.kiosk.window.one_visit", *how],
            cwd=ROOT,
            env={
                **display.software(name),
                "PANDU_HOME": str(kept),
                "PANDU_BACKEND_URL": url,
                "PANDU_API_KEY": "a-key-of-the-tests",
                "TMPDIR": str(temporary),
            },
            capture_output=True,
            timeout=240,
            check=False,
        )
    assert b"visit over" in done.stdout, done.stderr.decode()
    if "fault" in how:
        assert b"ValueError at" in done.stderr
    assert list(kept.rglob("*.db*"))  # there is something to look into
    places = [*files(kept, temporary), ("stdout", done.stdout), ("stderr", done.stderr)]
    return sorted({found.place for found in search([NIK], places)})


@pytest.mark.timeout(300)
@pytest.mark.parametrize("how", ["sent", "unsent", "fault"])
def test_a_nik_is_found_nowhere_after_a_visit(how: str, screen: str, tmp_path: Path) -> None:
    assert left_behind(tmp_path, screen, how) == []


@pytest.mark.timeout(300)
def test_a_planted_leak_is_found(screen: str, tmp_path: Path) -> None:
    found = left_behind(tmp_path, screen, "unsent", PLANT)
    assert [Path(place).name for place in found] == ["leak.log"]
