"""``./pandu test``: every check, each with its name and time.

What needs one core goes beside another; then the tests, which need all. Every check runs, also
after one has failed.

``./pandu test PATHS… -k …`` is the quick loop: pytest alone, with the arguments passed on.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import IO, NamedTuple

from shared.environment import newest

ROOT = Path(__file__).resolve().parents[2]
STRICT = ("dialogs", "shared")
AT_ONCE = 2
PARALLEL = ("-n", str(AT_ONCE), "--dist", "loadscope", "--no-loadscope-reorder")

Words = IO[bytes] | None  # where a check's words go; None: to this terminal


class Check(NamedTuple):
    """A check: its heading, and what runs it and says whether it passed (None: skipped)."""

    heading: str
    run: Callable[[Words], bool | None]


class Verdict(NamedTuple):
    """What became of a check, after how many seconds."""

    heading: str
    passed: bool | None
    seconds: float


def _code(words: Words, *arguments: str, python: str = sys.executable) -> int:
    both = None if words is None else subprocess.STDOUT
    command = [python, "-m", *arguments]
    return subprocess.run(command, cwd=ROOT, stdout=words, stderr=both, check=False).returncode


def _module(*arguments: str) -> Callable[[Words], bool]:
    return lambda words: _code(words, *arguments) == 0


def _typed_normally(words: Words) -> bool:
    others = [d for d in ("chatbot", "kiosk", "tests") if any((ROOT / d).rglob("*.py"))]
    return _code(words, "mypy", "--cache-dir", ".mypy_cache/normal", *others) == 0


def _trained(words: Words) -> bool | None:
    """The tests of understanding need a model; a core would wait for it, and the other one too."""
    if importlib.util.find_spec("rasa") is None:
        return None
    return _code(words, "shared.commands", "train") == 0


def _newest_made(words: Words) -> bool | None:
    code = _code(words, "shared.environment.newest")
    return None if code == newest.NO_PYTHON else code == 0


def _pytest_newest(words: Words) -> bool | None:
    if newest.find_python() is None:
        return None
    if not newest.STAMP.exists():
        return False
    return _code(words, "pytest", *PARALLEL, "-m", "not once", python=str(newest.PYTHON)) == 0


# The longest first.
BESIDE = (
    Check("model of the understanding", _trained),
    Check(
        f"mypy --strict: {', '.join(STRICT)}",
        _module("mypy", "--strict", "--cache-dir", ".mypy_cache/strict", *STRICT),
    ),
    Check("mypy: the rest", _typed_normally),
    Check(f"environment of Python {newest.VERSION}", _newest_made),
    Check("lint of guides and texts", _module("shared.commands", "lint")),
    Check("packages agree", _module("uv", "pip", "check", "--python", sys.executable)),
    Check("ruff check", _module("ruff", "check", "--quiet", ".")),
    Check("ruff format", _module("ruff", "format", "--quiet", "--check", ".")),
)
IN_TURN = (
    Check(
        f"pytest, Python {sys.version_info[0]}.{sys.version_info[1]}", _module("pytest", *PARALLEL)
    ),
    Check(f"pytest, Python {newest.VERSION}, newest versions, without Rasa", _pytest_newest),
)


def run_all(beside: Iterable[Check], in_turn: Iterable[Check] = ()) -> int:
    """Run the checks and say at the end which failed; 0 when none did, else 1."""
    verdicts = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in as_completed([pool.submit(_aside, check) for check in beside]):
            verdict, words = done.result()
            print(f"\n--- {verdict.heading}\n{words}", end="")
            verdicts.append(_said(verdict))
    for check in in_turn:
        print(f"\n--- {check.heading}", flush=True)
        verdicts.append(_said(_judged(check, None)))
    failed = [verdict.heading for verdict in verdicts if verdict.passed is False]
    print(f"\nFailed: {'; '.join(failed)}" if failed else "\nEvery check passed.", flush=True)
    return 1 if failed else 0


def _aside(check: Check) -> tuple[Verdict, str]:
    with tempfile.TemporaryFile() as words:
        verdict = _judged(check, words)
        words.seek(0)
        return verdict, words.read().decode("utf-8", "replace")


def _judged(check: Check, words: Words) -> Verdict:
    began = time.monotonic()
    passed = check.run(words)
    return Verdict(check.heading, passed, time.monotonic() - began)


def _said(verdict: Verdict) -> Verdict:
    word = {True: "good", False: "FAILED", None: "skipped"}[verdict.passed]
    print(f"--- {verdict.heading}: {word}, {verdict.seconds:.1f} s", flush=True)
    return verdict


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
    return run_all(BESIDE, IN_TURN)
