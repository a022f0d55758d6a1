"""``./pandu bench backend``: durable writes, the public list among many rows, and the storm.

The backend is a process of its own; the callers share its cores. A probe of fsync stands beside
every durability figure, as none means anything without one.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import requests
import sqlalchemy as sa

from shared.database import Database
from shared.privacy.keys import load_or_make
from shared.superapp.reference.api_keys import API_KEY_FILE, load_or_make_api_key
from shared.superapp.reference.catalogue import shipped
from shared.superapp.reference.moments import DAY_MS
from shared.superapp.reference.register import Register, Submission
from shared.superapp.reference.tables import MIGRATIONS, REQUEST, VERSION_TABLE
from tests.bench.fsync import fsync_ms
from tests.bench.storm import KIOSKS, QUEUED, Storm
from tests.superapp.running import JAKARTA, TEBET_TIMUR, lost_card, postgres_database, process

WRITES, WRITERS = 2_000, 8
WRITES_FLOOR = 100.0  # a second, on SQLite
LISTS = 100
LIST_FLOOR_MS = 100.0
STORM_FLOOR_S = 300.0
CHUNK = 5_000


class Running(NamedTuple):
    """A started backend, what its database is, and the key it takes."""

    url: str
    key: str
    database_url: str
    home: Path


def main(argv: Sequence[str]) -> int:
    """Prints the figures; 1 where a floor is not kept."""
    options = _parser().parse_args(argv)
    parts: dict[str, Callable[[], bool]] = {
        "writes": lambda: _writes("sqlite") & _writes("postgresql"),
        "list": lambda: _list(options.rows),
        "storm": lambda: _storm(options.kiosks, options.queued),
    }
    wanted = options.only or list(parts)
    kept = [parts[name]() for name in wanted]
    return 0 if all(kept) else 1


def _writes(kind: str) -> bool:
    with _backend(kind) as running:
        probe = fsync_ms(running.home)
        took, seconds = write(running, WRITES, WRITERS)
    rate, p95 = len(took) / seconds, statistics.quantiles(took, n=20)[-1]
    print(
        f"{kind}: {rate:.0f} durable writes/s ({WRITERS} at a time), "
        f"median {statistics.median(took):.1f} ms, p95 {p95:.1f} ms; fsync of 4 KiB {probe:.2f} ms",
        flush=True,
    )
    return kind != "sqlite" or rate >= WRITES_FLOOR


def write(running: Running, calls: int, threads: int) -> tuple[list[float], float]:
    """POSTs lost cards; the milliseconds of each, and the seconds of all."""
    own = threading.local()
    bodies = [lost_card() for _ in range(calls)]

    def call(number: int) -> float:
        if not hasattr(own, "http"):
            own.http = requests.Session()
        headers = {"X-Api-Key": running.key, "Idempotency-Key": f"bench-{number:08}"}
        started = time.perf_counter()
        answer = own.http.post(
            f"{running.url}/warga/v1/requests", json=bodies[number], headers=headers, timeout=60
        )
        answer.raise_for_status()
        return (time.perf_counter() - started) * 1000

    started = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        took = list(pool.map(call, range(calls)))
    return took, time.perf_counter() - started


def _list(rows: int) -> bool:
    with _backend("sqlite") as running:
        fill(running, rows)
        asked = {"jurisdiction_id": JAKARTA, "status": "open", "page_size": "50"}
        pages = {
            f"{rows} rows, pages of 50": asked,
            f"{rows} rows, one service": {**asked, "service_code": "LAPOR_JALAN"},
            f"{rows} rows, page 20": {**asked, "page": "20"},
        }
        kept = [_one_list(running, name, query) for name, query in pages.items()]
    return all(kept)


def _one_list(running: Running, name: str, query: dict[str, str]) -> bool:
    took = []
    with requests.Session() as http:
        for _ in range(LISTS):
            started = time.perf_counter()
            answer = http.get(f"{running.url}/open311/v2/requests.json", params=query, timeout=60)
            took.append((time.perf_counter() - started) * 1000)
            answer.raise_for_status()
            if len(answer.json()) != int(query["page_size"]):
                raise SystemExit(f"{name}: the page is not full.")
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"list of {name}: median {statistics.median(took):.1f} ms, p95 {p95:.1f} ms", flush=True)
    return p95 <= LIST_FLOOR_MS


def fill(running: Running, rows: int) -> None:
    """Public reports of the last 80 days, sealed as the backend seals them."""
    database = Database(running.database_url)
    keys = load_or_make(running.home / "superapp-keys.json", {})
    now = time.time_ns() // 1_000_000
    moments = iter(now - 80 * DAY_MS * number // rows for number in range(rows, 0, -1))
    register = Register(database, keys, shipped(), lambda: next(moments))
    report = Submission(
        shipped().services["LAPOR_JALAN"],
        {"damage": "pothole", "description": "Lubang besar di depan pasar"},
        address_id=TEBET_TIMUR,
        is_public=True,
    )
    values = (register._values(report) for _ in range(rows))
    for chunk in _chunks(values, CHUNK):
        with database.writing() as connection:
            connection.execute(sa.insert(REQUEST), chunk)
    database.close()


def _chunks(values: Iterator[dict[str, object]], size: int) -> Iterable[list[dict[str, object]]]:
    while chunk := list(islice(values, size)):
        yield chunk


def _storm(kiosks: int, queued: int) -> bool:
    with _backend("sqlite") as running:
        probe = fsync_ms(running.home)
        storm = Storm(running.home, running.url, running.key, kiosks, queued)
        seconds, receipts = storm.drain()
        database = Database(running.database_url)
        with database.reading() as connection:
            arrived = list(connection.execute(sa.select(REQUEST.c.receipt)).scalars())
        database.close()
    once = len(arrived) == len(set(arrived)) and set(arrived) == receipts
    print(
        f"storm: {kiosks} kiosks x {queued} queued: {len(arrived)} arrived in {seconds:.0f} s "
        f"({len(arrived) / seconds:.0f}/s), {'each once' if once else 'NOT each once'}; "
        f"fsync of 4 KiB {probe:.2f} ms",
        flush=True,
    )
    return once and seconds <= STORM_FLOOR_S


@contextmanager
def _backend(kind: str) -> Iterator[Running]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        key = load_or_make_api_key(home / API_KEY_FILE)
        if kind == "sqlite":
            with _started(f"sqlite:///{home / 'superapp.db'}", home, key) as running:
                yield running
        else:
            with postgres_database() as url, _started(url, home, key) as running:
                yield running


@contextmanager
def _started(url: str, home: Path, key: str) -> Iterator[Running]:
    database = Database(url)
    database.migrate(MIGRATIONS, VERSION_TABLE)
    database.close()
    with process(home, "--database", url) as (_, address):
        yield Running(address, key, url, home)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu bench backend", description=__doc__)
    parser.add_argument("only", nargs="*", choices=["writes", "list", "storm", []], help="which")
    parser.add_argument("--rows", type=int, default=100_000, help="how many rows the list is in")
    parser.add_argument("--kiosks", type=int, default=KIOSKS)
    parser.add_argument("--queued", type=int, default=QUEUED, help="requests of each kiosk")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
