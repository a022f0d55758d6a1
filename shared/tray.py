"""`./pandu calls`: the open calls for an officer; `--take N` and `--done N`. Nothing personal."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime, timedelta, timezone

from shared import settings
from shared.database import DatabaseError
from shared.privacy.cipher import CipherError
from shared.privacy.keys import load_or_make
from shared.settings import SettingsError
from shared.store import Store
from shared.store.tray import Call, Tray

JAKARTA = timezone(timedelta(hours=7))
_REASONS = {"asked": "asked for help", "stuck": "cannot go on", "refused": "request was refused"}


def main(argv: list[str]) -> int:
    """Show, take or close calls; 1 when a call is not there or the store cannot be opened."""
    parser = argparse.ArgumentParser(
        prog="pandu calls", description="Who asked for an officer, oldest first."
    )
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--take", type=int, metavar="N", help="go to call N")
    act.add_argument("--done", type=int, metavar="N", help="call N is looked after")
    wanted = parser.parse_args(argv)
    try:
        chosen = settings.load()
        store = Store.open(chosen.database_url, load_or_make(chosen.key_file))
    except (SettingsError, DatabaseError, CipherError) as error:
        print(error, file=sys.stderr)
        return 1
    try:
        return _act(store.tray, wanted.take, wanted.done, datetime.now(JAKARTA))
    finally:
        store.close()


def _act(tray: Tray, take: int | None, done: int | None, now: datetime) -> int:
    if take is not None and not tray.take(take, now):
        print(f"No call {take} is waiting; ./pandu calls shows those that are.", file=sys.stderr)
        return 1
    if done is not None and not tray.close(done, now):
        print(f"No call {done} is open; ./pandu calls shows those that are.", file=sys.stderr)
        return 1
    calls = tray.open()
    for call in calls:
        print(_line(call))
    if not calls:
        print("Nobody is waiting.")
    return 0


def _line(call: Call) -> str:
    when = call.made_at.astimezone(JAKARTA).strftime("%d.%m. %H:%M")
    where = " / ".join(part for part in (call.service, call.question) if part) or "menu"
    taken = "taken" if call.taken else "waiting"
    reason = _REASONS.get(call.reason, call.reason)
    return f"{call.number:>4}  {when}  {taken:<8} {where:<28} {reason}"
