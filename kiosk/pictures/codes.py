"""QR codes: black on white in every theme, with the quiet zone that readers need."""

from __future__ import annotations

import segno

from kiosk.pictures.bitmap import Bitmap

QUIET = 4  # modules, ISO/IEC 18004
BLACK, WHITE = b"\x00\x00\x00\xff", b"\xff\xff\xff\xff"


def qr(text: str, size_px: int) -> Bitmap:
    """`text` as a code of `size_px` × `size_px`, level M, whole pixels a module; what is left over
    widens the quiet zone. ValueError when it does not fit. It is not kept, and its caller sees
    to it that `text` says nothing of a person."""
    matrix = segno.make(text, error="m", boost_error=False, micro=False).matrix
    modules = len(matrix) + 2 * QUIET
    module = size_px // modules
    if module < 1:
        raise ValueError(f"a code of {modules} modules does not fit {size_px} pixels")
    before = (size_px - module * len(matrix)) // 2
    after = size_px - module * len(matrix) - before
    blank = WHITE * size_px
    rows = [blank] * before
    for line in matrix:
        row = b"".join((BLACK if dark else WHITE) * module for dark in line)
        rows += [WHITE * before + row + WHITE * after] * module
    rows += [blank] * after
    return Bitmap(size_px, size_px, b"".join(rows))
