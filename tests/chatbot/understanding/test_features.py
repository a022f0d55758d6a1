"""How a text is taken apart and weighed."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy", reason="numpy comes with Rasa, which is not installed here")

from chatbot.understanding.features import Vocabulary, bones, known, pieces, words  # noqa: E402

TEXTS = ("ktp saya hilang", "ktp rusak", "kk hilang kemarin", "sim saya hilang")


def test_words_and_pairs() -> None:
    assert words("ktp saya, hilang") == ["ktp", "saya", "hilang", "ktp saya", "saya hilang"]


def test_pieces_know_the_ends_of_a_word() -> None:
    assert set(pieces("ab", 2, 3)) == {" a", "ab", "b ", " ab", "ab "}


@pytest.mark.parametrize("written", ["kemarin", "kemaren", "kmrn", "kemmarin"])
def test_vowels_and_doubled_letters_do_not_count(written: str) -> None:
    assert bones(written) == bones("kemarin")


def test_the_first_letter_counts_vowel_or_not() -> None:
    assert bones("ilang") != bones("hilang")


def test_what_others_do_is_known_by_name() -> None:
    assert known("surat izin mengemudi saya habis, paspor juga") == ["sim", "paspor"]
    assert known("ktp saya hilang") == []


def test_each_view_weighs_the_same() -> None:
    vocabulary = Vocabulary.learn(TEXTS, ["words", "bones"])
    rows, values = vocabulary.read("ktp saya hilang")
    assert len(set(rows.tolist())) == len(rows)
    assert float(values @ values) == pytest.approx(2.0, rel=1e-5)


def test_a_rare_word_weighs_more() -> None:
    vocabulary = Vocabulary.learn(TEXTS, ["words"])
    rows, values = vocabulary.read("ktp kemarin")
    weight = dict(zip(rows.tolist(), values.tolist(), strict=True))
    at = vocabulary.rows["words"]
    assert weight[at["kemarin"]] > weight[at["ktp"]]


@pytest.mark.parametrize("text", ["", "???", "zzzz"])
def test_what_was_never_seen_is_nothing(text: str) -> None:
    rows, values = Vocabulary.learn(TEXTS, ["words"]).read(text)
    assert rows.shape == values.shape == (0,)
