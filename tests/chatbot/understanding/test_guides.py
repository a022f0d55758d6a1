"""The guides' own names are learnt from: said alone, they are enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chatbot.understanding import guides

if TYPE_CHECKING:
    from chatbot.understanding.reader import Reader


def test_each_name_once_and_in_no_language() -> None:
    said = guides.said()
    assert len({(one.text, one.label) for one in said}) == len(said) > 400
    assert {(one.language, one.held_out) for one in said} == {("", False)}


@pytest.mark.timeout(900)
def test_a_service_is_known_by_its_name(reader: Reader) -> None:
    missed = [
        one.text
        for one in guides.said()
        if reader.read(one.text)["alternatives"][0]["label"] != one.label
    ]
    # Some names are those of two services ("kartu keluarga"), some of a command.
    assert len(missed) <= 0.1 * len(guides.said()), missed[:20]


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ktp saya hilang", "KTP_HILANG"),
        ("lampu jalan mati", "LAPOR_LAMPU"),
        ("suami saya meninggal", "AKTA_MATI"),
        ("jalan berlubang", "LAPOR_JALAN"),
    ],
)
def test_the_plainest_words_are_sure(reader: Reader, text: str, label: str) -> None:
    assert reader.read(text)["label"] == label
