"""A program that guides residents and can be made to die at any step of it, by SIGKILL.

It is the real one: `Wiring` with the real host, `turn`, store, courier and client. A step is both
sides of a turn, every statement that writes, every COMMIT, and both sides of every HTTP call. They
are counted from outside, around what the product calls: the product has no hook for it. As a
program it lives one life, in a new process, for each `Run` on a line of its input.
"""

from __future__ import annotations

import os
import sys
import traceback
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

import alembic.command  # noqa: F401 - imported once, not in every life
import msgspec
import sqlalchemy as sa
from msgspec.structs import replace

from dialogs.authoring import load
from dialogs.contract.event import CheckStatus, Choose, Confirm, Inbound, Say, Start
from dialogs.contract.screen import Receipt
from dialogs.view import Viewer
from dialogs.world import World
from shared import host, wiring
from shared.database import DatabaseError
from shared.settings import BIDARA_CINA, Settings
from shared.superapp import courier, statuses
from shared.superapp.client import Accepted, Parcel, SuperApp
from shared.superapp.client.wire import PATIENT, Timeouts
from tests.shared.requests_made import NAME, NIK, STORY
from tests.shared.steps import Steps, little_room

VIEWER = Viewer("talk")
FULL = 3  # exit code of a life that found its disk full

# One visit: a report for Open311, and a lost card for /warga/v1 in the same talk, which asks
# neither name nor phone number again. In between it is asked how far the report is.
VISIT: tuple[Inbound, ...] = (
    Start(service="LAPOR_JALAN"),
    Choose(option="pothole"),
    Say(text="Bidara Cina"),
    Say(text="kemarin"),
    Say(text=STORY),
    Say(text="belum"),
    Say(text=NAME),
    Say(text="lewati"),
    Confirm(),
    CheckStatus(),
    Start(service="KTP_HILANG"),
    Say(text="saya"),
    Say(text="boleh"),
    Say(text=NIK),
    Say(text="kemarin"),
    Say(text="lewati"),
    Say(text="belum"),
    Say(text="Bidara Cina"),
    Confirm(),
)


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """One life: these residents say all of `VISIT`, also what they said in an earlier life, as a
    channel repeats what was not acknowledged; then everything due is delivered.

    It dies at `step`, counted from 1; 0 lives on. `room` bytes are the most it can write of a file.
    """

    home: str
    database_url: str
    backend_url: str
    api_key: str
    residents: list[str]
    step: int = 0
    ahead: float = 0.0  # seconds that its clock is ahead
    room: int = 0


class Told(NamedTuple):
    """A receipt as it stood on a resident's screen."""

    resident: str
    service: str
    number: str
    pin: str
    word: str


def stepped_superapp(step: Steps) -> type[SuperApp]:
    """The real client, with a step before and after each call."""

    class SteppedSuperApp(SuperApp):
        def send(self, parcel: Parcel, timeouts: Timeouts = PATIENT) -> Accepted:
            accepted: Accepted = step.around(super().send)(parcel, timeouts)
            return accepted

    return SteppedSuperApp


def told_file(home: Path, resident: str) -> Path:
    """Where the receipts on a resident's screens are written down, a line each."""
    return home / f"told-{resident}"


def live(world: World, run: Run) -> None:
    """One life of the program. For a process of its own."""
    little_room(run.room)
    step = Steps(run.step)
    step.watch_databases()
    host.turn = step.around(host.turn)
    wiring.SuperApp = stepped_superapp(step)  # type: ignore[misc]
    courier.QUICK = statuses.QUICK = PATIENT  # it dies by step alone
    home = Path(run.home)
    settings = Settings(home, run.database_url, run.backend_url, BIDARA_CINA, "K7Q", run.api_key)
    parts = wiring.Wiring(world, settings, lambda: _now(run), name="kiosk")
    for resident in run.residents:
        visit(parts.host, home, resident)
    # A recovering program has more than one round's work; it is done when nobody is left waiting.
    for _ in range(len(run.residents) + 2):
        parts.deliver()
    parts.close()


def visit(at: host.Host, home: Path, resident: str) -> None:
    """One resident's whole visit; every receipt on the screen is written down."""
    for number, event in enumerate(VISIT):
        settled = at.handle(resident, replace(event, id=f"{resident}.{number}"), VIEWER)
        if settled.screen.receipt is not None:
            _write_down(home, resident, settled.screen.receipt)


def _write_down(home: Path, resident: str, given: Receipt) -> None:
    told = Told(resident, given.service, given.number, given.pin, given.word)
    with told_file(home, resident).open("ab") as file:
        file.write(msgspec.json.encode(told) + b"\n")


def _now(run: Run) -> datetime:
    return datetime.now(timezone.utc) + timedelta(seconds=run.ahead)


def main() -> None:
    """Prints each life's exit code (FULL among them); forking spares a new start's imports."""
    world = load.world(office=BIDARA_CINA)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(_exit_code(world, msgspec.json.decode(line, type=Run)))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _exit_code(world: World, run: Run) -> int:
    try:
        live(world, run)
    except Exception as error:
        if run.room and isinstance(error, sa.exc.OperationalError | DatabaseError):
            return FULL
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    main()
