"""A program that sends requests and can be made to die at any step of it, by SIGKILL.

A step is every statement that writes, every COMMIT, and both sides of every HTTP call. They are
counted from outside, by the database library's own events and a wrapped sender: the product has no
hook for it. As a program it lives one life, in a new process, for each `Run` on a line of its input.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import alembic.command  # noqa: F401 - imported once, not in every life
import msgspec
import sqlalchemy as sa
from msgspec.structs import replace

from dialogs.contract.effect import Submit
from dialogs.contract.event import Refused, Submitted
from dialogs.contract.session import Outcome, Session
from shared.privacy.keys import load_or_make
from shared.store import Store
from shared.superapp.client import Accepted, Parcel, SuperApp
from shared.superapp.client.wire import PATIENT, Timeouts
from shared.superapp.courier import Courier
from tests.shared.requests_made import lost_card, road

WRITES = ("INSERT", "UPDATE", "DELETE")
EFFECT = "go.0"


class Run(msgspec.Struct, frozen=True):
    """`resident` begins in this run, if any. It dies at `step`, counted from 1; 0 lives on."""

    home: str
    database_url: str
    backend_url: str
    api_key: str
    resident: str | None
    step: int
    ahead: float = 0.0  # seconds that its clock is ahead


def route(resident: str) -> str:
    """Which way the request of "r0", "r1", … goes."""
    return ("open311", "warga")[int(resident[1:]) % 2]


class Steps:
    """Counts, and kills at the one that was asked for."""

    def __init__(self, last: int) -> None:
        self._left = last

    def __call__(self, *_: Any) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, engine: Any) -> None:
        """Counts what the engine writes and commits."""

        def statement(_c: Any, _cursor: Any, text: str, *_: Any) -> None:
            if text.lstrip().upper().startswith(WRITES):
                self()

        sa.event.listen(engine, "before_cursor_execute", statement)
        sa.event.listen(engine, "commit", self)


class SteppedSender:
    """The real client, with a step before and after each call."""

    def __init__(self, superapp: SuperApp, step: Steps) -> None:
        self._superapp = superapp
        self._step = step

    def send(self, parcel: Parcel, timeouts: Timeouts = PATIENT) -> Accepted:
        self._step()
        accepted = self._superapp.send(parcel, timeouts)
        self._step()
        return accepted


class Program:
    """What a host does, as short as can be: commit, perform, commit the result, tell."""

    def __init__(self, run: Run) -> None:
        self.store = Store.open(run.database_url, load_or_make(Path(run.home, "keys.json"), {}))
        step = Steps(run.step)
        step.watch(self.store._database.engine)
        sender = SteppedSender(SuperApp(run.backend_url, run.api_key), step)
        self.courier = Courier(self.store.outbox, self.store.tray, sender, device="K7Q")
        self._told = Path(run.home, "told.txt")
        self._ahead = run.ahead

    def now(self) -> datetime:
        clock = datetime.now(timezone.utc).timestamp() + self._ahead
        return datetime.fromtimestamp(clock, timezone.utc)

    def begin(self, session_id: str) -> None:
        """A resident presses Kirim: every other one for a report, or for a lost card."""
        request = road() if route(session_id) == "open311" else lost_card()
        effects = [Submit(id=EFFECT, request=request)]
        self.store.commit(Session(id=session_id), before=None, event_id="go", effects=effects)

    def work(self) -> None:
        """Everything that is to be done: effects first, then the outbox and its news."""
        for pending in self.store.pending(now=self.now()):
            if isinstance(pending.effect, Submit):
                event = self.courier.submit(pending.session_id, pending.effect, self.now())
                self._take(pending.session_id, event, settles=pending.effect.id)
        while news := self.courier.deliver_due(self.now()):
            for each in news:
                self._take(each.session_id, each.event)
                self.courier.told(each)

    def _take(
        self, session_id: str, event: Submitted | Refused, settles: str | None = None
    ) -> None:
        stored = self.store.load(session_id)
        if stored is None or isinstance(event, Refused) or self.store.seen(session_id, event.id):
            return
        known = stored.session.outcomes.get(event.effect, Outcome())
        outcome = Outcome(
            status=event.status,
            number=known.number or event.number,
            pin=known.pin or event.pin,
            word=known.word or event.word,
        )
        outcomes = {**stored.session.outcomes, event.effect: outcome}
        if self.store.commit(
            replace(stored.session, outcomes=outcomes),
            before=stored.version,
            event_id=event.id,
            settles=settles,
        ):
            with self._told.open("a") as file:
                file.write(f"{session_id} {outcome.number} {outcome.pin} {outcome.word}\n")


def live(run: Run) -> None:
    """One life of the program."""
    program = Program(run)
    if run.resident is not None:
        program.begin(run.resident)
    program.work()


def main() -> None:
    """Prints each life's exit code; forking spares the imports of a new start."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                live(msgspec.json.decode(line, type=Run))
                code = 0
            finally:
                os._exit(code)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
