"""`./pandu kiosk` as a process: opens, stops, leaves nothing, says in a line what is wrong."""

from __future__ import annotations

import importlib
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.panel import PANELS, Panel, panel_for
from shared import start
from tests.kiosk.window import display
from tests.kiosk.window.pointer import Pointer

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "shared.commands"]
PATIENCE = 120.0


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    with display.virtual(1080, 1920) as name:
        yield name


def started(screen: str, home: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    for folder in ("home", "tmp"):
        (home / folder).mkdir(exist_ok=True)
    mine = {"PANDU_HOME": str(home / "home"), "TMPDIR": str(home / "tmp")}
    return subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=ROOT,
        env={**display.software(screen), **mine, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.timeout(300)
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_opens_and_is_stopped_by_a_signal(how: int, screen: str, tmp_path: Path) -> None:
    with Pointer(screen) as display_of, started(screen, tmp_path, "kiosk") as process:
        deadline = time.monotonic() + PATIENCE
        while display_of.windows() == 0:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
        time.sleep(1)
        process.send_signal(how)
        out, err = process.communicate(timeout=60)
    assert process.returncode in (0, 128 + signal.SIGINT)
    assert (out, err) == ("", "")
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        ([], {"DISPLAY": ""}, "DISPLAY: no display to open a window on"),
        ([], {"DISPLAY": ":99999"}, "DISPLAY: no display to open a window on"),
        ([], {"PANDU_PANEL": "large"}, "PANDU_PANEL: 'large' is no panel."),
        (["--panel", "1x1 1x1"], {}, "--panel: '1x1 1x1' is no panel."),
        (["--panel", "landscape", "--fullscreen"], {}, "--panel: the display has 1080x1920"),
    ],
)
def test_what_is_in_its_way_is_one_line(
    arguments: list[str], environment: dict[str, str], said: str, screen: str, tmp_path: Path
) -> None:
    with started(screen, tmp_path, "kiosk", *arguments, **environment) as process:
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert out == ""
    (line,) = err.splitlines()
    assert line.startswith(said)


@pytest.mark.parametrize(
    ("size", "panel"),
    [
        ((1080, 1920), PANELS["portrait"]),
        ((1920, 1200), PANELS["landscape"]),
        ((3840, 2160), PANELS["landscape"]),
        ((1366, 900), PANELS["tablet"]),
    ],
)
def test_without_a_declaration_the_panel_goes_with_the_display(
    size: tuple[int, int], panel: Panel
) -> None:
    assert panel_for(*size) == panel


def test_a_small_display_is_used_whole() -> None:
    panel = panel_for(1024, 600)
    assert (panel.width, panel.height) == (1024, 600)
    assert panel.scale == pytest.approx(PANELS["tablet"].scale)


@pytest.mark.parametrize(
    ("typed", "shown", "face"),
    [
        ([], True, "kiosk.main"),
        ([], False, "shared.talk.main"),
        (["--json"], True, "shared.talk.main"),
    ],
)
def test_pandu_alone_opens_what_there_is_a_place_for(
    typed: list[str], shown: bool, face: str, screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", screen if shown else "")
    opened: list[str] = []
    for name in ("kiosk.main", "shared.talk.main"):
        module = importlib.import_module(name)
        monkeypatch.setattr(module, "main", lambda argv, address, name=name: opened.append(name))
    start._face(typed, None)
    assert opened == [face]
