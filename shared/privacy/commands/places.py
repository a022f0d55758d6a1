"""The databases that the commands work on; each only where it is there already."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from shared import settings as configuration
from shared.database import Database
from shared.hub.service import main as hub_main
from shared.hub.service import tables as hub_tables
from shared.privacy.cipher import Cipher
from shared.privacy.keys import load_or_make
from shared.privacy.retention import Kept
from shared.settings import Settings, SettingsError
from shared.store import Store
from shared.store.tables import metadata
from shared.superapp.reference.app import wall_clock
from shared.superapp.reference.audit import AccessLog, LoggingCipher
from shared.superapp.reference.main import DATABASE_FILE, KEYS_FILE
from shared.superapp.reference.retention import kept
from shared.superapp.reference.tables import MIGRATIONS, VERSION_TABLE


def backend_keys(settings: Settings) -> Path:
    """The key file of the backend of this installation."""
    return settings.home / KEYS_FILE


def hub_keys(settings: Settings) -> Path:
    """The key file of the hub of this installation."""
    return settings.home / hub_main.KEYS_FILE


@dataclass(frozen=True)
class Places:
    """The installation. A part that was never started here is None."""

    settings: Settings
    store: Store | None
    office: Database | None
    backend: Database | None
    hub: Database | None
    given_keys: bool

    @classmethod
    @contextmanager
    def open(cls) -> Iterator[Places]:
        """All there is of this installation; raises what settings, databases and keys raise."""
        settings = configuration.load()
        with ExitStack() as stack:
            store = office = backend = hub = None
            if _there(settings.database_url):
                store = Store.open(settings.database_url, load_or_make(settings.key_file))
                stack.callback(store.close)
                office = Database(settings.database_url)
                stack.callback(office.close)
            url = (
                os.environ.get("PANDU_DATABASE_URL") or f"sqlite:///{settings.home}/{DATABASE_FILE}"
            )
            if _there(url):
                backend = Database(url)
                stack.callback(backend.close)
                backend.migrate(MIGRATIONS, VERSION_TABLE)
            hub_url = os.environ.get(hub_main.DATABASE_VARIABLE)
            if _there(hub_url or f"sqlite:///{settings.home}/{hub_main.DATABASE_FILE}"):
                hub = hub_main.open_database(hub_url, settings.home)
                stack.callback(hub.close)
            given = bool(os.environ.get("PANDU_KEYS"))
            yield cls(settings, store, office, backend, hub, given)

    def the_backend(self) -> tuple[Database, Cipher]:
        """The backend's database, and what opens it; SettingsError where there is none."""
        if self.backend is None:
            raise SettingsError("There is no backend here; set PANDU_HOME or PANDU_DATABASE_URL.")
        return self.backend, load_or_make(backend_keys(self.settings))

    def the_hub(self) -> tuple[Database, Cipher]:
        """The hub's database, and what opens it; SettingsError where there is none."""
        if self.hub is None:
            raise SettingsError("There is no hub here; set PANDU_HOME or PANDU_HUB_DATABASE_URL.")
        return self.hub, load_or_make(hub_keys(self.settings))

    @contextmanager
    def visiting(self) -> Iterator[tuple[Database, Cipher]]:
        """The backend as the operator works on it: what they open or change is in its log."""
        database, cipher = self.the_backend()
        log = AccessLog(database, cipher, wall_clock)
        log.watch()
        with log.visit("operator"):
            yield database, LoggingCipher(cipher)

    def the_office(self) -> tuple[Store, Database]:
        """The office's store and its database; SettingsError where there is none."""
        if self.store is None or self.office is None:
            raise SettingsError("There are no talks here; set PANDU_HOME or PANDU_DATABASE_URL.")
        return self.store, self.office

    @contextmanager
    def kept(self) -> Iterator[dict[str, Kept]]:
        """The databases as the rules of retention see them."""
        with ExitStack() as stack:
            found = {}
            if self.office is not None:
                found["office"] = Kept("office", self.office, metadata, units_a_ms=1_000)
            if self.backend is not None:
                found["backend"] = kept(*stack.enter_context(self.visiting()))
            if self.hub is not None:
                found["hub"] = Kept("hub", self.hub, hub_tables.METADATA, units_a_ms=1_000)
            yield found


def _there(url: str) -> bool:
    parsed = make_url(url)
    return parsed.get_backend_name() != "sqlite" or Path(str(parsed.database)).exists()
