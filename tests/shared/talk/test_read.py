"""`./pandu read KIND` as a program holds it: a text in, a line out, before the next text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dialogs.authoring import load
from dialogs.kinds import KINDS
from dialogs.kinds.kind import Context
from shared.talk.read import bare_question, line, main

ROOT = Path(__file__).parents[3]
NOW = ("--now", "2026-11-21T10:00+07:00")
FIELDS = ["text", "outcome", "value", "precision", "shown", "spoken", "masked"]
HEDGES = (
    *("kayaknya iya", "boleh deh kayaknya", "terserah", "ya gimana ya", "mungkin", "lihat nanti"),
    *("insya allah", "kayane nggih", "sigana muhun", "maybe", "i guess so", "bisa jadi", "hmm"),
)


class Reading:
    """The running command: one text at a time, over its pipes."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def __call__(self, text: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(text.encode("utf-8", "surrogatepass") + b"\n")
        self._process.stdin.flush()
        line: dict[str, Any] = json.loads(self._process.stdout.readline())
        return line


@contextmanager
def reading(home: Path, *options: str) -> Iterator[Reading]:
    process = subprocess.Popen(
        [sys.executable, "-m", "shared.commands", "read", *options],
        cwd=ROOT,
        env={**os.environ, "PANDU_HOME": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        yield Reading(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0


def test_each_text_is_answered_before_the_next(tmp_path: Path) -> None:
    with reading(tmp_path, "date", "--limit", "past", *NOW) as read:
        taken = read("kemaren sore")
        assert taken == {
            "text": "kemaren sore",
            "outcome": "taken",
            "value": "2026-11-20",
            "precision": "day",
            "shown": "20 November 2026",
            "spoken": taken["spoken"],
            "masked": "20 November 2026",
        }
        assert not any(sign.isdigit() for sign in taken["spoken"])
        asked = read("dua minggu lalu")
        assert list(asked) == [*FIELDS, "reason"]
        assert (asked["outcome"], asked["value"], asked["precision"]) == (
            *("ask_back", "2026-11-07", "about"),
        )
        assert asked["reason"].endswith(".")
        problem = read("jalan rusak")
        assert list(problem) == [*FIELDS, "problem"]
        assert problem["outcome"] == "problem"
        assert [problem[name] for name in FIELDS[2:]] == [None] * 5
        assert read("besok")["problem"].startswith("Saya baca 22 November 2026.")
        assert read("")["outcome"] == "problem"
        assert read("\udcff\x00")["outcome"] == "problem"
        assert read("x" * 100_000)["outcome"] == "problem"


def test_a_hedge_is_never_a_permission(tmp_path: Path) -> None:
    with reading(tmp_path, "yes_no", "--consent") as read:
        for hedge in HEDGES:
            assert read(hedge)["outcome"] == "problem", hedge
        assert (read("boleh")["outcome"], read("boleh")["value"]) == ("taken", "yes")
        assert read("mboten pareng")["value"] == "no"


@pytest.fixture(scope="module")
def bare() -> Any:
    """A line of a kind, asked outside any guide."""
    world = load.world(office="31.75.03.1007")

    def read(kind: str, said: str) -> dict[str, Any]:
        context = Context(world, bare_question(kind, {}), "id", date(2026, 11, 21))
        return line(KINDS[kind], said, context)

    return read


@pytest.mark.parametrize(
    ("kind", "said", "value"),
    [
        ("place", "rt 3 rw 5 bidara cina", {"code": "31.75.03.1002", "rt": "003", "rw": "005"}),
        ("phone", "kosong lapan satu dua 3456 7890", "+6281234567890"),
        ("nik", "3175 0412 0445 0006", "3175041204450006"),
        ("money", "lima juta", 5_000_000),
        ("date", "17 agustus 1945", "1945-08-17"),
        ("yes_no", "nggih", "yes"),
    ],
)
def test_values_are_in_the_form_they_are_sent(
    bare: Any, kind: str, said: str, value: object
) -> None:
    read = bare(kind, said)
    assert (read["outcome"], read["value"]) == ("taken", value)


def test_every_kind_can_be_read(bare: Any) -> None:
    for kind in KINDS.keys() - {"choice", "several"}:
        for said in ("halo", "", "ya", "3175041204450006", "lupa", "tiga", "di sini"):
            assert list(bare(kind, said))[: len(FIELDS)] == FIELDS, kind


def test_a_birth_may_be_on_the_card(tmp_path: Path) -> None:
    with reading(tmp_path, "date", "--limit", "birth", "--language", "en", *NOW) as read:
        assert read("same as on the card")["value"] == "card"
        assert (read("25")["outcome"], read("25")["value"]) == ("ask_back", "1925")
        assert read("17 agustus 45")["shown"] == "17 August 1945"


def test_what_may_be_left_out_says_why(tmp_path: Path) -> None:
    with reading(tmp_path, "date", "--optional", *NOW) as read:
        line = read("nggak inget")
        assert (line["outcome"], line["value"], line["why"]) == ("taken", None, "unknown")


def test_a_question_of_a_guide(tmp_path: Path) -> None:
    options = ("choice", "--service", "LAPOR_JALAN", "--question", "damage")
    with reading(tmp_path, *options) as read:
        assert read("lobang")["value"] == "pothole"
        assert "?" in read("mau makan")["problem"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("dates",), "yes_no, choice"),
        (("choice",), "--service"),
        (("date", "--service", "KTP_HILANG"), "--question"),
        (("date", "--service", "NOPE", "--question", "x"), "NOPE"),
        (("date", "--service", "KTP_HILANG", "--question", "x"), "lost_on"),
        (("nik", "--service", "KTP_HILANG", "--question", "lost_on"), "as date"),
        (("date", "--language", "fr"), "id, "),
    ],
)
def test_what_is_not_there_is_told_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.setenv("PANDU_HOME", str(tmp_path))
    assert main(options) == 1
    out, told = capsys.readouterr()
    assert out == ""
    assert told.count("\n") == 1
    assert said in told
