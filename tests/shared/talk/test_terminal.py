"""`./pandu talk` for a person: the screens of the golden conversations, typed line by line."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from dialogs.authoring import load
from dialogs.contract.event import Say
from dialogs.view import Viewer
from dialogs.world import World
from shared.settings import BIDARA_CINA, Settings
from shared.talk.protocol import Option, Progress, Row, Shown
from shared.talk.rendering import WIDTH, render
from shared.talk.terminal import LEAVE, Terminal
from shared.wiring import Wiring
from tests.golden.drivers import CODE, Pure
from tests.golden.script import Script, read

ROOT = Path(__file__).parents[3]
GOLDEN = map(read, sorted((ROOT / "tests" / "golden").glob("*.talk")))


def typed(script: Script) -> list[str] | None:
    """What one types, up to the word that leaves; None where something is pressed, or where a
    saved talk's code, which is random, is shown."""
    said = [event for event in script.events if isinstance(event, Say)]
    if len(said) < len(script.events) or any(e.actor != "resident" or e.on for e in said):
        return None
    texts = [event.text for event in said]
    ends = [at for at, text in enumerate(texts) if text in LEAVE]
    return None if CODE in script.path.read_text("utf-8") else texts[: min(ends, default=None)]


TYPED = {script.path.stem: script for script in GOLDEN if typed(script)}


@pytest.fixture(scope="module")
def world() -> World:
    return load.world(office=BIDARA_CINA)


@pytest.fixture
def wiring(world: World, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Wiring]:
    script: Script = request.getfixturevalue("script")
    settings = Settings(
        home=tmp_path,
        database_url="sqlite://",
        backend_url="http://127.0.0.1:9",
        office=BIDARA_CINA,
        device="AB2",
        api_key="unused",
    )
    made = Wiring(world, settings, lambda: script.now, name="test", dry_run=True)
    yield made
    made.close()


@pytest.mark.parametrize("script", TYPED.values(), ids=TYPED)
def test_typed_line_by_line_it_is_the_same_talk(
    script: Script, world: World, wiring: Wiring
) -> None:
    texts = typed(script) or []
    out = io.StringIO()
    terminal = Terminal(world, wiring.host, "t", Viewer(script.channel), script.language)
    terminal.run(io.StringIO("".join(f"{text}\n" for text in texts)), out)
    talk = Pure(world, script)
    wanted = [
        talk.first(),
        *(answer.screen for _, answer in zip(texts, talk.answers(), strict=False)),
    ]
    printed = out.getvalue()
    for screen in wanted:
        before, found, printed = printed.partition(screen)
        assert found, screen
        assert "Traceback" not in before


def test_there_are_talks_to_type() -> None:
    assert len(TYPED) >= 5


def test_the_program_itself_and_its_way_out(world: World, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "shared.commands", "talk", "--dry-run"],
        input=b"bu siti\nktp hilang\n\x00\nselesai\nnot read any more\n",
        cwd=ROOT,
        env={**os.environ, "PANDU_HOME": str(tmp_path)},
        capture_output=True,
        timeout=120,
        check=True,
    )
    text = done.stdout.decode()
    assert "Bu Siti, mau urus apa hari ini?" in text
    assert text.endswith(world.texts.text("id", "terminal.bye").shown + "\n")
    assert done.stderr == b""


# A screen as plain lines ----------------------------------------------------------------------


def screen(**parts: object) -> Shown:
    empty = dict.fromkeys(Shown.__struct_fields__)
    lists = dict.fromkeys(("lines", "options", "actions", "spoken", "summary"), ())
    known = {"kind": "question", "input": "", "language": "id", "heading": "Judul"}
    return Shown(**{**empty, **lists, **known, "sensitive": False, **parts})  # type: ignore[arg-type]


def test_no_line_is_wider_than_a_window_and_what_follows_is_indented() -> None:
    long = "kata " * 40
    text = render(
        screen(
            question=long,
            lines=(long,),
            options=(Option("a", long),),
            summary=(Row("q", "Label", long),),
            notice=long,
        ),
        str,
    )
    rows = text.split("\n")
    assert max(map(len, rows)) <= WIDTH
    assert "  1. kata" in text
    assert "\n     kata" in text  # an option goes on below its own words
    assert "\n  kata" in text  # and a line below its dash


def test_a_word_without_an_end_is_broken() -> None:
    assert max(map(len, render(screen(question="x" * 500), str).split("\n"))) <= WIDTH


def test_the_input_stands_before_what_mends_it_and_the_question_is_not_said_twice() -> None:
    shown = screen(question="Berapa NIK?", problem="Belum pas. Berapa NIK?", given="12")
    assert render(shown, str).split("\n") == [
        "Judul",
        "terminal.given 12",
        "* Belum pas. Berapa NIK?",
    ]


def test_the_progress_stands_in_the_heading() -> None:
    shown = msgspec.structs.replace(screen(), progress=Progress(2, 8))
    assert render(shown, str) == "Judul (2/8)"
