"""A number typed into the chat, in four spellings, is found nowhere afterwards: not in a log, not
in a database (also opened), not in a file. And what is planted is found."""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from dialogs.world import World
from shared.database import Database
from shared.privacy.inventory import OFFICE
from shared.privacy.keys import load_or_make
from shared.store.inbox import Letter
from tests.chatbot.telegram.double import Double
from tests.chatbot.telegram.office import Office
from tests.chatbot.telegram.test_chat import SPELLINGS, says

NOW = datetime.fromisoformat("2026-11-05T09:00+07:00")
DIGITS = "3175041204450006"
WORDS = "tiga satu tujuh lima nol empat"


def leaks(home: Path, more: str = "") -> Iterator[str]:
    """Where the number stands: raw files, opened values, other texts."""
    for path in sorted(home.rglob("*")):
        if path.is_file() and _holds(path.read_bytes().decode("latin-1")):
            yield path.name
    database = Database(f"sqlite:///{home / 'talks.db'}")
    cipher = load_or_make(home / "keys.json", {})
    with database.reading() as connection:
        for place in OFFICE:
            for row in connection.execute(sa.select(place.table)):
                sealed = getattr(row, place.column)
                if sealed is not None:
                    opened = cipher.decrypt(bytes(sealed), **place.of(row))
                    if _holds(opened.decode("latin-1")):
                        yield f"{place.table.name}.{place.column}"
    database.close()
    if _holds(more):
        yield "output"


def _holds(text: str) -> bool:
    squeezed = re.sub(r"[\s.\-,]+", "", text)
    return DIGITS in squeezed or WORDS.replace(" ", "") in squeezed.lower()


def test_a_sentinel_is_found_nowhere_and_a_planted_one_is(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    home.mkdir()
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    tempfile.tempdir = None
    out = io.StringIO()
    with (
        redirect_stdout(out),
        redirect_stderr(out),
        Double() as double,
        Office(world, home, double, now=NOW) as office,
    ):
        siti = double.person()
        says(office, siti, "/start", "[Ibu]", "ktp hilang")
        for spelled in SPELLINGS:
            says(
                office, siti, spelled, f"ktp saya hilang, NIK {spelled} tolong", f"/start {spelled}"
            )
        says(office, siti, "/start LAPOR_JALAN", "[Berlubang]", "di sini", "[Lewati]")
        says(office, siti, f"lubang besar, NIK saya {SPELLINGS[1]}, tolong")
        typed = siti.sees[-1]
        siti.edits(typed, SPELLINGS[3])
        siti.forwards(SPELLINGS[0])
        double.fails("sendMessage", status=400, description=f"Bad Request: {SPELLINGS[0]}")
        says(office, siti, "tidak")
        assert not [one for one in siti.sees if one.by == "person" and _holds(one.text)][1:]
        sys.stdout.flush()
        assert list(leaks(home, "")) == []
        # The very same search finds what is planted: in the sealed inbox, in a file.
        office.wiring.store.inbox.put([Letter("tg.0", "9", 1, SPELLINGS[1].encode())], NOW)
        (home / "planted.log").write_text(SPELLINGS[3])
        assert sorted(leaks(home, SPELLINGS[2])) == ["inbox.body", "output", "planted.log"]
        office.wiring.store.inbox.drop("tg.0")
    tempfile.tempdir = None
    assert list(temporary.rglob("*")) == []
    assert not _holds(out.getvalue())
    assert double.token not in out.getvalue()
