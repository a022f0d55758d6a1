"""`./pandu privacy`: keys, the access log, how long things are kept, breaches, erasure."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path

import sqlalchemy as sa

from shared.database import DatabaseError
from shared.hub.service.app import wall_clock
from shared.hub.service.main import Stop
from shared.hub.service.shelf import Shelf
from shared.privacy import drill, erasure, inventory, retention
from shared.privacy.cipher import CipherError
from shared.privacy.commands.places import Places, backend_keys, hub_keys
from shared.privacy.rotation import rotate_all
from shared.settings import SettingsError
from shared.superapp.reference.audit_chain import ANCHOR_FILE, Chain

GRACE = 30.0  # seconds; longer than any transaction of ours waits and works


class Wrong(Exception):
    """What the operator should do instead; one plain line."""


def main(argv: Sequence[str]) -> int:
    """Runs one of the commands; 1 with a plain line where it cannot, or found something."""
    options = _parser().parse_args(argv)
    try:
        with Places.open() as places:
            code: int = options.run(places, options)
            return code
    except (Wrong, Stop, SettingsError, DatabaseError, CipherError) as error:
        print(error, file=sys.stderr)
        return 1
    except sa.exc.SQLAlchemyError as error:  # its own text would quote rows
        print(f"The database gave up ({type(error).__name__}); try again.", file=sys.stderr)
        return 1


def _rotate(places: Places, options: argparse.Namespace) -> int:
    if places.given_keys:
        raise Wrong("PANDU_KEYS: keys of the environment are changed where they come from.")
    for name, database, sealed, key_file in (
        ("office", places.office, inventory.OFFICE, places.settings.key_file),
        ("backend", places.backend, inventory.BACKEND, backend_keys(places.settings)),
        ("hub", places.hub, inventory.HUB, hub_keys(places.settings)),
    ):
        if database is not None and key_file.exists():
            done = rotate_all(database, sealed, key_file, options.grace)
            print(f"{name}: {done.values} values sealed anew, {done.keys} old keys retired.")
    return 0


def _verify(places: Places, options: argparse.Namespace) -> int:
    chain = _chain(places, options)
    chain.seal()
    problems = chain.verify()
    print("\n".join(problems) if problems else "The access log is whole.")
    return 1 if problems else 0


def _chain(places: Places, options: argparse.Namespace) -> Chain:
    database, cipher = places.the_backend()
    return Chain(database, cipher, options.anchor or places.settings.home / ANCHOR_FILE)


def _retain(places: Places, options: argparse.Namespace) -> int:
    now_ms = int(datetime.now(timezone.utc).timestamp() * 1_000)
    with places.kept() as kept:
        for rule in retention.rules():
            if rule.of in kept:
                count = retention.retain(kept[rule.of], rule, now_ms, dry_run=options.dry_run)
                print(f"{count:>7}  {rule.name} ({rule.days} days): {rule.reason} {rule.basis}")
    if options.dry_run:
        print("Nothing was changed.")
    return 0


def _drill(places: Places, options: argparse.Namespace) -> int:
    now = datetime.now(timezone.utc)
    breach = drill.Breach(options.since or now, options.until or now, options.receipt or ())
    with places.visiting() as (database, cipher):
        everybody = list(drill.affected(database, cipher, breach))
    for one in everybody:
        print(drill.line(one))
    print(f"{len(everybody)} requests. Tell each, and the authority, until", end=" ")
    print(drill.deadline(now).astimezone().isoformat(" ", "minutes"))
    if options.letters:
        written = drill.write_letters(options.letters, breach, everybody)
        print(f"{written} letters in {options.letters}")
    return 0


def _erase(places: Places, options: argparse.Namespace) -> int:
    if options.code is not None:
        return _erase_saved(places, options.code)
    store, database = places.the_office()
    gone = erasure.erase(store, database, options.receipt)
    if gone is None:
        raise Wrong("--receipt: this office has no such receipt; check the number on the card.")
    print("Erased here: " + ", ".join(f"{count} {name}" for name, count in gone.items()) + ".")
    print("A saved copy at the hub goes with the next delivery round.")
    print("The super-app erases its own with DELETE /warga/v1/me, by receipt and PIN.")
    return 0


def _erase_saved(places: Places, code: str) -> int:
    """The saved talk of a code, at the hub: whoever knows the code may have it erased."""
    shelf = Shelf(*places.the_hub(), wall_clock)
    draft_id = shelf.named(code)
    if draft_id is None:
        raise Wrong("--code: the hub has no saved talk for this code; check it on the card.")
    shelf.erase("operator", draft_id)
    print("Erased at the hub: 1 saved talk.")
    return 0


def _moment(text: str) -> datetime:
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write it like 2026-11-05T09:00+07:00") from None
    return given if given.tzinfo else given.astimezone()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu privacy", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[Places, argparse.Namespace], int], text: str
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        return made

    rotate = command("rotate", _rotate, "a new key; everything is sealed anew, the old one goes")
    rotate.add_argument("--grace", type=float, default=GRACE, help="seconds a late commit may take")
    verify = command("verify", _verify, "whether a row of the access log was changed or removed")
    verify.add_argument("--anchor", type=Path, help="the file outside the database with its heads")
    retain = command("retain", _retain, "delete or anonymise what was kept long enough")
    retain.add_argument("--dry-run", action="store_true", help="count only")
    breach = command("drill", _drill, "whom to tell of a breach, of what, until when")
    breach.add_argument("--since", type=_moment, metavar="TIME", help="when it began")
    breach.add_argument("--until", type=_moment, metavar="TIME", help="when it ended")
    breach.add_argument("--receipt", action="append", help="only this one; can be repeated")
    breach.add_argument("--letters", type=Path, metavar="DIR", help="write the letters there")
    forget = command("erase", _erase, "erase what is kept of one request, or of a saved talk")
    which = forget.add_mutually_exclusive_group(required=True)
    which.add_argument("--receipt", help="what this office keeps of the request")
    which.add_argument("--code", help="the saved talk at the hub on this machine")
    return parser
