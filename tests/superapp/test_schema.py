"""The OpenAPI document describes every call, and the backend keeps to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from shared.database import Database
from shared.privacy.keys import load_or_make
from shared.superapp.reference.api_keys import ApiKeys
from shared.superapp.reference.app import Config, create_app
from shared.superapp.reference.open311 import routes
from shared.superapp.reference.tables import MIGRATIONS, VERSION_TABLE
from tests.soak.api import soak

SEED = 311
LEAST = 3_000


def test_every_call_of_open311_is_described_and_nothing_else(tmp_path: Path) -> None:
    """What describes itself is only this part; the other calls are described by the framework."""
    database = Database(f"sqlite:///{tmp_path / 'superapp.db'}")
    database.migrate(MIGRATIONS, VERSION_TABLE)
    app = create_app(Config(database, load_or_make(tmp_path / "keys.json", {}), ApiKeys.of([])))
    document = app.openapi()
    database.close()
    served = {
        (route.path, method.lower())
        for route in routes.router(app.state.backend).routes
        if isinstance(route, APIRoute)
        for method in route.methods
    }
    described = {
        (path, method)
        for path, calls in document["paths"].items()
        if path.startswith(routes.PREFIX)
        for method in calls
    }
    assert described == served
    assert len(described) == 10
    assert {"/warga/v1/requests", "/officer/v1/requests"} <= set(document["paths"])
    assert document["openapi"].startswith("3.1")


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_generated_calls_are_answered_as_described(tmp_path: Path) -> None:
    """Every check of schemathesis; what is left out stands in tests/soak/schemathesis.toml.

    The form of a report has so many shapes that running through all of them (some ten thousand
    calls) is left to `./pandu soak api`; here it gets random ones.
    """
    (tmp_path / "most").mkdir()
    (tmp_path / "report").mkdir()
    most = soak(
        tmp_path / "most", 54, SEED, "--workers", "2", "--exclude-operation-id", "post_request"
    )
    report = soak(
        tmp_path / "report",
        *(15, SEED, "--include-operation-id", "post_request", "--phases", "fuzzing"),
    )
    print(
        f"seed {SEED}: {most.cases} + {report.cases} calls, {most.seconds + report.seconds:.0f} s"
    )
    assert most.found is None, most.found
    assert report.found is None, report.found
    assert most.cases + report.cases >= LEAST
