"""`./pandu calls`: who asked for an officer, and who took the call."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime, timezone

from shared import settings as configuration
from shared.database import DatabaseError
from shared.privacy.cipher import CipherError
from shared.privacy.keys import load_or_make
from shared.settings import SettingsError
from shared.store.store import Store
from shared.store.tray import Call

REASONS = {"asked": "asked for help", "stuck": "could not go on", "refused": "was refused"}


def main(argv: Sequence[str]) -> int:
    """Lists the open calls, or marks one. 1 when there is no such open call."""
    options = _parser().parse_args(argv)
    try:
        settings = configuration.load()
        store = Store.open(settings.database_url, load_or_make(settings.key_file))
    except (SettingsError, DatabaseError, CipherError) as error:
        print(error, file=sys.stderr)
        return 1
    try:
        return _do(store, options)
    finally:
        store.close()


def _do(store: Store, options: argparse.Namespace) -> int:
    now = datetime.now(timezone.utc)
    for number, mark in ((options.take, store.tray.take), (options.done, store.tray.close)):
        if number is not None and not mark(number, now):
            print(f"There is no open call {number}; ./pandu calls lists them.", file=sys.stderr)
            return 1
    calls = store.tray.open()
    for call in calls:
        print(_line(call))
    if not calls:
        print("No open calls.")
    return 0


def _line(call: Call) -> str:
    made = call.made_at.astimezone().strftime("%d %b %H:%M")
    where = " / ".join(part for part in (call.service, call.question) if part) or "menu"
    state = "taken" if call.taken else "waiting"
    return f"{call.number:>4}  {made}  {state:<8} {REASONS[call.reason]}: {where}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu calls", description=__doc__)
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--take", type=int, metavar="N", help="you go there")
    group.add_argument("--done", type=int, metavar="N", help="the person was looked after")
    return parser
