"""A finger outside of the program: presses that the display itself makes (X's XTEST extension), so
that what is measured is the whole way from the glass and back."""

from __future__ import annotations

import os
import socket
import struct
from pathlib import Path
from typing import Any

PRESS, RELEASE, MOTION = 4, 5, 6  # X's core events
QUERY_TREE, QUERY_EXTENSION, FAKE_INPUT = 15, 98, 2


class Pointer:
    """Connected to a display of this machine, that of DISPLAY where none is named."""

    def __init__(self, name: str = "") -> None:
        number = (name or os.environ["DISPLAY"]).rpartition(":")[2].partition(".")[0]
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(str(Path("/tmp/.X11-unix") / f"X{number}"))  # noqa: S108 - X's own place
        self._socket.sendall(struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0))
        granted, _, _, _, length = struct.unpack("<BBHHH", self._read(8))
        told = self._read(4 * length)
        if granted != 1:
            raise RuntimeError("the display lets nobody in")
        vendor, formats = struct.unpack_from("<H", told, 16)[0], told[21]
        (self._root,) = struct.unpack_from("<I", told, 32 + (vendor + 3) // 4 * 4 + 8 * formats)
        self._socket.sendall(struct.pack("<BxHHxx5s3x", QUERY_EXTENSION, 4, 5, b"XTEST"))
        reply = self._read(32)
        if not reply[8]:
            raise RuntimeError("this display has no XTEST")
        self._extension = reply[9]

    def windows(self) -> int:
        """How many there are on the display."""
        self._socket.sendall(struct.pack("<BxHI", QUERY_TREE, 2, self._root))
        reply = self._read(32)
        self._read(4 * struct.unpack_from("<I", reply, 4)[0])
        return int(struct.unpack_from("<H", reply, 16)[0])

    def press(self, x: float, y: float) -> None:
        """Comes down at pixels from the top left."""
        self._fake(MOTION, 0, x, y)
        self._fake(PRESS, 1, 0, 0)

    def release(self) -> None:
        self._fake(RELEASE, 1, 0, 0)

    def close(self) -> None:
        self._socket.close()

    def _fake(self, kind: int, detail: int, x: float, y: float) -> None:
        self._socket.sendall(
            struct.pack(
                "<BBHBBxxII8xhh8x",
                *(self._extension, FAKE_INPUT, 9, kind, detail, 0, 0, round(x), round(y)),
            )
        )

    def _read(self, count: int) -> bytes:
        got = b""
        while len(got) < count:
            part = self._socket.recv(count - len(got))
            if not part:
                raise RuntimeError("the display hung up")
            got += part
        return got

    def __enter__(self) -> Pointer:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()
