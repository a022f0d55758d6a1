"""Small secret files: only their owner reads them; made once even when two programs start."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def made_once(path: Path, make: Callable[[], bytes]) -> bytes:
    """The bytes of `path`; made by `make` when the file is not there yet.

    Of several processes that find no file one wins and all return its bytes: the file appears
    whole (hard link of a finished one) or not at all. Mode 0600, on disk before this returns.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    finished = _written_beside(path, make())
    try:
        os.link(finished, path)
        _sync_folder(path.parent)
    except FileExistsError:
        pass  # somebody else was first; theirs counts
    finally:
        finished.unlink()
    return path.read_bytes()


def replace(path: Path, content: bytes) -> None:
    """Put `content` in the place of `path` (mode 0600): whole or not at all."""
    _written_beside(path, content).replace(path)
    _sync_folder(path.parent)


def _written_beside(path: Path, content: bytes) -> Path:
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return beside


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
