"""Runs golden conversations through the window and says how each went."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dialogs.world import World
from shared.settings import Settings
from shared.wiring import Wiring
from tests.golden.drivers import CODE
from tests.golden.script import INDENT, Script, read
from tests.golden.touched import Seen, Touched, Untouchable, alike, missing, options_in_order
from tests.kiosk.window.driving import HALF, kiosk


class Held(NamedTuple):
    """How a talk went: `screens` that were alike; `why` it was not held to its end, if it was not;
    `faults` line by line."""

    screens: int
    why: str = ""
    faults: tuple[str, ...] = ()


def hold(path: Path, world: World, home: Path) -> Held:
    """The whole talk of a golden file at the window, each screen compared with the file and with
    what stands on the glass."""
    script = read(path)
    wanted = list(kept(path))
    settings = Settings(
        home=home,
        database_url="sqlite://",
        backend_url="http://127.0.0.1:9",
        office=world.office or "",
        device="AB2",
        api_key="unused",
    )
    wiring = Wiring(
        world, settings, lambda: script.now, name="golden", dry_run=True, in_memory=True
    )
    done = 0
    try:
        with kiosk(world, wiring, script.now, HALF) as glass:
            talk = Touched(world, script, glass)
            for screen, seen in zip(wanted, talk.seen(), strict=True):
                if faults := tuple(_faults(screen, seen, script, done)):
                    return Held(done, faults=faults)
                done += 1
    except Untouchable as reason:
        return Held(done, why=str(reason))
    finally:
        wiring.close()
    return Held(done)


def kept(path: Path) -> Iterator[str]:
    """The screens of a golden file in their order."""
    rows: list[str] = []
    for row in path.read_text("utf-8").splitlines():
        if row.startswith(">") and rows:
            yield "\n".join(rows)
            rows = []
        elif row.startswith(INDENT):
            rows.append(row)
    yield "\n".join(rows)


def _faults(wanted: str, seen: Seen, script: Script, number: int) -> Iterator[str]:
    now = seen.printed
    if seen.screen.kind == "saved" and seen.screen.question is not None:
        now = now.replace(seen.screen.question.shown.rpartition(" ")[2], CODE)
    where = f"{script.path.name}, screen {number + 1}"
    if alike(wanted) != alike(now):
        rows = difflib.unified_diff(
            wanted.splitlines(), now.splitlines(), f"{where} as kept", "at the window", lineterm=""
        )
        yield "\n".join(rows)
        return
    yield from (f"{where}: not on the glass: {text}" for text in missing(seen))
    if not options_in_order(seen):
        yield f"{where}: options in another order"
