"""The second environment of the tests: Python 3.12, the newest versions, no Rasa.

It shows early what will break when Rasa's pins no longer bind. ``./pandu test`` makes it beside the
locked one, and brings it up to date when pyproject.toml or the Python changed, or after a day.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERSION = "3.12"
HOME = ROOT / ".venv-3.12"
PYTHON = HOME / "bin" / "python"
STAMP = HOME / ".made-from"
EXTRAS = ("kiosk", "bot", "test")
FRESH_SECONDS = 24 * 3600
NO_PYTHON = 3  # exit code where none is here


class NotMade(Exception):
    """The environment is not there; the message is one plain line."""


def _candidates() -> Iterator[str]:
    if named := os.environ.get("PANDU_PYTHON312"):
        yield named
        return
    if on_path := shutil.which(f"python{VERSION}"):
        yield on_path
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from map(str, sorted(pyenv.glob(f"versions/{VERSION}*/bin/python")))


def find_python() -> str | None:
    """The first Python 3.12 that really runs (a pyenv shim may not), or None."""
    probe = "import sqlite3, ssl, sys; print('%d.%d' % sys.version_info[:2])"
    for candidate in _candidates():
        try:
            answer = subprocess.run(
                [candidate, "-c", probe], capture_output=True, text=True, check=False
            )
        except OSError:
            continue
        if answer.stdout.strip() == VERSION:
            return candidate
    return None


def _uv(*arguments: str) -> bool:
    return (
        subprocess.run([sys.executable, "-m", "uv", *arguments], cwd=ROOT, check=False).returncode
        == 0
    )


def make(python: str) -> None:
    """Make or refresh the environment.

    Raises `NotMade` where there is none in the end. Without a network an environment of the same
    pyproject.toml goes on being used, and that is said.
    """
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + python.encode()).hexdigest()
    same = STAMP.exists() and STAMP.read_text() == wanted
    if same and time.time() - STAMP.stat().st_mtime < FRESH_SECONDS:
        return
    if not same:
        STAMP.unlink(missing_ok=True)
        if not _uv("venv", "--quiet", "--no-project", "--clear", "--python", python, str(HOME)):
            raise NotMade(f"No environment could be made with {python}.")
        # As the launcher does for the locked one: programs started by tests find our packages.
        site = HOME / "lib" / f"python{VERSION}" / "site-packages"
        (site / "pandu.pth").write_text("../../../..\n")
    extras = [word for extra in EXTRAS for word in ("--extra", extra)]
    install = ("pip", "install", "--quiet", "--upgrade", "--python", str(PYTHON))
    if _uv(*install, "-r", "pyproject.toml", *extras):
        STAMP.write_text(wanted)
    elif same:
        print(
            "Newer versions could not be fetched: testing with those of the last time.", flush=True
        )
    else:
        raise NotMade(
            "The newest packages could not be installed. Check the network and run it again."
        )


def main() -> int:
    """0 when the environment stands, `NO_PYTHON` without a Python for it, 1 when it failed."""
    python = find_python()
    if python is None:
        print(f"no Python {VERSION} here")
        return NO_PYTHON
    try:
        make(python)
    except NotMade as reason:
        print(reason)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
