"""The trained model, made once for all tests; without Rasa they are skipped and say so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from chatbot.understanding import model

if TYPE_CHECKING:
    from chatbot.understanding.reader import Reader

NO_RASA = "Rasa 3.6 is not installed here: it needs Python 3.10"


@pytest.fixture(scope="session")
def archive() -> Path:
    """A model of what stands here now: trained where there is none (about a minute)."""
    if not model.installed():
        pytest.skip(NO_RASA)
    from chatbot.understanding.train import train

    return train()


@pytest.fixture(scope="session")
def reader(archive: Path) -> Reader:
    from chatbot.understanding.reader import Reader

    return Reader(archive)
