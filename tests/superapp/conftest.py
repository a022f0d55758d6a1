"""A running backend, on SQLite and on PostgreSQL, for every test that asks for `backend`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.superapp.running import Backend, database_url, give_time, served


@pytest.fixture(autouse=True)
def _time_to_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine answers late; how long a resident waits at most has tests of its own."""
    give_time(monkeypatch)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def backend(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Backend]:
    home = tmp_path_factory.mktemp("backend")
    with database_url(request.param, home) as url, served(url, home) as it:
        yield it
