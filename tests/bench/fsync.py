"""How long this disk takes to keep something: the measure beside every durability figure."""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path

TIMES = 200


def fsync_ms(folder: Path) -> float:
    """The median of an appended and synced page of 4 KiB, in milliseconds."""
    times = []
    path = folder / "probe"
    with path.open("wb") as file:
        for _ in range(TIMES):
            started = time.perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - started) * 1000)
    path.unlink()
    return statistics.median(times)
