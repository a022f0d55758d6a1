"""``./pandu bench dialog``: the same complaint in this layer and in two others, in one run.

A turn is what is said until the next words are there. Python's garbage collector stays on.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import statistics
import textwrap
import time
from collections.abc import Sequence
from typing import NamedTuple

from tests.bench.complaint import NIK, SAID, WRONG_NIK, world
from tests.bench.contestant import Contestant
from tests.bench.conversation_handler import Handler
from tests.bench.ours import Ours
from tests.bench.state_machine import StateMachine

FLOOR_MS = 0.1
FLOOR_KIB = 4.0
FLAT = 1.5  # the last turns of a long talk may take so much longer than its first
WARM_UP = 20  # talks
LONG = 1000  # turns of a long talk
LONG_TALKS = 5
EDGE = 100  # turns at its beginning and end that are compared


class Measured(NamedTuple):
    """Milliseconds a turn, turns a second of one thread, KiB of the largest session."""

    median: float
    p99: float
    rate: float
    kib: float


class Flatness(NamedTuple):
    """Median milliseconds and KiB of a long talk near its beginning and at its end."""

    first: float
    first_kib: float
    last: float
    last_kib: float

    @property
    def flat(self) -> bool:
        return self.last <= self.first * FLAT and self.last_kib <= self.first_kib * FLAT


async def talk(contestant: Contestant) -> tuple[list[int], int]:
    """One whole talk: nanoseconds of each turn, bytes of its largest session."""
    times, largest = [], 0
    began = time.perf_counter_ns()
    await contestant.begin()
    times.append(time.perf_counter_ns() - began)
    for text in SAID:
        began = time.perf_counter_ns()
        await contestant.step(text)
        times.append(time.perf_counter_ns() - began)
        largest = max(largest, len(contestant.kept()))
    return times, largest


async def measure(contestants: Sequence[Contestant], talks: int) -> list[Measured]:
    """Talk after talk, one of each in turn: what else the machine does befalls all alike."""
    for one in contestants:
        for _ in range(WARM_UP):
            await talk(one)
    times: list[list[int]] = [[] for _ in contestants]
    largest = [0] * len(contestants)
    for _ in range(talks):
        for place, one in enumerate(contestants):
            took, kept = await talk(one)
            times[place] += took
            largest[place] = max(largest[place], kept)
    return [_measured(*one) for one in zip(times, largest, strict=True)]


def _measured(times: list[int], largest: int) -> Measured:
    return Measured(
        statistics.median(times) / 1e6,
        statistics.quantiles(times, n=100)[98] / 1e6,
        len(times) / (sum(times) / 1e9),
        largest / 1024,
    )


async def flatness(ours: Ours) -> Flatness:
    """The edges of a few long talks, together: what else a machine does evens out."""
    first: list[tuple[int, int]] = []
    last: list[tuple[int, int]] = []
    for _ in range(LONG_TALKS):
        turns = await long_talk(ours)
        first += turns[:EDGE]
        last += turns[-EDGE:]
    return Flatness(*_median_and_most(first), *_median_and_most(last))


async def long_talk(ours: Ours) -> list[tuple[int, int]]:
    """A talk that is changed over and over before it is sent: nanoseconds and bytes a turn."""
    await ours.begin()
    for text in SAID[:-1]:
        await ours.step(text)
    turns = []
    for number in range(LONG):
        began = time.perf_counter_ns()
        if number % 4 == 0:
            await ours.change("nik")
        else:
            await ours.step((WRONG_NIK, WRONG_NIK, NIK)[number % 4 - 1])
        turns.append((time.perf_counter_ns() - began, len(ours.kept())))
    return turns


def _median_and_most(turns: Sequence[tuple[int, int]]) -> tuple[float, float]:
    times, sizes = zip(*turns, strict=True)
    return statistics.median(times) / 1e6, max(sizes) / 1024


async def contestants(ours: Ours) -> tuple[Contestant, ...]:
    handler = Handler()
    await handler.open()
    for text in ("/start", *SAID):
        handler.prepare(text)
    return ours, handler, StateMachine()


def table(rows: Sequence[tuple[Contestant, Measured]]) -> str:
    lines = [f"{'':<22}{'ms a turn':>10}{'p99':>9}{'turns/s':>10}{'KiB a session':>15}"]
    for contestant, found in rows:
        lines.append(
            f"{contestant.name:<22}{found.median:>10.3f}{found.p99:>9.3f}{found.rate:>10,.0f}"
            f"{found.kib:>15.2f}"
        )
    lines.append("")
    for contestant, _ in rows:
        lines += textwrap.wrap(
            f"{contestant.name}: {contestant.lacks}", 96, subsequent_indent="    "
        )
    return "\n".join(lines)


async def run(talks: int) -> int:
    ours = Ours(world())
    load = os.getloadavg()[0]
    all_of_them = await contestants(ours)
    rows = list(zip(all_of_them, await measure(all_of_them, talks), strict=True))
    long = await flatness(ours)
    found = rows[0][1]
    held = found.median <= FLOOR_MS and found.kib <= FLOOR_KIB and long.flat
    turns = len(SAID) + 1
    print(
        f"The complaint of eight questions, {turns} turns, {talks} talks each; "
        f"Python {platform.python_version()}, one thread,\n"
        f"{os.cpu_count()} cores with a load of {load:.1f} before it began.\n"
    )
    print(table(rows))
    print(
        f"\n{LONG:,} turns in one session: {long.first:.3f} ms and {long.first_kib:.2f} KiB in the "
        f"first {EDGE}, {long.last:.3f} ms and {long.last_kib:.2f} in the last."
    )
    print(
        f"Floor: {FLOOR_MS} ms median with session from and to JSON and the screen, "
        f"{FLOOR_KIB:.0f} KiB, flat: {'held' if held else 'MISSED'}."
    )
    return 0 if held else 1


def main(argv: list[str]) -> int:
    """Print the table. Exit code 1 when the floor is missed."""
    parser = argparse.ArgumentParser(prog="./pandu bench dialog", description=__doc__)
    parser.add_argument("--talks", type=int, default=300, help="talks of each (default 300)")
    return asyncio.run(run(max(1, parser.parse_args(argv).talks)))
