"""Is there a display that a window can be opened on, and how large is it.

Kivy's own wheels draw through X11 only; Wayland's compositors offer that too (Xwayland).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
from typing import NamedTuple


class Display(NamedTuple):
    """Pixels."""

    width: int
    height: int


def display() -> Display | None:
    """The display that DISPLAY names; None where there is none, or none that lets us in."""
    if not os.environ.get("DISPLAY"):
        return None
    with contextlib.suppress(OSError):  # no such library: no window either
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        handle = x11.XOpenDisplay(None)
        if handle:
            pointer = ctypes.c_void_p(handle)
            found = Display(x11.XDisplayWidth(pointer, 0), x11.XDisplayHeight(pointer, 0))
            x11.XCloseDisplay(pointer)
            return found
    return None
