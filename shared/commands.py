"""The commands of ``./pandu``: one table for the help, the dispatch and the tests.

A command's module is imported only when it is called, so that a start costs no library it does
not use. The launcher shows the help with any Python before the environment is made, so this file
needs nothing but the standard library.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from typing import NamedTuple


class Command(NamedTuple):
    """A row: what is typed, the module behind it, and what it does in plain words.

    The module has a ``main(argv: list[str]) -> int``; the number is the exit code.
    """

    name: str
    module: str
    help: str


# Without a name: what ./pandu alone does.
START = Command("", "shared.start", "the services, and the kiosk or a talk in this terminal")

# Rows under the heading for whom they are.
COMMANDS = {
    "Talking": [
        Command("kiosk", "kiosk.main", "the touchscreen; --fullscreen in the office"),
        Command("talk", "shared.talk.main", "talk in this terminal; --json for programs"),
        Command("bot", "chatbot.telegram.main", "the Telegram bot; ./pandu starts it with a token"),
        Command("calls", "shared.tray", "who asked for an officer, and who took the call"),
        Command("desk", "shared.desk.main", "the officers' desk: worklist, steps, evidence"),
    ],
    "Running": [
        Command("backend", "shared.superapp.reference.main", "start the super-app backend alone"),
        Command("hub", "shared.hub.service.main", "where saved talks wait; its devices"),
        Command(
            "privacy", "shared.privacy.commands", "keys, access log, retention, breach, erasure"
        ),
    ],
    "Writing guides": [
        Command("read", "shared.talk.read", "what an answer kind makes of texts, a line each"),
        Command("lint", "dialogs.authoring.lint", "check every guide, question and text"),
        Command("guide", "dialogs.authoring.draw", "what a service asks and sends, and a drawing"),
        Command("schema", "shared.talk.publish", "write the JSON schemas of the contract"),
        Command(
            "texts", "dialogs.authoring.texts", "bring new and changed texts to the translators"
        ),
    ],
    "Understanding": [
        Command("understand", "chatbot.understanding.command", "what a text means, a line each"),
        Command("train", "chatbot.understanding.train", "learn from the texts that have changed"),
    ],
    "Developing": [
        Command("test", "shared.environment.checks", "every check, or pytest on what is named"),
        Command("bench", "tests.bench", "measure, for example: bench dialog"),
        Command(
            "audit", "kiosk.audit.main", "every kiosk screen in every form, by rules of access"
        ),
        Command(
            "transcript", "tests.chatbot.telegram.transcript", "a whole talk on Telegram, as text"
        ),
        Command("soak", "tests.soak", "long runs of what the tests do briefly, like: soak api"),
        Command(
            "lock", "shared.environment.lock", "lock all packages anew (--upgrade: newer ones)"
        ),
    ],
}

# Documented where they are read; gathered here for the help.
VARIABLES = {
    "PANDU_HOME": "folder for data and keys (else ~/.local/share/pandu)",
    "PANDU_DATABASE_URL": "database of the backend (else SQLite in that folder)",
    "PANDU_PANEL": "the kiosk's glass: portrait, landscape, tablet or '1080x1920 268x476'",
    "PANDU_TELEGRAM_TOKEN": "the bot's token, or in the file telegram-token of that folder",
    "PANDU_TELEGRAM_SECRET": "what Telegram proves itself by at the webhook (else made by itself)",
    "PANDU_HUB_URL": "the hub for saved talks of several places (shared/README.md)",
    "PANDU_HUB_TOKEN": "with which token this device comes to the hub",
    "PANDU_HUB_DATABASE_URL": "database of the hub (else SQLite in that folder)",
    "PANDU_UNDERSTANDING": "off: services are found by their words alone, 200 MB less",
    "PANDU_AUTHORITIES": "folder with more authorities to report to (shared/README.md)",
    "PANDU_PRINTER": "the kiosk's slips: lp:NAME (CUPS) or spool:/FOLDER (else none)",
    "PANDU_PYTHON": "the Python 3.10 to use (else PATH, pyenv, then a download)",
    "PANDU_PYTHON312": "the Python 3.12 for the second half of test",
    "PANDU_TEST_POSTGRES": "PostgreSQL for the tests",
}

BY_NAME = {row.name: row for rows in COMMANDS.values() for row in rows}


def help_text() -> str:
    """The whole help: every command and variable with its line."""
    lines = ["Pandu guides people through public-service requests.", ""]
    lines += [
        f"  {'./pandu':<22}{START.help}",
        f"  {'./pandu COMMAND':<22}one of those below; --help says more",
        "",
    ]
    for heading, rows in COMMANDS.items():
        lines += [heading, *(f"  {row.name:<22}{row.help}" for row in rows), ""]
    lines += ["Environment variables", *(f"  {name:<22}{text}" for name, text in VARIABLES.items())]
    return "\n".join(lines)


def unknown(name: str) -> str:
    """One line for a command that does not exist, with the one that was probably meant."""
    import difflib

    near = difflib.get_close_matches(name, BY_NAME, n=1)
    meant = f"Did you mean: ./pandu {near[0]}?" if near else "All commands: ./pandu --help"
    return f"There is no command {name!r}. {meant}"


def load(command: Command) -> Callable[[list[str]], int]:
    """Import the ``main`` behind a row."""
    found: Callable[[list[str]], int] = importlib.import_module(command.module).main
    return found


def main(argv: list[str]) -> int:
    """Run the command that ``argv`` names and return its exit code (2: no such command)."""
    name = argv[0] if argv else ""
    if name in ("-h", "--help", "help"):
        print(help_text())
        return 0
    if not name or name.startswith("-"):
        return load(START)(argv)
    if name not in BY_NAME:
        print(unknown(name), file=sys.stderr)
        return 2
    return load(BY_NAME[name])(argv[1:])


def run(argv: list[str]) -> int:
    """`main`, quiet when the person stops it (130) or closes the reading end of a pipe (141)."""
    try:
        code = main(argv)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Python flushes once more on its way out and would complain there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
