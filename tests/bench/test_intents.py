"""A share of the texts to learn from: every hand in it, the hands that judge whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.understanding import hands
from tests.bench.intents import share


@pytest.mark.parametrize("one_in", [1, 16])
def test_a_share_keeps_every_label_every_hand_and_whole_judges(tmp_path: Path, one_in: int) -> None:
    said = hands.read()
    share.written(said, one_in, tmp_path)
    kept = hands.read(tmp_path)
    assert set(hands.held_out(kept)) == set(hands.held_out(said))
    trained, all_of_them = hands.trained_on(kept), hands.trained_on(said)
    assert set(trained) <= set(all_of_them)
    assert len(trained) == pytest.approx(len(all_of_them) / one_in, rel=0.05)
    assert {one.label for one in trained} == {one.label for one in all_of_them}
    assert {one.hand for one in trained} == {one.hand for one in all_of_them}
