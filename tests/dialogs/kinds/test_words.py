"""The words themselves: every list says one thing, and the emergency look hears what it must."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.emergency import is_emergency
from dialogs.words import Words, clean, plain, tidy
from dialogs.words.numbers import digits_in, read_number

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
DIALOGS = ROOT / "dialogs"
EMERGENCIES = [
    line
    for line in (HERE / "emergencies.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
COMMANDS = {
    "back",
    "repeat",
    "explain",
    "simpler",
    "skip",
    "officer",
    "save",
    "cancel",
    "menu",
    "confirm",
    "withdraw",
    "check_status",
    "aloud",
    "quiet",
    "language:id",
    "language:jv",
    "language:su",
    "language:en",
}


@pytest.mark.parametrize("line", EMERGENCIES)
def test_emergency(line: str, words: Words) -> None:
    assert is_emergency(line.removeprefix("-"), words) is not line.startswith("-")


def test_a_phrase_of_danger_inside_another_word_is_none(words: Words) -> None:
    for text in ("kepingsanan", "strokeman", "kejangkung", "daruratan"):
        assert not is_emergency(text, words)


def test_an_utterance_has_one_meaning(words: Words) -> None:
    tables: dict[str, Any] = {
        "commands": words.commands,
        "yes_no": words.yes_no,
        "answers": words.answers,
    }
    for left in tables:
        for right in tables:
            if left < right:
                assert not set(tables[left]) & set(tables[right]), (left, right)
    assert not set(words.commands) & set(words.echoes)
    assert set(words.commands.values()) == COMMANDS
    assert set(words.yes_no.values()) == {"yes", "no", "hedge"}


def test_no_phrase_stands_under_two_meanings() -> None:
    for stem in ("commands", "answers", "yes_no"):
        seen: dict[str, str] = {}
        table = yaml.safe_load((DIALOGS / "words" / f"{stem}.yaml").read_text("utf-8"))
        for meaning, languages in table.items():
            if meaning in ("echo", "opening", "echo_opening", "oaths"):
                continue
            for phrases in languages.values():
                for phrase in phrases:
                    assert isinstance(phrase, str), (stem, meaning, phrase)
                    assert seen.setdefault(plain(phrase), meaning) == meaning, phrase


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("kembali", "back"),
        ("Kembali dong!", "back"),
        ("balik", "back"),
        ("wangsul", "back"),
        ("ulangi ya bu", "repeat"),
        ("tolong ulangi", "repeat"),
        ("apa tadi?", "repeat"),
        ("baleni", "repeat"),
        ("balikan deui", "repeat"),
        ("kenapa ditanya", "explain"),
        ("buat apa?", "explain"),
        ("kanggo opo", "explain"),
        ("what for", "explain"),
        ("nggak ngerti", "simpler"),
        ("bingung", "simpler"),
        ("teu ngartos", "simpler"),
        ("lewati", "skip"),
        ("nanti aja", "skip"),
        ("panggil petugas", "officer"),
        ("minta tolong orang", "officer"),
        ("nyuwun tulung", "officer"),
        ("tolong", "officer"),
        ("simpan dulu", "save"),
        ("batal", "cancel"),
        ("nggak jadi", "cancel"),
        ("mboten siyos", "cancel"),
        ("menu", "menu"),
        ("kirim", "confirm"),
        ("ganti bahasa jawa", "language:jv"),
        ("bahasa Inggris", "language:en"),
        ("speak English please", "language:en"),
        ("basa sunda", "language:su"),
        ("tidak", None),
        ("lupa", None),
        ("ga tau", None),
        ("nggak punya", None),
        ("ya", None),
        ("saya mau kembali ke rumah", None),
        ("batalyon", None),
        ("", None),
    ],
)
def test_command(said: str, command: str | None, words: Words) -> None:
    assert words.command(said) == command


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("satu", 1),
        ("cuma satu", None),
        ("sebelas", 11),
        ("dua belas", 12),
        ("rolas", 12),
        ("dua puluh", 20),
        ("dua puluh satu", 21),
        ("selikur", 21),
        ("telung puluh lima", 35),
        ("seket", 50),
        ("salawe", 25),
        ("dua puluh hiji", 21),
        ("twenty one", 21),
        ("seratus dua", 102),
        ("dua ratus sebelas", 211),
        ("seribu", 1000),
        ("dua ribu dua puluh enam", 2026),
        ("sewu sangang atus patang puluh lima", 1945),
        ("one thousand nine hundred and forty five", 1945),
        ("satu dua", None),
        ("belas", None),
        ("dua puluh nol", None),
        ("17", 17),
        ("", None),
    ],
)
def test_number(said: str, value: int | None, words: Words) -> None:
    assert read_number(said.split(), words) == value


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("tiga satu tujuh satu", "3171"),
        ("telu siji pitu siji", "3171"),
        ("tilu hiji tujuh hiji", "3171"),
        ("three one seven one", "3171"),
        ("kosong lapan", "08"),
        ("dobel nol", "00"),
        ("dua belas dobel nol tujuh", "12007"),
        ("3l7I", "3171"),
        ("5ooo", "5000"),
        ("31 71", "3171"),
        ("halo 12", None),
        ("halo", None),
        ("dua ratus", None),
        ("", None),
    ],
)
def test_digits(said: str, digits: str | None, words: Words) -> None:
    assert digits_in(tidy(said), words) == digits


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("  Ya!! ", "ya"),
        ("YAAAA", "ya"),
        ("ya\x00", "ya"),
        ("y​a", "ya"),
        ("‮ya", "ya"),
        ("(ya)", "ya"),
        ("???", ""),
        ("👍🏽", "👍"),
        ("ＹＡ", "ya"),
        ("٣", "3"),
        ("rt iii", "rt iii"),
        ("he-eh", "he-eh"),
        ("+62 812", "+62 812"),
        ("ya\n\ttidak", "ya tidak"),
        ("", ""),
    ],
)
def test_tidy(given: str, expected: str) -> None:
    assert tidy(given) == expected


def test_clean_keeps_capitals_and_lines() -> None:
    assert clean("Jalan\x00  Rusak\n\n\nparah ", lines=True) == "Jalan Rusak\nparah"


def test_every_text_id_in_the_code_exists_and_every_text_is_used() -> None:
    texts = yaml.safe_load((DIALOGS / "texts" / "kinds.yaml").read_text("utf-8"))
    files = [
        *(DIALOGS / "kinds").glob("*.py"),
        DIALOGS / "words" / "money.py",
        *(DIALOGS / "dates").glob("*.py"),
        DIALOGS / "receipts.py",
        *(DIALOGS / "speaking").glob("*.py"),
    ]
    code = "\n".join(file.read_text("utf-8") for file in files)
    named = {id for id in re.findall(r'"([a-z_]+\.[a-z_]+)"', code) if not id.startswith("q.")}
    assert named <= set(texts)
    made = re.compile(
        r"(month|number)\.\d+|(nik|kk)\.\w+|date\.(today|yesterday|tomorrow)"
        r"|place\.r[tw]|money\.per\.\w+|phone\.too_\w+|receipt\.\w+"
    )
    assert {id for id in texts if not made.fullmatch(id)} <= named


def test_texts_are_short_and_kind() -> None:
    texts = yaml.safe_load((DIALOGS / "texts" / "kinds.yaml").read_text("utf-8"))
    for id, text in texts.items():
        lower = text.lower()
        for word in ("maaf", "silakan coba lagi", "tidak valid", "anda", "lansia"):
            assert not re.search(rf"\b{word}\b", lower), id
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            assert len(sentence.split()) <= 14, (id, sentence)
