"""``./pandu bench bot``: turns of many chats, from the update handed out to the answer sent.

The bot is the real program in a process of its own, on SQLite. Telegram is the double; it and the
people share the cores with the bot, and both ways over HTTP are in the figures, so that they are an
upper bound of the time inside the bot.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.fsync import fsync_ms
from tests.chatbot.telegram.bot_lives import lives
from tests.chatbot.telegram.double import Double
from tests.chatbot.telegram.reporting import Resident

CHATS, RATE, SECONDS = 500, 50.0, 30.0
FLOOR_MS = 60.0  # p95 inside the bot
PATIENCE = 180.0


def main(argv: Sequence[str]) -> int:
    """Prints the figures; 1 where the floor is not kept."""
    parser = argparse.ArgumentParser("pandu bench bot", description=__doc__)
    parser.add_argument("--chats", type=int, default=CHATS)
    parser.add_argument("--rate", type=float, default=RATE, help="turns a second")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder, Double() as double, lives(Path(folder)) as bot:
        home = Path(folder)
        arguments = ["--token", double.token, "--api-base", double.url, "--dry-run"]
        pid = bot.start([*arguments, "--now", "2026-11-05T09:00+07:00"])
        residents = [Resident(double.person(10_000 + n), n) for n in range(options.chats)]
        _begun(double, residents)
        before = _cpu(pid)
        sent, spent = _held(double, residents, options.rate, options.seconds)
        used = _cpu(pid) - before
        took = list(_took(double, sent))
        disk = fsync_ms(home)
    if len(took) < len(sent):
        print(f"{len(sent) - len(took)} turns were never answered")
        return 1
    p50, p95 = statistics.median(took), statistics.quantiles(took, n=20)[18]
    print(
        f"{len(took)} turns of {options.chats} chats, {len(sent) / spent:.1f} a second: "
        f"p50 {p50:.1f} ms, p95 {p95:.1f} ms (floor {FLOOR_MS:.0f}), "
        f"{1000 * used / len(took):.1f} ms of CPU a turn; fsync {disk:.2f} ms, "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    return 0 if p95 <= FLOOR_MS else 1


def _begun(double: Double, residents: Sequence[Resident]) -> None:
    """Everybody has the first question before them."""
    end = time.monotonic() + PATIENCE
    for resident in residents:
        resident.begin()
    for resident in residents:
        while not any(shown.rows for shown in resident.person.sees):
            assert time.monotonic() < end, "the bot does not answer"
            time.sleep(0.01)
    while double.telegram.updates:
        time.sleep(0.01)


def _held(
    double: Double, residents: Sequence[Resident], rate: float, seconds: float
) -> tuple[list[tuple[int, int]], float]:
    """(update, chat) of each turn, sent at an even pace, and how long that took."""
    sent: list[tuple[int, int]] = []
    waiting = deque(residents)
    begun = time.monotonic()
    for number in range(round(rate * seconds)):
        time.sleep(max(0.0, begun + number / rate - time.monotonic()))
        newest = max(double.telegram.posted)
        for _ in range(len(waiting)):
            resident = waiting[0]
            waiting.rotate(-1)
            acts = resident.acts
            if resident.act():
                resident.again()
            if resident.acts > acts:
                break
        update = max(double.telegram.posted)
        if update > newest:
            sent.append((update, resident.person.id))
    spent = time.monotonic() - begun
    end = time.monotonic() + PATIENCE
    while len(list(_took(double, sent))) < len(sent) and time.monotonic() < end:
        time.sleep(0.1)
    return sent, spent


def _took(double: Double, sent: Sequence[tuple[int, int]]) -> Iterator[float]:
    """Milliseconds from the update to the first screen sent after it."""
    screens: dict[int, list[float]] = defaultdict(list)
    for call in list(double.telegram.calls):
        if call.screen and call.status == 200:
            screens[call.chat].append(call.at)
    for update, chat in sent:
        begun = double.telegram.handed_out.get(update)
        after = [at for at in screens[chat] if begun is not None and at >= begun]
        if begun is not None and after:
            yield (after[0] - begun) * 1000


def _cpu(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
