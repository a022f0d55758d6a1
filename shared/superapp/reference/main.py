"""`pandu backend`: starts the reference backend alone."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

import sqlalchemy as sa
import structlog

from shared.database import Database, DatabaseError
from shared.privacy.cipher import CipherError
from shared.privacy.keys import load_or_make
from shared.settings import SettingsError, state_dir

from .api_keys import API_KEY_FILE, configured
from .app import Config, create_app
from .audit_chain import ANCHOR_FILE, Chain
from .catalogue import Catalogue, shipped
from .periodic import every
from .server import Server, address, bind
from .tables import MIGRATIONS, VERSION_TABLE

DATABASE_FILE = "superapp.db"
KEYS_FILE = "superapp-keys.json"
DEFAULT_PORT = 8311
SEAL_SECONDS = 1.0  # how often the access log is sealed
SETTLE_SECONDS = 600.0  # how often closings that nobody answered are ended


class Stop(Exception):
    """Why the backend cannot start: one plain line with the cure."""


def main(argv: Sequence[str]) -> int:
    """Runs until it is told to stop. 0 after a stop, 1 when it could not start."""
    options = _parser().parse_args(argv)
    try:
        _serve(options)
    except (Stop, SettingsError, DatabaseError, CipherError) as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pandu backend", description="The reference super-app backend, on its own."
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (this machine only)"
    )
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="port; 0 takes a free one")
    parser.add_argument(
        "--database",
        help="sqlite:////folder/file.db or postgresql://user@host/name (also PANDU_DATABASE_URL)",
    )
    parser.add_argument(
        "--jurisdictions",
        metavar="CODES",
        help="whom Open311 is served for: all, or some by comma (else our own alone, and nobody "
        "has to name it)",
    )
    parser.add_argument("--port-file", type=Path, help="write the port into this file when ready")
    return parser


def _serve(options: argparse.Namespace) -> None:
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
        database = open_database(options.database or os.environ.get("PANDU_DATABASE_URL"), home)
        try:
            config = Config(
                database, load_or_make(home / KEYS_FILE), configured(home / API_KEY_FILE)
            )
            app = create_app(config, _catalogue(options.jurisdictions))
            server = Server(app, announce("Backend", address(bound), options.port_file))
            chain = Chain(database, config.cipher, home / ANCHOR_FILE)
            with (
                every(SETTLE_SECONDS, app.state.backend.cases.settle),
                every(SEAL_SECONDS, chain.seal),
            ):
                server.run([bound])
        finally:
            database.close()


def _catalogue(jurisdictions: str | None) -> Catalogue:
    """What is offered, for the jurisdictions that were named."""
    offered = shipped()
    if jurisdictions == "all":
        return offered
    try:
        return offered.serving((jurisdictions or offered.jurisdiction).split(","))
    except KeyError as unknown:
        raise Stop(
            f"--jurisdictions: there is no {unknown.args[0]}; "
            f"all, or some of {', '.join(offered.jurisdictions)}."
        ) from None


def open_database(url: str | None, home: Path) -> Database:
    """The backend's database, brought up to date; the one in `home` where no `url` is given."""
    try:
        database = Database(url or f"sqlite:///{home / DATABASE_FILE}")
    except (sa.exc.SQLAlchemyError, ImportError):  # an address, or a kind of database, we lack
        raise Stop(
            "--database: the address cannot be read; "
            "give postgresql://user@host/name or sqlite:////folder/file.db."
        ) from None
    database.migrate(MIGRATIONS, VERSION_TABLE)
    return database


def announce(what: str, url: str, port_file: Path | None) -> Callable[[], None]:
    """What a service does when it takes connections: its port into the file, and a line."""

    def ready() -> None:
        if port_file is not None:
            draft = port_file.with_name(port_file.name + ".new")
            draft.write_text(url.rpartition(":")[2])
            draft.replace(port_file)
        print(f"{what} ready: {url}", flush=True)

    return ready


def log_to(stream: TextIO) -> None:
    """JSON lines on `stream`, ours and the libraries' warnings. For programs, not at import."""
    logging.basicConfig(stream=stream, level=logging.WARNING, format="%(name)s: %(message)s")
    # It quotes the bytes that it cannot read.
    logging.getLogger("python_multipart").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(stream),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
