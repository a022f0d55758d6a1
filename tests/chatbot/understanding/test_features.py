"""How a text is taken apart and weighed."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy", reason="numpy comes with Rasa, which is not installed here")

from chatbot.understanding.features import Vocabulary, bones, known, pieces, words  # noqa: E402

ENDS = ("ktp hilang", "ktp $", "hilang $")
TEXTS = ("ktp saya hilang", "ktp rusak", "kk hilang kemarin", "sim saya hilang")


def test_words_and_pairs_within_reach() -> None:
    assert words("ktp, hilang") == ["ktp", "hilang", "^ ktp", "^ hilang", "^ $", *ENDS]
    assert "ktp kemarin" in words("ktp saya hilang kemarin")
    assert "ktp pagi" not in words("ktp saya hilang kemarin pagi")


def test_pieces_know_the_ends_of_a_word() -> None:
    assert set(pieces("ab")) == {" ", "a", "b", " a", "ab", "b ", " ab", "ab ", " ab "}


@pytest.mark.parametrize("written", ["kemarin", "kemaren", "kmrn", "kemmarin"])
def test_vowels_and_doubled_letters_do_not_count(written: str) -> None:
    assert bones(written) == bones("kemarin")


def test_the_first_letter_counts_vowel_or_not() -> None:
    assert bones("ilang") != bones("hilang")


def test_what_others_do_is_known_by_name() -> None:
    assert known("surat izin mengemudi saya habis, paspor juga") == ["sim", "paspor"]
    assert known("ktp saya hilang") == []


def test_each_view_weighs_the_same() -> None:
    vocabulary, _ = Vocabulary.learn(TEXTS, ["words", "bones"])
    rows, values = vocabulary.read("ktp saya hilang")
    assert len(set(rows.tolist())) == len(rows)
    assert float(values @ values) == pytest.approx(2.0, rel=1e-5)


def test_a_rare_word_weighs_more() -> None:
    vocabulary, _ = Vocabulary.learn(TEXTS, ["words"])
    rows, values = vocabulary.read("ktp kemarin")
    weight = dict(zip(rows.tolist(), values.tolist(), strict=True))
    at = vocabulary.rows["words"]
    assert weight[at["kemarin"]] > weight[at["ktp"]]


@pytest.mark.parametrize("text", ["", "???", "zzzz zzzz zzzz"])
def test_what_was_never_seen_is_nothing(text: str) -> None:
    rows, values = Vocabulary.learn(TEXTS, ["words"])[0].read(text)
    assert rows.shape == values.shape == (0,)


@pytest.mark.parametrize("texts", [TEXTS, (*TEXTS, "", "ktp ktp", "sim"), ("",)])
def test_learning_takes_a_text_apart_as_reading_does(texts: tuple[str, ...]) -> None:
    vocabulary, (values, columns, starts) = Vocabulary.learn(texts)
    assert len(starts) == len(texts) + 1
    for at, text in enumerate(texts):
        here = slice(starts[at], starts[at + 1])
        rows, weights = vocabulary.read(text)
        order = np.argsort(rows)
        assert columns[here].tolist() == rows[order].tolist()
        assert values[here] == pytest.approx(weights[order], rel=1e-5)


def test_of_many_texts_the_rarest_features_are_left_out() -> None:
    often = ["ktp hilang"] * 20_000
    vocabulary, _ = Vocabulary.learn([*often, "sim", "kia", "kia"], ["words"])
    assert "kia" in vocabulary.rows["words"]
    assert "sim" not in vocabulary.rows["words"]
