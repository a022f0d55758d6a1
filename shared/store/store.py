"""One database with everything that is kept, opened and brought up to date."""

from __future__ import annotations

from pathlib import Path

from shared.database import Database
from shared.privacy.cipher import Cipher
from shared.store.copies import Copies
from shared.store.drafts import Drafts
from shared.store.inbox import Claims, Inbox, claims_of
from shared.store.outbox import Outbox
from shared.store.photos import Photos
from shared.store.sessions import Sessions
from shared.store.tray import Tray

_MIGRATIONS = Path(__file__).with_name("migrations")


class Store(Sessions):
    """The talks, and beside them `outbox`, `tray` (calls for an officer), `drafts`, `photos` and
    the `inbox` of channels where people write.

    A host that keeps its talks in memory only has two: one with "sqlite://" for the talks, and one
    on disk whose outbox, tray and drafts it uses.
    """

    def __init__(self, database: Database, cipher: Cipher) -> None:
        super().__init__(database, cipher)
        self.outbox = Outbox(database, cipher)
        self.tray = Tray(database)
        self.drafts = Drafts(database, cipher)
        self.copies = Copies(database, cipher)
        self.photos = Photos(database, cipher)
        self.inbox = Inbox(database, cipher)

    @classmethod
    def open(cls, url: str, cipher: Cipher) -> Store:
        """The store at `url`: "sqlite://" (in memory), "sqlite:////folder/file.db", "postgresql://…".

        Raises `DatabaseError` (one plain line) when there is no database to be reached.
        """
        database = Database(url)
        database.migrate(_MIGRATIONS, "talks_schema")
        return cls(database, cipher)

    def claims(self) -> Claims:
        """For one worker that answers chats."""
        return claims_of(self._database)

    def close(self) -> None:
        """Let go of the database; what is in memory is gone."""
        self._database.close()
