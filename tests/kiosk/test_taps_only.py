"""Nothing has to be dragged, swiped, held or struck twice; keys that are held do nothing more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kiosk
from kiosk.keys import DEAF, Struck

FOLDER = Path(kiosk.__file__).parent
# Kivy's widgets and gestures that need more than a tap; and animation.
MORE = re.compile(
    r"\b(?:Slider|Carousel|Scatter\w*|ScrollView|RecycleView|Stencil\w*|GestureDatabase|Animation"
    r"|VKeyboard|is_double_tap|is_triple_tap|long_press|on_scroll\w*|VideoPlayer)\b"
)


def test_nothing_is_dragged_or_scrolled() -> None:
    files = [*FOLDER.rglob("*.py"), *FOLDER.rglob("*.kv")]
    assert len(files) > 50
    assert [
        f"{file.name}: {found[0]}" for file in files for found in MORE.finditer(file.read_text())
    ] == []


@pytest.mark.parametrize(
    "line",
    ["from kivy.uix.slider import Slider", "if touch.is_double_tap:", "ScatterLayout()"],
)
def test_what_would_need_more_than_a_tap_is_found(line: str) -> None:
    assert MORE.search(line)


@given(st.integers(0, 500), st.lists(st.floats(0, 60), min_size=1), st.booleans())
def test_a_key_that_is_held_counts_once(key: int, times: list[float], twice: bool) -> None:
    struck, first = Struck().down(key, 0, twice=twice)
    assert first
    for at in sorted(times):
        struck, counts = struck.down(key, at, twice=twice)
        assert not counts


@given(st.floats(0, DEAF - 0.01))
def test_select_struck_twice_is_one_press_and_arrows_go_on(after: float) -> None:
    for twice in (False, True):
        struck, _ = Struck().down(13, 0, twice=twice)
        struck, counts = struck.up(13).down(13, after, twice=twice)
        assert counts is twice
        _, later = struck.up(13).down(13, after + DEAF, twice=twice)
        assert later


def test_another_key_is_heard_at_once() -> None:
    struck, _ = Struck().down(13, 0, twice=False)
    assert struck.down(32, 0.1, twice=False)[1]
