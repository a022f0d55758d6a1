"""``./pandu test``: every check in order, each with its name and time.

All of them run, also after one has failed.

``./pandu test PATHS… -k …`` is the quick loop: pytest alone, with the arguments passed on.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from shared.environment import newest

ROOT = Path(__file__).resolve().parents[2]
STRICT = ("dialogs", "shared")
PARALLEL = ("-n", "2", "--dist", "loadscope")


class Check(NamedTuple):
    """A check: its heading, and what runs it and says whether it passed (None: skipped)."""

    heading: str
    run: Callable[[], bool | None]


def _module(*arguments: str, python: str = sys.executable) -> bool:
    return subprocess.run([python, "-m", *arguments], cwd=ROOT, check=False).returncode == 0


def _typed_normally() -> bool:
    others = [d for d in ("chatbot", "kiosk", "tests") if any((ROOT / d).rglob("*.py"))]
    return _module("mypy", "--cache-dir", ".mypy_cache/normal", *others)


def _pytest_newest() -> bool | None:
    python = newest.find_python()
    if python is None:
        print(f"skipped: no Python {newest.VERSION} here", flush=True)
        return None
    try:
        newest.make(python)
    except newest.NotMade as reason:
        print(reason, flush=True)
        return False
    return _module("pytest", *PARALLEL, "-m", "not once", python=str(newest.PYTHON))


CHECKS = (
    Check("ruff check", partial(_module, "ruff", "check", "--quiet", ".")),
    Check("ruff format", partial(_module, "ruff", "format", "--quiet", "--check", ".")),
    Check(
        f"mypy --strict: {', '.join(STRICT)}",
        partial(_module, "mypy", "--strict", "--cache-dir", ".mypy_cache/strict", *STRICT),
    ),
    Check("mypy: the rest", _typed_normally),
    Check("packages agree", partial(_module, "uv", "pip", "check", "--python", sys.executable)),
    Check("lint of guides and texts", partial(_module, "shared.commands", "lint")),
    Check(
        f"pytest, Python {sys.version_info[0]}.{sys.version_info[1]}",
        partial(_module, "pytest", *PARALLEL),
    ),
    Check(f"pytest, Python {newest.VERSION}, newest versions, without Rasa", _pytest_newest),
)


def run_all(checks: Iterable[Check]) -> int:
    """Run the checks in order and say at the end which failed; 0 when none did, else 1."""
    failed = []
    for check in checks:
        print(f"\n--- {check.heading}", flush=True)
        began = time.monotonic()
        passed = check.run()
        word = {True: "good", False: "FAILED", None: "skipped"}[passed]
        print(f"--- {check.heading}: {word}, {time.monotonic() - began:.1f} s", flush=True)
        if passed is False:
            failed.append(check.heading)
    print(f"\nFailed: {'; '.join(failed)}" if failed else "\nEvery check passed.", flush=True)
    return 1 if failed else 0


def _from_here(argument: str) -> str:
    """A path as typed, made absolute: pytest runs in the project's folder, not where one stands."""
    path, separator, rest = argument.partition("::")
    return f"{Path(path).resolve()}{separator}{rest}" if Path(path).exists() else argument


def main(argv: list[str]) -> int:
    """Run all checks, or pytest alone when ``argv`` has arguments for it."""
    if argv in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if argv:
        command = [sys.executable, "-m", "pytest", *map(_from_here, argv)]
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    return run_all(CHECKS)
