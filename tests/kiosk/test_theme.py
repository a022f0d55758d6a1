"""Colours that stand out and a ladder within its bands: proved of the palettes themselves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.buttons import _OFF, COATS, Coat
from kiosk.theme import PALETTES, SIZES, THEMES, Role, Size, Theme, contrast, ladder

# Words on what they stand on, beside those of buttons: paragraphs, notices, the spoken sentence.
PAIRS: tuple[tuple[Role, Role], ...] = (
    ("ink", "ground"), ("soft", "ground"), ("accent", "ground"), ("ink", "bad_panel"),
    ("ink", "tint"), ("on_mark", "mark"), ("good", "ground"), ("bad", "ground"),
    ("ink", "surface"), ("soft", "surface"), ("print", "paper"),
)  # fmt: skip
SEEN = ("accent", "soft", "rule", "bad", "focus")  # lines, on the ground
BANDS = {"S": (3.5, 4.2), "M": (4.8, 5.6), "L": (6.4, 7.1), "XL": (8.5, 9.0)}  # mm, VVSG 2.0


def coats() -> list[Coat]:
    return [*(coat for pair in COATS.values() for coat in pair), _OFF]


@pytest.mark.parametrize("theme", THEMES)
def test_words_stand_out(theme: Theme) -> None:
    """10:1 in the theme that everybody meets, 7:1 in those one chooses; at rest, pressed, off."""
    palette = PALETTES[theme]
    pairs = {*PAIRS, *((coat.words, coat.on) for coat in coats())}
    pairs |= {(coat.hint, coat.on) for coat in coats()}
    least = 10 if theme == "warm" else 7
    assert {
        pair: round(found, 1)
        for pair in pairs
        if (found := contrast(palette[pair[0]], palette[pair[1]])) < least
    } == {}


@pytest.mark.parametrize("theme", THEMES)
def test_lines_and_signs_are_seen(theme: Theme) -> None:
    palette = PALETTES[theme]
    pairs: set[tuple[Role, Role]] = {(role, "ground") for role in SEEN}  # type: ignore[misc]
    pairs |= {(coat.icon, coat.tile or coat.on) for coat in coats()}
    assert {
        pair: round(found, 1)
        for pair in pairs
        if (found := contrast(palette[pair[0]], palette[pair[1]])) < 3
    } == {}


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_has_a_colour_for_every_role(theme: Theme) -> None:
    assert PALETTES[theme].keys() == PALETTES["warm"].keys()
    assert all(0 <= colour <= 0xFFFFFF for colour in PALETTES[theme].values())


@pytest.mark.parametrize("portrait", [True, False])
@pytest.mark.parametrize("size", SIZES)
def test_the_ladder_is_in_its_bands(size: Size, portrait: bool) -> None:
    steps = ladder(size, portrait=portrait)
    low, high = BANDS[size]
    assert low <= steps.hint <= high
    assert steps.hint < steps.answer < steps.question
    assert steps.bar <= steps.hint


def test_each_size_is_larger_than_the_one_before() -> None:
    for portrait in (True, False):
        for one, next_ in pairwise(SIZES):
            small, large = ladder(one, portrait=portrait), ladder(next_, portrait=portrait)
            assert small.question < large.question
            assert small.hint < large.hint
    assert ladder("XL", portrait=True).question >= 12  # MSIT notice
    assert ladder("XL", portrait=False).question >= 12


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(0x000000, 0xFFFFFF) == pytest.approx(21)
    assert contrast(0x767676, 0xFFFFFF) == pytest.approx(4.54, abs=0.01)


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_contrast_has_no_sides(one: int, other: int) -> None:
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21.0001
    assert contrast(one, one) == 1
