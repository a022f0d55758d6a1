"""``./pandu soak kiosk``: visit after visit at the window; memory stays flat after the warm-up.

``--talks``: every golden conversation that can be touched, by touches; the others with the reason.
"""

from __future__ import annotations

import argparse
import gc
import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from dialogs.authoring import load
from dialogs.talk import JAKARTA
from kiosk.theme import SIZES, THEMES
from shared.settings import BIDARA_CINA, Settings
from shared.wiring import Wiring
from tests.golden.held import hold
from tests.golden.script import read
from tests.golden.test_golden import FILES, world_of
from tests.kiosk.window.driving import HALF, Kiosk, Stuck, kiosk
from tests.kiosk.window.visitor import CARD, ROAD, Errand, next_press

GROWTH = 24.0  # MiB over all visits after the warm-up
REPORTS = 20
NOW = datetime(2026, 11, 20, 9, 15, tzinfo=JAKARTA)


def main(argv: Sequence[str]) -> int:
    """1 when memory grew, or a conversation came out otherwise."""
    options = _parser().parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        return _talks(home) if options.talks else _visits(home, options.visits, options.seed)


def _talks(home: Path) -> int:
    counted = Counter[str]()
    for path in FILES:
        try:
            held = hold(path, world_of(read(path)), home)
        except Stuck as error:
            counted["failed"] += 1
            print(f"{path.stem}: stuck: {error}", flush=True)
            continue
        how = "failed" if held.faults else "untouchable" if held.why else "held"
        counted[how] += 1
        print("\n".join((f"{path.stem}: {held.why or how}", *held.faults)), flush=True)
    print(", ".join(f"{count} {how}" for how, count in counted.items()), flush=True)
    return 1 if counted["failed"] else 0


def _visits(home: Path, visits: int, seed: int) -> int:
    rng, warm = random.Random(seed), min(visits, max(20, visits // 10))
    world = load.world(office=BIDARA_CINA)
    settings = Settings(
        home=home,
        database_url="sqlite://",
        backend_url="http://127.0.0.1:9",
        office=BIDARA_CINA,
        device="AB2",
        api_key="unused",
    )
    wiring = Wiring(world, settings, lambda: NOW, name="soak", dry_run=True, in_memory=True)
    began, base, at = time.monotonic(), 0.0, 0.0
    print(f"{visits} visits, --seed {seed}", flush=True)
    try:
        with kiosk(world, wiring, NOW, HALF) as glass:
            for number in range(1, visits + 1):
                visit(glass, rng)
                if number == warm:
                    base = resident()
                if number % max(1, visits // REPORTS) == 0:
                    at = resident()
                    rate = number / (time.monotonic() - began)
                    print(f"{number:>6} visits  {at:.0f} MiB  {rate:.1f} a second", flush=True)
    finally:
        wiring.close()
    grown = at - base
    print(f"{grown:+.1f} MiB since visit {warm}, {GROWTH:g} at the most")
    return 1 if grown > GROWTH else 0


def visit(glass: Kiosk, rng: random.Random) -> None:
    """From the welcome to a receipt, or to a cover in the midst of it; in some language, size and
    theme."""
    errand: Errand = rng.choice((ROAD, CARD))._replace(language=rng.choice(("id", "en")))
    app, number = glass.app, glass.app.visit.number
    dressed, leaves = False, rng.random() < 0.3
    presses = 0
    while app.visit.number == number:
        if app.visit.screen is not None and not dressed:
            dressed = True
            glass.key("bar.display")
            glass.press(f"display.size.{rng.choice(SIZES)}")
            glass.press(f"display.theme.{rng.choice(THEMES)}")
            glass.press("display.done")
        presses += 1
        if leaves and presses > 12 and glass.has("head.cover"):
            glass.touch("head.cover")
            glass.touch("cover.end")
        else:
            id = next_press(errand, app.scene, app.visit)
            (glass.key if id.startswith("key.") else glass.touch)(id)


def resident() -> float:
    """MiB of this process after its rubbish is gone."""
    gc.collect()
    status = Path("/proc/self/status").read_text("ascii")
    return next(int(row.split()[1]) for row in status.splitlines() if "VmRSS" in row) / 1024


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu soak kiosk", description=__doc__)
    parser.add_argument("--visits", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--talks", action="store_true", help="the golden conversations instead")
    return parser
