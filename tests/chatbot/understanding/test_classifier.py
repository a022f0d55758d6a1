"""Learning, ranking, and a model that is nothing but numbers and words."""

from __future__ import annotations

from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="numpy comes with Rasa, which is not installed here")
pytest.importorskip("sklearn", reason="scikit-learn comes with Rasa, which is not installed here")

from chatbot.understanding.classifier import Classifier  # noqa: E402

SAID = {
    "LOST": ("ktp saya hilang", "kartu hilang di pasar", "dompet hilang sama ktp", "ilang ktp"),
    "ROAD": ("jalan rusak depan rumah", "aspal bolong", "jalan berlubang", "lubang di jalan"),
    "TREE": ("pohon tumbang", "pohon roboh di jalan", "dahan patah", "pohon mau tumbang"),
}


@pytest.fixture(scope="module")
def learnt() -> Classifier:
    texts = [text for said in SAID.values() for text in said]
    labels = [label for label, said in SAID.items() for _ in said]
    return Classifier.learn(texts, labels, views=("words", "pieces", "bones"))


@pytest.mark.parametrize(
    ("text", "label"), [("ktp ilang", "LOST"), ("jln brlubang", "ROAD"), ("phon tumbang", "TREE")]
)
def test_the_likeliest_label_comes_first(learnt: Classifier, text: str, label: str) -> None:
    ranked = learnt.rank(text)
    assert ranked[0].label == label
    assert [one.confidence for one in ranked] == sorted(
        (one.confidence for one in ranked), reverse=True
    )
    assert sum(one.confidence for one in ranked) == pytest.approx(1)


def test_what_was_saved_ranks_the_same(learnt: Classifier, tmp_path: Path) -> None:
    learnt.save(tmp_path)
    loaded = Classifier.load(tmp_path)
    for text in ("ktp ilang di jalan", "", "entah apa"):
        assert loaded.rank(text) == learnt.rank(text)


def test_learning_twice_gives_the_same_model(learnt: Classifier) -> None:
    texts = [text for said in SAID.values() for text in said]
    labels = [label for label, said in SAID.items() for _ in said]
    again = Classifier.learn(texts, labels, views=("words", "pieces", "bones"))
    assert again.rank("pohon di jalan") == learnt.rank("pohon di jalan")


def test_sharper_is_surer(learnt: Classifier, tmp_path: Path) -> None:
    learnt.save(tmp_path)
    file = tmp_path / "vocabulary.json"
    file.write_text(file.read_text("utf-8").replace('"sharpness": 1.0', '"sharpness": 3.0'))
    sharp = Classifier.load(tmp_path)
    assert sharp.rank("ktp ilang")[0].confidence > learnt.rank("ktp ilang")[0].confidence


def test_numbers_that_do_not_fit_are_refused(learnt: Classifier, tmp_path: Path) -> None:
    learnt.save(tmp_path)
    file = tmp_path / "vocabulary.json"
    file.write_text(file.read_text("utf-8").replace('"LOST", ', ""))
    with pytest.raises(ValueError, match="do not fit"):
        Classifier.load(tmp_path)


def test_a_pickle_is_not_opened(learnt: Classifier, tmp_path: Path) -> None:
    learnt.save(tmp_path)
    hidden = np.array([{"any": "object"}], dtype=object)
    np.savez(tmp_path / "weights.npz", weights=hidden, offsets=hidden, document=hidden)
    with pytest.raises(ValueError, match="allow_pickle"):
        Classifier.load(tmp_path)


def test_an_only_label_is_learnt_too(tmp_path: Path) -> None:
    only = Classifier.learn(("ktp hilang", "jalan rusak"), ("id", "id"), views=("pieces",))
    only.save(tmp_path)
    (ranked,) = Classifier.load(tmp_path).rank("pohon tumbang")
    assert ranked == ("id", 1.0)
