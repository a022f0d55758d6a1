"""How many requests a second the backend takes, each on disk before its answer.

    python -m tests.superapp.bench_posts [postgresql://...]

The backend is a process of its own; the callers, which share its cores, are threads of this one.
Prints a probe of fsync beside it, as no durability figure means anything without one.
Floor: 100 a second on SQLite, two cores.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from shared.superapp.reference.api_keys import API_KEY_FILE, load_or_make_api_key
from tests.superapp.running import lost_card, process

CALLS = 2_000
THREADS = 8


def main(argv: list[str]) -> int:
    """Measures SQLite, or the database whose URL is given."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        print(f"fsync of 4 KiB: {fsync_ms(home):.2f} ms (median of 200)")
        key = load_or_make_api_key(home / API_KEY_FILE)
        with process(home, *(["--database", argv[0]] if argv else [])) as (_, url):
            took, seconds = measure(url, key)
    print(f"{CALLS} requests, {THREADS} at a time: {CALLS / seconds:.0f} a second")
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"ms a request: median {statistics.median(took):.1f}, p95 {p95:.1f}")
    return 0


def measure(url: str, key: str) -> tuple[list[float], float]:
    """Milliseconds of each call, and the seconds of all."""
    own = threading.local()
    bodies = [lost_card() for _ in range(CALLS)]

    def call(number: int) -> float:
        if not hasattr(own, "http"):
            own.http = requests.Session()
        headers = {"X-Api-Key": key, "Idempotency-Key": f"bench-{number:08}"}
        started = time.perf_counter()
        answer = own.http.post(
            f"{url}/warga/v1/requests", json=bodies[number], headers=headers, timeout=60
        )
        answer.raise_for_status()
        return (time.perf_counter() - started) * 1000

    started = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        took = list(pool.map(call, range(CALLS)))
    return took, time.perf_counter() - started


def fsync_ms(folder: Path) -> float:
    """The median of an appended and synced page."""
    times = []
    with (folder / "probe").open("wb") as file:
        for _ in range(200):
            started = time.perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
