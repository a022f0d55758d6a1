"""Words are as wide as they are drawn, and lines lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import typeface
from kiosk.typeface import Font, _face, picture, width, wrap

fonts = st.builds(Font, st.integers(16, 90), st.booleans())
words = st.text("abcdefghijklmnopqrstuvwxyzABCDEFTV0123456789.,?'-()éè ", max_size=60)


@given(words, fonts)
def test_a_width_is_what_freetype_says(text: str, font: Font) -> None:
    """Sign by sign, since the face has no kerning."""
    assert width(text, font) == int(_face(font).getlength(text) + 0.999)


@given(words, fonts, st.integers(60, 900))
def test_lines_fit_and_hold_every_word_in_order(text: str, font: Font, room: int) -> None:
    lines = wrap(text, font, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line, font) <= room or len(line) == 1 for line in lines)


@given(words.filter(str.strip), fonts)
def test_a_picture_is_no_wider_than_its_words(text: str, font: Font) -> None:
    drawn = picture(text.strip(), font)
    assert len(drawn.opacity) == drawn.width * drawn.height
    assert drawn.left + drawn.width <= width(text.strip(), font) + font.em / 4


def test_a_line_break_stays_one() -> None:
    assert wrap("satu\ndua", Font(30), 900) == ("satu", "dua")


@pytest.mark.parametrize("cap", [15.0, 21.2, 34.6])
def test_a_cap_height_is_kept(cap: float) -> None:
    assert Font.of_cap(cap).cap == pytest.approx(cap, abs=0.34)


def test_texts_are_forgotten() -> None:
    picture("Siti Aminah", Font(30))
    width("Siti Aminah", Font(30))
    wrap("Siti Aminah", Font(30), 300)
    typeface.forget()
    assert [one.cache_info().currsize for one in (width, wrap, picture)] == [0, 0, 0]
