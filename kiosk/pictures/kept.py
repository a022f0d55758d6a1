"""Bitmaps that were drawn lately, kept within bounds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from kiosk.pictures.bitmap import Bitmap


class Kept:
    """At most `most` bitmaps and `room` bytes; what was not asked for the longest goes first.

    A bitmap larger than the whole room is drawn and not kept.
    """

    def __init__(self, most: int = 512, room: int = 48 * 2**20) -> None:
        self._most, self._room = most, room
        self._bitmaps: OrderedDict[Hashable, Bitmap] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable, draw: Callable[[], Bitmap]) -> Bitmap:
        """The bitmap of `key`, drawn when it is not there."""
        with self._lock:
            if bitmap := self._bitmaps.get(key):
                self._bitmaps.move_to_end(key)
                return bitmap
            bitmap = draw()
            self._keep(key, bitmap)
            return bitmap

    def _keep(self, key: Hashable, bitmap: Bitmap) -> None:
        size = len(bitmap.rgba)
        if size > self._room:
            return
        self._bitmaps[key] = bitmap
        self._bytes += size
        while len(self._bitmaps) > self._most or self._bytes > self._room:
            _, gone = self._bitmaps.popitem(last=False)
            self._bytes -= len(gone.rgba)

    def __len__(self) -> int:
        return len(self._bitmaps)

    @property
    def bytes(self) -> int:
        """Bytes of all pixels kept."""
        return self._bytes


KEPT = Kept()  # of pictograms and drawings together
