"""``./pandu lock``: makes both requirements files anew from pyproject.toml.

Pins that still fit stay as they are; ``--upgrade`` and other options go to ``uv pip compile``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

COMPILE = (
    *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", "--no-config"),
    *("--generate-hashes", "--custom-compile-command", "./pandu lock"),
    *("--python-version", "3.10", "--python-platform", "x86_64-unknown-linux-gnu"),
)

# The kiosk takes its versions from the whole lock, so that what is tested is what it runs.
LOCKS = {
    "requirements.txt": ("--all-extras",),
    "kiosk/requirements.txt": ("--extra", "kiosk", "--constraints", "requirements.txt"),
}


def main(argv: list[str]) -> int:
    """Write every lock; the exit code is that of the first compilation that failed, else 0."""
    for path, options in LOCKS.items():
        print(f"{path} …", flush=True)
        done = subprocess.run(
            [*COMPILE, *options, "--output-file", path, *argv], cwd=ROOT, check=False
        )
        if done.returncode:
            return done.returncode
    print("Done. The next ./pandu installs what changed.")
    return 0
