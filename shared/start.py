"""`./pandu` alone: the reference backend, the hub and understanding on loopback, and the kiosk
where there is a display, else a guided talk in this terminal. Neither waits for them: understanding
joins when it is ready. With a token the Telegram bot runs as well."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

from shared import settings as configuration
from shared.commands import BY_NAME
from shared.settings import SettingsError
from shared.x_display import display

PATIENCE = 20.0  # seconds for the backend to come up on a slow machine
PANDU = (sys.executable, "-I", "-X", "utf8", "-m", "shared.commands")
BACKEND = (*PANDU, "backend")
HUB = (*PANDU, "hub")
HUB_VARIABLE = "PANDU_HUB_URL"
UNDERSTANDING = (*PANDU, "understand", "--serve")
BOT = (*PANDU, "bot")
BOT_TOKEN, BOT_TOKEN_FILE = "PANDU_TELEGRAM_TOKEN", "telegram-token"
SWITCH = "PANDU_UNDERSTANDING"  # "off": services are found by their words alone

Face = Callable[[Sequence[str], "Callable[[], str] | None"], int]


class BackendError(SettingsError):
    """The backend of our own did not come up."""


def main(argv: Sequence[str]) -> int:
    """Serves people; with a backend of our own unless PANDU_BACKEND_URL names another. The options
    are those of `pandu talk`, which then goes on in this terminal."""
    try:
        home = configuration.state_dir()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    with _understanding(home), _hub():
        if os.environ.get("PANDU_BACKEND_URL"):
            with _bot(home, None):
                return _face(argv, None)
        with _backend(home) as address, _bot(home, address):
            return _face(argv, address)


def _face(argv: Sequence[str], address: Callable[[], str] | None) -> int:
    kiosk = not argv and importlib.util.find_spec("kivy") is not None and display() is not None
    name = "kiosk" if kiosk else "talk"
    # Imported only now: the backend starts while the guides are being read.
    main: Face = importlib.import_module(BY_NAME[name].module).main
    return main(argv, address)


@contextlib.contextmanager
def _hub() -> Iterator[None]:
    """A hub of our own, unless PANDU_HUB_URL names another. Nobody waits for it: what is saved
    before it answers is brought there later."""
    if os.environ.get(HUB_VARIABLE):
        yield
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    os.environ[HUB_VARIABLE] = f"http://127.0.0.1:{port}"
    log = (configuration.state_dir() / "hub.log").open("ab")
    process = subprocess.Popen(
        [*HUB, "--port", port],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    try:
        yield
    finally:
        _end(process)
        log.close()
        del os.environ[HUB_VARIABLE]


@contextlib.contextmanager
def _understanding(home: Path) -> Iterator[None]:
    """The understanding service, for as long as the talk lasts; it learns first where it must."""
    if os.environ.get(SWITCH) == "off" or importlib.util.find_spec("rasa") is None:
        yield
        return
    with (home / "understanding.log").open("ab") as log:
        process = _started(UNDERSTANDING, log)
    try:
        yield
    finally:
        _end(process)


@contextlib.contextmanager
def _bot(home: Path, address: Callable[[], str] | None) -> Iterator[None]:
    """The Telegram bot, where there is a token for it; it waits for the backend by itself."""
    token = os.environ.get(BOT_TOKEN) or (home / BOT_TOKEN_FILE).exists()
    if not token or importlib.util.find_spec("telegram") is None:
        yield
        return
    print(f"The Telegram bot starts as well; {home / 'bot.log'} tells of it.", file=sys.stderr)
    processes: list[subprocess.Popen[bytes]] = []
    over = threading.Event()

    def start() -> None:
        with contextlib.suppress(BackendError):  # the face tells of it
            backend = () if address is None else ("--backend", address())
            if not over.is_set():
                with (home / "bot.log").open("ab") as log:
                    processes.append(_started((*BOT, *backend), log))

    starting = threading.Thread(target=start, name="bot", daemon=True)
    starting.start()
    try:
        yield
    finally:
        over.set()
        starting.join(timeout=PATIENCE)
        for process in processes:
            _end(process)


def _started(command: Sequence[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    """A program of our own beside this one."""
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=10)
    process.kill()


@contextlib.contextmanager
def _backend(home: Path) -> Iterator[Callable[[], str]]:
    """A backend on a free port of this machine, for as long as the talk lasts; yields what waits
    for its address."""
    with tempfile.TemporaryDirectory(dir=home) as folder, (home / "backend.log").open("ab") as log:
        port_file = Path(folder) / "port"
        process = _started((*BACKEND, "--port", "0", "--port-file", str(port_file)), log)
        try:
            yield lambda: _address(process, port_file)
        finally:
            _end(process)


def _address(process: subprocess.Popen[bytes], port_file: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if port_file.exists():  # written once it takes connections
            return f"http://127.0.0.1:{port_file.read_text()}"
        time.sleep(0.02)
    raise BackendError("The backend did not start; ./pandu backend says why.")
