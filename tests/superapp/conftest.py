"""A running backend, on SQLite and on PostgreSQL, for every test that asks for `backend`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.superapp.running import Backend, database_url, served


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def backend(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Backend]:
    home = tmp_path_factory.mktemp("backend")
    with database_url(request.param, home) as url, served(url, home) as it:
        yield it
