"""What holds for every test: the same examples each time, and what takes long begins first."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# A failure in CI is one that everybody can repeat: no chance, no clock, no memory of other runs.
settings.register_profile(
    "pandu",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
# New examples are looked for by `./pandu soak properties`.
settings.register_profile("search", settings.get_profile("pandu"), derandomize=False)
settings.load_profile("pandu")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules with a slow test come first: begun last, one would run on while a core is idle."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
