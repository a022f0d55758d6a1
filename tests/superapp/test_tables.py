"""The migrations make exactly the tables that the code uses."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from shared.database import Database
from shared.superapp.reference.documents import DOCUMENT
from shared.superapp.reference.officers import tables as officers_tables
from shared.superapp.reference.open311.tables import COMMENT
from shared.superapp.reference.tables import METADATA, MIGRATIONS, VERSION_TABLE
from tests.superapp.running import database_url


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_migrations_and_tables_agree(kind: str, tmp_path: Path) -> None:
    with database_url(kind, tmp_path) as url:
        database = Database(url)
        for _ in range(2):  # the second time there is nothing left to do
            database.migrate(MIGRATIONS, VERSION_TABLE)
        with database.reading() as connection:
            options = {"version_table": VERSION_TABLE, "compare_type": True}
            context = MigrationContext.configure(connection, opts=options)
            differences = compare_metadata(context, METADATA)
        database.close()
    assert differences == []
    for table in (officers_tables.ACCOUNT, DOCUMENT, COMMENT):
        assert table.metadata is METADATA
