"""Where slips go: to a queue of CUPS, or as files into a folder that another program prints."""

from __future__ import annotations

import os
import secrets
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Protocol

PATIENCE = 20.0  # seconds for the queue to take a slip


class PrinterError(Exception):
    """No paper comes; the message is one plain line and holds nothing of the slip."""


class Printer(Protocol):
    def put(self, slip: str) -> None:
        """Hands over a slip. Raises `PrinterError`."""


class Queue:
    """A printer of CUPS, by the name that `lpstat -e` gives it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def put(self, slip: str) -> None:
        command = ["lp", "-s", "-d", self._name, "-"]
        try:
            done = subprocess.run(
                command, input=slip.encode(), capture_output=True, timeout=PATIENCE, check=False
            )
        except FileNotFoundError:
            raise PrinterError("lp is missing: apt-get install cups-client") from None
        except OSError as error:
            raise PrinterError(f"lp could not be started: {error.strerror}") from None
        except subprocess.TimeoutExpired:
            raise PrinterError(f"the queue {self._name} did not answer") from None
        if done.returncode:
            raise PrinterError(f"the queue {self._name} took nothing (lp: {done.returncode})")


class Spool:
    """A folder; each slip is a file that appears whole and that whoever prints it removes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, slip: str) -> None:
        name = secrets.token_hex(8)
        part, whole = self._folder / f".{name}", self._folder / f"{name}.txt"
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "w") as out:
                out.write(slip)
            part.rename(whole)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)  # a full disk leaves half a slip
            raise PrinterError(f"the spool {self._folder} took nothing: {error.strerror}") from None


def printer_of(setting: str) -> Printer | None:
    """The printer a setting names: "" for none, "lp:NAME", "spool:/FOLDER". ValueError says how."""
    if not setting:
        return None
    kind, _, where = setting.partition(":")
    if kind == "lp" and where:
        return Queue(where)
    if kind == "spool" and where and Path(where).is_dir():
        return Spool(Path(where))
    if kind == "spool":
        raise ValueError(f"PANDU_PRINTER: there is no folder {where!r}; make it.")
    raise ValueError(f"PANDU_PRINTER: {setting!r} is no printer. Use lp:NAME or spool:/FOLDER.")
