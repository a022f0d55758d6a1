"""The real guides, texts, words and places."""

from __future__ import annotations

import pytest

from dialogs.authoring import load
from dialogs.world import World

OFFICE = "31.75.03.1002"  # Bidara Cina


@pytest.fixture(scope="session")
def real_world() -> World:
    return load.world(office=OFFICE)
