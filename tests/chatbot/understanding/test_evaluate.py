"""The report on how well texts are understood, and the files it reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chatbot.understanding import evaluate
from chatbot.understanding.evaluate import Case

CASES = [
    Case("a", frozenset({"KTP_HILANG"}), "id", "x"),
    Case("b", frozenset({"KTP_HILANG", "KTP_RUSAK"}), "jv", "x"),
    Case("c", frozenset({"DI_LUAR"}), "id", "y"),
    Case("d", frozenset({"DI_LUAR"}), "id", "y"),
]
TOLD = {
    "a": ("KTP_HILANG", [("KTP_HILANG", 0.9), ("KK_UBAH", 0.1)]),
    "b": ("UNSURE", [("KK_UBAH", 0.4), ("KTP_RUSAK", 0.3), ("SAPA", 0.3)]),
    "c": ("WISATA", [("WISATA", 0.8), ("DI_LUAR", 0.2)]),
    "d": ("UNSURE", [("WISATA", 0.5), ("SKTM", 0.3), ("PM1", 0.1), ("DI_LUAR", 0.1)]),
}


def read(text: str) -> dict[str, Any]:
    label, ranked = TOLD[text]
    return {
        "label": label,
        "alternatives": [{"label": one, "confidence": share} for one, share in ranked],
    }


@pytest.fixture
def judged() -> list[evaluate.Judged]:
    return evaluate.judged(CASES, read)


def test_any_of_several_right_labels_is_right(judged: list[evaluate.Judged]) -> None:
    assert [one.first for one in judged] == [True, False, False, False]
    assert [one.third for one in judged] == [True, True, True, False]


def test_only_a_sure_service_is_a_false_one(judged: list[evaluate.Judged]) -> None:
    assert evaluate.share(evaluate.outside(judged), evaluate.false_service) == 0.5


def test_the_report_says_it_all(judged: list[evaluate.Judged]) -> None:
    lines = [line.split() for line in evaluate.report(judged).splitlines()]
    assert ["all", "4", "0.250", "0.750", "0.500", "0.500"] in lines
    assert ["jv", "1", "0.000", "1.000", "1.000", "nan"] in lines
    assert ["y", "2", "0.000", "0.500", "0.500", "0.500"] in lines
    assert ["0.80", "0.500", "0.500", "0.500"] in lines  # answered, right then, claimed
    assert ["1", "DI_LUAR", "→", "WISATA"] in [line[:4] for line in lines] or (
        ["2", "DI_LUAR", "→", "WISATA"] in lines
    )


def test_a_file_of_cases(tmp_path: Path) -> None:
    file = tmp_path / "cases.tsv"
    file.write_text('text\tlabels\tlang\tstyle\nktp "ilang\tA|B\tid\tsms\n\nhalo\tSAPA\n', "utf-8")
    assert evaluate.read_cases(file) == [
        Case('ktp "ilang', frozenset({"A", "B"}), "id", "sms"),
        Case("halo", frozenset({"SAPA"}), "", ""),
    ]


@pytest.mark.parametrize("content", ["", "text\tlabels\n", "no label\n", "x\t\n"])
def test_a_file_that_is_none_says_so(tmp_path: Path, content: str) -> None:
    file = tmp_path / "cases.tsv"
    file.write_text(content, "utf-8")
    with pytest.raises(evaluate.CasesError, match=r"cases\.tsv"):
        evaluate.read_cases(file)


def test_the_same_typos_every_time() -> None:
    cases = evaluate.held_out_cases()[:50]
    mistyped = evaluate.with_typos(cases, 0.3)
    assert mistyped == evaluate.with_typos(cases, 0.3)
    assert sum(a.text != b.text for a, b in zip(cases, mistyped, strict=True)) > 25
    assert evaluate.with_typos(cases, 0) == cases
