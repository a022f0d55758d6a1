"""Ways to type for fingers that tremble: one pad for each kind of answer that no button gives."""

from __future__ import annotations

from kiosk.glass import Glass
from kiosk.pads.digits import DIGITS
from kiosk.pads.pad import Pad

_PADS: dict[str, Pad] = {"nik": DIGITS, "kk": DIGITS, "phone": DIGITS}


def pad_of(glass: Glass) -> Pad | None:
    """The pad of the question on the screen; None where its options are enough."""
    return _PADS.get(glass.screen.input)
