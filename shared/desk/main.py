"""`./pandu desk`: the officers' desk in this terminal; also makes officers' accounts."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from shared import settings as configuration
from shared.database import DatabaseError
from shared.desk.api import Api
from shared.desk.desk import Desk
from shared.desk.menu import Terminal
from shared.desk.texts import say
from shared.settings import SettingsError
from shared.superapp.reference.app import wall_clock
from shared.superapp.reference.main import Stop, open_database
from shared.superapp.reference.officers.accounts import ROLES, AccountError, Accounts


def main(argv: Sequence[str]) -> int:
    """0 when all went well, 1 with one line of what to do otherwise."""
    options = _parser().parse_args(argv)
    try:
        settings = configuration.load()
        if options.add_officer:
            return _add_officer(options, settings.office)
        return Desk(Api(options.backend or settings.backend_url), Terminal()).run(options.name)
    except (SettingsError, DatabaseError, AccountError, Stop) as reason:
        print(reason, file=sys.stderr)
        return 1
    except EOFError:
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu desk", description=__doc__)
    parser.add_argument("--name", help="who logs in (else it is asked)")
    parser.add_argument("--backend", metavar="URL", help="the super-app (else PANDU_BACKEND_URL)")
    account = parser.add_argument_group("on the machine of the backend")
    account.add_argument("--add-officer", metavar="NAME", help="make an account; asks the password")
    account.add_argument("--role", choices=ROLES, default="officer")
    account.add_argument(
        "--area",
        help='kelurahan code or its beginning, like "31.75" (else PANDU_OFFICE; "all": everywhere)',
    )
    account.add_argument("--database", help="as for ./pandu backend")
    return parser


def _add_officer(options: argparse.Namespace, office: str) -> int:
    terminal = Terminal()
    area = "" if options.area == "all" else options.area or office
    database = open_database(
        options.database or os.environ.get("PANDU_DATABASE_URL"), configuration.state_dir()
    )
    try:
        password = terminal.ask_secret(say("password"))
        if terminal.ask_secret(say("password_again")) != password:
            print(say("passwords_differ"), file=sys.stderr)
            return 1
        accounts = Accounts(database, wall_clock)
        accounts.add(options.add_officer, options.role, area, password)
    finally:
        database.close()
    name, shown = options.add_officer, area or say("everywhere")
    terminal.show(say("account_made", name=name, role=options.role, area=shown))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
