"""`./pandu test tests/golden --remake` writes the golden conversations anew."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--remake",
        action="store_true",
        default=False,
        help="write the screens of the golden conversations anew; then read the diff",
    )


@pytest.fixture
def remake(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--remake"))
