"""The texts of residents: every hand whole, nothing twice, nobody's number in them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

TEXTS = Path(__file__).parents[2] / "chatbot" / "understanding" / "texts"
CONTROLS = {
    "SAPA", "BANTUAN_PETUGAS", "CEK_STATUS", "KEMBALI", "BATAL", "ULANGI", "GANTI_BAHASA", "YA",
    "TIDAK", "TANYA_SYARAT", "DI_LUAR",
}  # fmt: skip
SERVICES = 42
HAND = re.compile(r"## (?P<name>[a-z]+) \((?P<language>id|jv|su|en)(?P<held>, held out)?\)")
PERSONAL = re.compile(r"\d[\d .-]{8,}\d")  # an NIK, a KK, a phone


class Block(NamedTuple):
    label: str
    hand: str
    language: str
    held_out: bool
    texts: list[str]


def read(file: Path) -> list[Block]:
    lines = file.read_text("utf-8").splitlines()
    assert lines[0] == f"# {file.stem}"
    blocks: list[Block] = []
    for line in lines[1:]:
        hand = HAND.fullmatch(line)
        if hand is not None:
            blocks.append(Block(file.stem, hand["name"], hand["language"], bool(hand["held"]), []))
        elif line:
            assert not line.startswith("#"), line
            blocks[-1].texts.append(line)
    return blocks


@pytest.fixture(scope="module")
def blocks() -> list[Block]:
    return [block for file in sorted(TEXTS.glob("*.txt")) for block in read(file)]


def test_every_label_has_its_file(blocks: list[Block]) -> None:
    labels = {block.label for block in blocks}
    assert labels >= CONTROLS
    assert len(labels - CONTROLS) == SERVICES


def test_every_hand_wrote_for_every_label_in_one_language(blocks: list[Block]) -> None:
    labels = {block.label for block in blocks}
    for hand in {block.hand for block in blocks}:
        mine = [block for block in blocks if block.hand == hand]
        assert {block.label for block in mine} == labels, hand
        assert len({(block.language, block.held_out) for block in mine}) == 1, hand
        assert all(block.texts for block in mine), hand


def test_a_hand_is_held_out(blocks: list[Block]) -> None:
    assert any(block.held_out for block in blocks)


def test_no_text_stands_twice(blocks: list[Block]) -> None:
    said = Counter(
        " ".join(re.sub(r"[^\w ]", "", text.casefold()).split())
        for block in blocks
        for text in block.texts
    )
    assert [text for text, times in said.items() if times > 1] == []


def test_no_number_of_a_person(blocks: list[Block]) -> None:
    assert [t for block in blocks for t in block.texts if PERSONAL.search(t)] == []
