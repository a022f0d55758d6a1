"""Drawn hints: the card an old person looks at, with the place of what is asked."""

from __future__ import annotations

from kiosk.blocks import Image
from kiosk.glass import Glass
from kiosk.pictures.drawings import names

CARD = (85.6, 54.0)  # mm, ISO/IEC 7810 ID-1; a KK is drawn in the same shape
# By what is asked: the drawing.
_BY_INPUT = {"nik": "ktp", "kk": "kk", "name": "ktp_name"}
# Where the KTP is what is lost it cannot be looked at.
_WITHOUT_KTP = frozenset({"KTP_HILANG", "KARTU_HILANG_SEMUA"})


def hint_image(glass: Glass) -> Image | None:
    """The drawing for the question on the screen, if there is one."""
    name = _BY_INPUT.get(glass.screen.input)
    if name is None or glass.screen.kind != "question":
        return None
    if name.startswith("ktp") and glass.screen.service in _WITHOUT_KTP:
        name = name.replace("ktp", "kk_nik" if name == "ktp" else "kk")
    if name not in names():
        return None
    shrink = 1.0 if glass.grid.portrait else 0.8
    text = glass.text(f"kiosk.drawing.{name}")
    return Image("drawing", name, CARD[0] * shrink, CARD[1] * shrink, text)
