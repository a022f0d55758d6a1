"""Lines put together sign by sign look as FreeType draws them whole."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from kiosk.typeface import Font, _face, forget, picture, width

TEXTS = ("Mau dipanggil apa?", "3175 0412 0445 0006", "Lainnya, ya: “Ubah”", "fjäll", " ", "")


@pytest.mark.parametrize("font", [Font(24), Font(47, bold=True), Font(93, bold=True)])
@pytest.mark.parametrize("text", TEXTS)
def test_a_line_is_drawn_as_freetype_draws_it(text: str, font: Font) -> None:
    drawn = picture(text, font)
    room = (width(text, font) + 40, 3 * font.em)
    whole, ours = Image.new("L", room), Image.new("L", room)
    ImageDraw.Draw(whole).text((20, font.em), text, font=_face(font), fill=255)
    ours.paste(
        Image.frombytes("L", (drawn.width, drawn.height), drawn.opacity),
        (20 + drawn.left, font.em + drawn.top),
    )
    far = sum(abs(a - b) for a, b in zip(whole.tobytes(), ours.tobytes(), strict=True))
    assert far <= 0.02 * sum(whole.tobytes())


def test_nothing_of_a_person_is_kept() -> None:
    picture("Siti Aminah", Font(24))
    forget()
    assert picture.cache_info().currsize == 0
    assert width.cache_info().currsize == 0
