"""The README's transcript is what happens."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
COMMAND = re.compile(r"`\./pandu (talk [^`]*) < (\S+)`")
BLOCK = re.compile(r"<!-- transcript -->\n```text\n(.*?)```\n<!-- /transcript -->", re.DOTALL)


def said(home: Path, arguments: list[str], script: Path) -> str:
    """What the program prints when it reads the script."""
    environment = {**os.environ, "PANDU_HOME": str(home), "PYTHONPATH": str(ROOT)}
    with script.open("rb") as lines:
        run = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "shared.commands", *arguments],
            stdin=lines,
            capture_output=True,
            env=environment,
            timeout=120,
            check=True,
        )
    return run.stdout.decode()


def test_the_transcript_is_what_happens(tmp_path: Path) -> None:
    text = README.read_text("utf-8")
    command, block = COMMAND.search(text), BLOCK.search(text)
    assert command is not None
    assert block is not None
    assert said(tmp_path, command[1].split(), ROOT / command[2]) == block[1]
