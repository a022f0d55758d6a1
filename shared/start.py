"""`./pandu` alone: the reference backend on loopback, and a guided talk in this terminal."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from shared import settings as configuration
from shared.settings import SettingsError
from shared.talk import main as talk

PATIENCE = 20.0  # seconds for the backend to come up on a slow machine
BACKEND = (sys.executable, "-I", "-m", "shared.commands", "backend")


def main(argv: Sequence[str]) -> int:
    """Starts the backend unless PANDU_BACKEND_URL names another, then talks. Options are those of
    `pandu talk`."""
    try:
        home = configuration.state_dir()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    if os.environ.get("PANDU_BACKEND_URL"):
        return talk.main(argv)
    with _backend(home) as url:
        if url is None:
            print("The backend did not start; ./pandu backend says why.", file=sys.stderr)
            return 1
        return talk.main(["--backend", url, *argv])


@contextlib.contextmanager
def _backend(home: Path) -> Iterator[str | None]:
    """A backend of our own on a free port of this machine, for as long as the talk lasts."""
    with tempfile.TemporaryDirectory(dir=home) as folder, (home / "backend.log").open("ab") as log:
        port_file = Path(folder) / "port"
        process = subprocess.Popen(
            [*BACKEND, "--port", "0", "--port-file", str(port_file)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )
        try:
            yield _address(process, port_file)
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
            process.kill()


def _address(process: subprocess.Popen[bytes], port_file: Path) -> str | None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if port_file.exists():  # written once it takes connections
            return f"http://127.0.0.1:{port_file.read_text()}"
        time.sleep(0.05)
    return None


