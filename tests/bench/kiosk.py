"""``./pandu bench kiosk``: the kiosk beside a plain Kivy program of two screens, in one run.

Both run in processes of their own on one virtual display of 1080×1920, drawn by software. Presses
come from the display itself; a screen is there when its frame was handed over.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.kiosk.window import display
from tests.superapp.running import process

ROOT = Path(__file__).parents[2]
FIRST_S, NEXT_MS, SEND_MS, IDLE_PERCENT = 2.0, 100.0, 500.0, 3.0
STARTS = 3


class Measured(NamedTuple):
    """Seconds to the first screen; ms from each touch to its screen; ms of each *Kirim*; percent of
    one core while nobody is there; MiB at the end."""

    first: float
    touches: tuple[float, ...]
    sends: tuple[float, ...]
    idle: float
    mib: float

    @property
    def p50(self) -> float:
        return statistics.median(self.touches)

    @property
    def p95(self) -> float:
        return percentile(self.touches, 0.95)

    @property
    def send(self) -> float:
        return max(self.sends, default=0.0)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that so large a share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main(argv: Sequence[str]) -> int:
    """Prints both rows; 1 when the kiosk misses a floor."""
    options = _parser().parse_args(argv)
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        display.virtual(1080, 1920) as name,
        process(Path(folder)) as (_, url),
    ):
        environment = {
            **display.software(name),
            "PANDU_HOME": folder,
            "PANDU_BACKEND_URL": url,
            "PANDU_PANEL": "portrait",
        }
        rows = {who: _measured(who, environment, options) for who in ("plain Kivy", "kiosk")}
    for who, row in rows.items():
        print(_line(who, row))
    return _judged(rows["kiosk"])


def _measured(who: str, environment: dict[str, str], options: argparse.Namespace) -> Measured:
    """The quickest of some starts; all else is measured in the last of them."""
    firsts = []
    for start in range(STARTS):
        last = start == STARTS - 1
        idle, visits = (options.idle, options.visits) if last else (0, 0)
        began = {"PANDU_BENCH_BEGAN": repr(time.monotonic())}
        done = subprocess.run(
            [
                *(sys.executable, "-m", "tests.bench.kiosk_measured"),
                *(who, str(idle), str(visits)),
            ],
            cwd=ROOT,
            env={**environment, **began},
            stdout=subprocess.PIPE,
            check=True,
        )
        said = json.loads(done.stdout)
        firsts.append(said["first"])
    return Measured(
        min(firsts), tuple(said["touches"]), tuple(said["sends"]), said["idle"], said["mib"]
    )


def _line(who: str, row: Measured) -> str:
    sent = f"{row.send:4.0f} ms" if row.sends else "   -   "
    return (
        f"{who:<11} first screen {row.first:.2f} s   touch → screen p50 {row.p50:3.0f}, "
        f"p95 {row.p95:3.0f} ms ({len(row.touches)})   Kirim {sent}   idle {row.idle:.1f} %   "
        f"{row.mib:.0f} MiB"
    )


def _judged(row: Measured) -> int:
    floors = (
        ("first screen, s", row.first, FIRST_S),
        ("touch → next screen p95, ms", row.p95, NEXT_MS),
        ("Kirim, ms", row.send, SEND_MS),
        ("idle, %", row.idle, IDLE_PERCENT),
    )
    missed = [f"{name}: {value:.1f} > {floor:g}" for name, value, floor in floors if value > floor]
    print(f"Missed: {'; '.join(missed)}" if missed else "All floors are held.")
    return 1 if missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu bench kiosk", description=__doc__)
    parser.add_argument("--visits", type=int, default=6, help="from the welcome to a receipt")
    parser.add_argument("--idle", type=float, default=20.0, metavar="SECONDS")
    return parser
