"""A display of our own for windows: no other window is on it, and nothing of it is seen."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator

SIDE = 1920  # px: both orientations fit


@contextlib.contextmanager
def virtual(width: int = SIDE, height: int = SIDE) -> Iterator[str]:
    """Its name for DISPLAY, for as long as the block runs."""
    program = shutil.which("Xvfb")
    if program is None:
        raise RuntimeError("no Xvfb here: ./pandu test installs it")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            *(program, "-displayfd", str(writing), "-nolisten", "tcp", "-noreset"),
            *("-screen", "0", f"{width}x{height}x24"),
        ],
        pass_fds=[writing],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()  # written once it takes connections
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def software(name: str) -> dict[str, str]:
    """The environment of a program that draws on this display, without a graphics card."""
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("PANDU_")},
        "DISPLAY": name,
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "SDL_VIDEODRIVER": "x11",
    }
