"""The folder of files that a test may break."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogs.authoring.folder import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)
