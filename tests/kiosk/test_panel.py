"""Panels: millimetres to pixels, and what an operator may declare."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.panel import PANELS, Panel, panel_for, read_panel


@pytest.mark.parametrize("name", PANELS)
def test_a_name_is_that_panel_and_its_pixels_are_square(name: str) -> None:
    panel = read_panel(name)
    assert panel == PANELS[name]
    assert panel.width / panel.width_mm == pytest.approx(panel.height / panel.height_mm, rel=0.02)


@given(st.floats(0, 500))
def test_mm_and_back(mm: float) -> None:
    panel = PANELS["portrait"]
    assert panel.mm(panel.px(mm)) == pytest.approx(mm, abs=0.5 / panel.scale + 1e-9)


def test_pixels_and_millimetres_are_read() -> None:
    assert read_panel("1080x1920 268x476") == Panel(1080, 1920, 268, 476)
    assert read_panel("1280X800 261.5x163") == Panel(1280, 800, 261.5, 163)


@pytest.mark.parametrize(
    "text",
    ["", "wide", "1080x1920", "1080x1920 268", "1080x1920 476x268", "100x100 20x20",
     "1080x1920 0x0", "axb cxd", "1080x1920 268x476 3"],
)  # fmt: skip
def test_what_is_no_panel_is_told_with_its_cure(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no panel\. Use portrait, landscape, tablet"):
        read_panel(text)


@given(st.integers(480, 4000), st.integers(480, 4000))
def test_a_display_nobody_declared_gets_what_fits_on_it(width: int, height: int) -> None:
    panel = panel_for(width, height)
    assert panel.width <= width
    assert panel.height <= height


def test_the_largest_panel_that_fits() -> None:
    assert panel_for(1080, 1920) == PANELS["portrait"]
    assert panel_for(1920, 1200) == PANELS["landscape"]
    assert panel_for(1280, 800) == PANELS["tablet"]
