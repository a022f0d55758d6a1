"""Golden conversations, through the pure layer, the host on a store, and the program itself."""

from __future__ import annotations

import difflib
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from dialogs.authoring import load
from dialogs.world import World
from shared.settings import BIDARA_CINA
from tests.golden.drivers import Hosted, Pure, program
from tests.golden.script import Script, ScriptError, read, without_requests

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.rglob("*.talk"))
# Starting the program takes a second, so three talks stand for all: one through every stage, one
# with a random code and a deferring channel, one in another language with an overlay.
STARTED = ("ktp_hilang_sendiri", "telegram_ktp_ditunda", "en_emergency_in_a_story")

STILL = 3  # screens alike in a row: a question, asked again, asked more simply
STANDS_STILL = {"layanan_tidak_ada", "layar_lama", "tiga_kali"}  # that is what they show


@cache
def world_at(office: str) -> World:
    return load.world(office=office)


def world_of(script: Script) -> World:
    return world_at(script.header.get("office", BIDARA_CINA))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_pure_layer(path: Path, remake: bool) -> None:
    script = read(path)
    talk = Pure(world_of(script), script)
    now = script.written(talk.first(), talk.answers())
    if remake:
        path.write_text(now, encoding="utf-8")
    _same(path, path.read_text(encoding="utf-8"), now)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_host_on_a_store(path: Path, tmp_path: Path) -> None:
    script = read(path)
    talk = Hosted(world_of(script), script, tmp_path)
    try:
        now = script.written(talk.first(), talk.answers())
    finally:
        talk.close()
    _same(path, without_requests(path.read_text(encoding="utf-8")), now)


@pytest.mark.parametrize("name", STARTED)
def test_the_program(name: str, tmp_path: Path) -> None:
    path = FOLDER / f"{name}.talk"
    script = read(path)
    world = world_of(script)
    # The program prints nothing before the first event; that screen is tested above.
    now = script.written(Pure(world, script).first(), program(world, script, tmp_path))
    _same(path, without_requests(path.read_text(encoding="utf-8")), now)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_talk_gets_somewhere(path: Path) -> None:
    """Made anew after a change, a talk can miss its way and repeat one screen to its end."""
    screens = [_asked(part) for part in path.read_text("utf-8").split("\n\n> ")[1:]]
    still = max(len(list(run)) for _, run in groupby(screens))
    assert still <= STILL or path.stem in STANDS_STILL


def _asked(part: str) -> tuple[str, ...]:
    """The first lines of a screen, without what is noticed on top of it."""
    rows = [row.strip() for row in part.split("\n")[1:] if row.startswith("    ")]
    return tuple(row for row in rows if not row.startswith("* "))[:3]


def test_a_changed_or_missing_screen_is_told_line_by_line() -> None:
    path = FOLDER / f"{STARTED[0]}.talk"
    script = read(path)
    talk = Pure(world_of(script), script)
    now = script.written(talk.first(), talk.answers())
    for changed in (now.replace("Selamat datang", "Selamat pagi"), now.replace("~ submit\n", "")):
        with pytest.raises(pytest.fail.Exception, match="--remake"):
            _same(path, changed, now)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("> [fly]", "no event is called “fly”"),
        ("> [locate here]", "line 5"),
        ("> [consent maybe]", "line 5"),
        ("ya", "begin a person's line with >"),
    ],
)
def test_a_slip_in_a_file_is_told_with_its_line(row: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "slip.talk"
    path.write_text(f"language: id\nnow: 2026-11-05T09:00+07:00\nchannel: talk\n\n{row}\n")
    with pytest.raises(ScriptError, match=said):
        read(path)


def test_a_file_without_its_header_is_told(tmp_path: Path) -> None:
    path = tmp_path / "slip.talk"
    path.write_text("language: id\n\n> ya\n")
    with pytest.raises(ScriptError, match="channel, now"):
        read(path)


def _same(path: Path, kept: str, now: str) -> None:
    if kept == now:
        return
    diff = difflib.unified_diff(
        kept.splitlines(), now.splitlines(), f"{path.name} as kept", f"{path.name} now", lineterm=""
    )
    pytest.fail(
        "\n".join(diff) + "\n\nIf this is how it should read: ./pandu test tests/golden --remake",
        pytrace=False,
    )
