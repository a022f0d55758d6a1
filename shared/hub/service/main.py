"""`./pandu hub`: starts the hub. `./pandu hub device add|list|revoke`: who may use it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

import sqlalchemy as sa

from shared.database import Database, DatabaseError
from shared.hub.service.app import Config, create_app, wall_clock
from shared.hub.service.devices import NAME, Devices
from shared.hub.service.shelf import LEASE
from shared.hub.service.tables import MIGRATIONS, VERSION_TABLE
from shared.hub.token import load_or_make_token
from shared.privacy.cipher import CipherError
from shared.privacy.keys import load_or_make
from shared.settings import SettingsError, state_dir
from shared.superapp.reference.main import announce, log_to
from shared.superapp.reference.periodic import every
from shared.superapp.reference.server import Server, address, bind

DATABASE_FILE = "hub.db"
KEYS_FILE = "hub-keys.json"
DATABASE_VARIABLE = "PANDU_HUB_DATABASE_URL"
DEFAULT_PORT = 8312
SWEEP_SECONDS = 3_600.0  # how often what is past its time is deleted


class Stop(Exception):
    """Why nothing can be done: one plain line with the cure."""


def main(argv: Sequence[str]) -> int:
    """Serves until it is told to stop, or does one thing with the devices. 1 where it could not."""
    options = _parser().parse_args(argv)
    try:
        code: int = options.run(options)
        return code
    except (Stop, SettingsError, DatabaseError, CipherError) as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu hub", description=__doc__)
    parser.set_defaults(run=_serve)
    parser.add_argument("--host", default="127.0.0.1", help="address (this machine only)")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="port; 0 takes a free one")
    parser.add_argument(
        "--database",
        help=f"sqlite:////folder/hub.db or postgresql://user@host/hub (also {DATABASE_VARIABLE})",
    )
    parser.add_argument(
        "--lease",
        type=float,
        default=LEASE.total_seconds(),
        metavar="SECONDS",
        help="after how much silence a device that took a talk up is taken for dead",
    )
    parser.add_argument("--port-file", type=Path, help="write the port into this file when ready")
    commands = parser.add_subparsers(metavar="COMMAND")
    device = commands.add_parser("device", help="who may use the hub")
    actions = device.add_subparsers(required=True, metavar="ACTION")

    def action(name: str, run: Callable[[argparse.Namespace], int], text: str) -> None:
        made = actions.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        if name != "list":
            made.add_argument("name", help='small letters, digits and "-", like kiosk-cipinang')

    action("add", _add, "let a device in; its token is shown once")
    action("list", _list, "all devices, also those that were revoked")
    action("revoke", _revoke, "keep a device out from now on")
    return parser


def _serve(options: argparse.Namespace) -> int:
    home = state_dir()
    log_to(sys.stderr)
    try:
        bound = bind(options.host, options.port)
    except (OSError, OverflowError):
        raise Stop(
            f"Cannot listen on {options.host} port {options.port}: it is in use or not ours. "
            "Choose another with --port, or 0 for any free one."
        ) from None
    with bound:
        database = open_database(options.database, home)
        try:
            lease = timedelta(seconds=options.lease)
            app = create_app(Config(database, load_or_make(home / KEYS_FILE), lease=lease))
            hub = app.state.hub
            hub.devices.trust(load_or_make_token(home))  # programs beside it
            server = Server(app, announce("Hub", address(bound), options.port_file))
            with every(SWEEP_SECONDS, hub.shelf.sweep):
                server.run([bound])
        finally:
            database.close()
    return 0


def open_database(url: str | None, home: Path) -> Database:
    """The hub's database, brought up to date; the one in `home` where none is named."""
    named = url or os.environ.get(DATABASE_VARIABLE)
    try:
        database = Database(named or f"sqlite:///{home / DATABASE_FILE}", DATABASE_VARIABLE)
    except (sa.exc.SQLAlchemyError, ImportError):  # an address, or a kind of database, we lack
        raise Stop(
            f"{DATABASE_VARIABLE}: the address cannot be read; "
            "give postgresql://user@host/name or sqlite:////folder/hub.db."
        ) from None
    database.migrate(MIGRATIONS, VERSION_TABLE)
    return database


def _add(options: argparse.Namespace) -> int:
    if not NAME.fullmatch(options.name):
        raise Stop('device: a name has small letters, digits and "-", like kiosk-cipinang.')
    token = _devices(options).add(options.name)
    if token is None:
        raise Stop(f"device: {options.name} is let in already; revoke it first for a new token.")
    print(token)
    print("Shown this once. Set it at the device as PANDU_HUB_TOKEN.", file=sys.stderr)
    return 0


def _list(options: argparse.Namespace) -> int:
    for device in _devices(options).known():
        since = f"since {_day(device.made_at)}"
        state = since if device.revoked_at is None else f"revoked {_day(device.revoked_at)}"
        print(f"{device.name:<40}  {state}")
    return 0


def _revoke(options: argparse.Namespace) -> int:
    if not _devices(options).revoke(options.name):
        raise Stop(
            f"device: no device called {options.name} is let in; see: ./pandu hub device list"
        )
    print(f"{options.name} is kept out.")
    return 0


def _devices(options: argparse.Namespace) -> Devices:
    return Devices(open_database(options.database, state_dir()), wall_clock)


def _day(microseconds: int) -> str:
    return datetime.fromtimestamp(microseconds / 1_000_000, timezone.utc).date().isoformat()
