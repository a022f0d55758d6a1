"""A QR code holds exactly its matrix, sharp, with room around it."""

from __future__ import annotations

import pytest
import segno

from kiosk.pictures import Bitmap, qr

TEXT = "PANDU BDC 7K4 M9R melati"
BLACK, WHITE = b"\x00\x00\x00\xff", b"\xff\xff\xff\xff"


def dark(bitmap: Bitmap, x: int, y: int) -> bool:
    at = 4 * (y * bitmap.width + x)
    pixel = bitmap.rgba[at : at + 4]
    assert pixel in (BLACK, WHITE)
    return pixel == BLACK


@pytest.mark.parametrize("size", [99, 200, 261, 333])
def test_every_module_is_whole_and_as_the_standard_has_it(size: int) -> None:
    code = segno.make(TEXT, error="m", boost_error=False, micro=False)
    assert code.error == "M"
    modules = len(code.matrix)
    bitmap = qr(TEXT, size)
    assert (bitmap.width, bitmap.height, len(bitmap.rgba)) == (size, size, 4 * size * size)
    module = size // (modules + 8)
    start = (size - module * modules) // 2
    assert start >= 4 * module
    assert size - start - module * modules >= 4 * module
    for y in range(size):
        for x in range(size):
            column, row = (x - start) // module, (y - start) // module
            inside = 0 <= column < modules and 0 <= row < modules
            assert dark(bitmap, x, y) == (inside and bool(code.matrix[row][column]))


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit 20 pixels"):
        qr(TEXT, 20)


def test_another_text_is_another_code() -> None:
    assert qr("BDC 7K4 M9R", 200) != qr("BDC 7K4 M9S", 200)
