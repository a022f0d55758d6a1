"""Who follows "Add a service in ten minutes" of README.md to the letter ends with a clean service.

The blocks of that section are done in their order, in a copy of the project.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

pytestmark = [pytest.mark.once, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[1]
HEADING = "## Add a service in ten minutes"
PEOPLE_SAY = "untuk ibu saya\nya\nselesai\n"


class Block(NamedTuple):
    """A fenced block: its language, its text, and the prose right before it."""

    language: str
    text: str
    before: str


def blocks() -> list[Block]:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert HEADING in readme
    section = re.split(r"^## ", readme.split(HEADING)[1], flags=re.MULTILINE)[0]
    parts = re.split(r"^```(\w+)\n(.*?)^```$", section, flags=re.MULTILINE | re.DOTALL)
    return [
        Block(language, text, before)
        for before, language, text in zip(parts[::3], parts[1::3], parts[2::3], strict=False)
    ]


class Follower:
    """Somebody who does what the README says, in a project of their own."""

    def __init__(self, home: Path) -> None:
        self.project = home / "project"
        for part in ("dialogs", "shared", "kiosk", "chatbot", "locales"):
            shutil.copytree(
                ROOT / part, self.project / part, ignore=shutil.ignore_patterns("__pycache__")
            )
        self.environment = {**os.environ, "PANDU_HOME": str(home / "data")}
        self.said: dict[str, str] = {}

    def yaml(self, block: Block) -> None:
        """ "Save this as `…`": a new file."""
        named = re.search(r"Save this as `([^`]+)`", block.before)
        assert named is not None
        file = self.project / named[1]
        assert not file.exists()
        file.write_text(block.text, "utf-8")

    def po(self, block: Block) -> None:
        """ "fill in the empty `msgstr` of `…`": every entry of the block is there, still empty."""
        named = re.search(r"of `([^`]+\.po)`", block.before)
        assert named is not None
        file = self.project / named[1]
        catalogue = file.read_text("utf-8")
        for entry in block.text.strip().split("\n\n"):
            id, translation = entry.splitlines()
            empty = f'{id}\nmsgstr ""\n'
            assert catalogue.count(empty) == 1, id
            catalogue = catalogue.replace(empty, f"{id}\n{translation}\n")
        file.write_text(catalogue, "utf-8")

    def sh(self, block: Block) -> None:
        for line in block.text.splitlines():
            launcher, *arguments = shlex.split(line)
            assert launcher == "./pandu"
            self.said[arguments[0]] = self.run(*arguments)

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "shared.commands", *arguments],
            cwd=self.project,
            env=self.environment,
            input=PEOPLE_SAY,
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def follow(self) -> None:
        steps: dict[str, Callable[[Block], None]] = {
            "yaml": self.yaml,
            "po": self.po,
            "sh": self.sh,
        }
        for block in blocks():
            steps[block.language](block)


@pytest.fixture(scope="module")
def follower(tmp_path_factory: pytest.TempPathFactory) -> Follower:
    follower = Follower(tmp_path_factory.mktemp("follower"))
    follower.follow()
    return follower


def test_the_new_service_is_walked_in_the_terminal(follower: Follower) -> None:
    said = follower.said["talk"]
    assert "Ini untuk siapa?" in said
    assert "- Kader menemani dari pintu sampai selesai." in said
    assert "- Bawa: Buku periksa posyandu" in said


def test_lint_says_clean(follower: Follower) -> None:
    assert follower.said["lint"].rstrip().endswith("rules: clean")


def test_it_speaks_english_too(follower: Follower) -> None:
    said = follower.run("talk", "POSYANDU", "--dry-run", "--language", "en")
    assert "Do you have a posyandu health book?" in said
    assert "- Bring: The posyandu health book" in said
    assert "yang" not in said.split()


def test_without_the_translations_lint_says_what_is_missing(tmp_path: Path) -> None:
    follower = Follower(tmp_path)
    follower.yaml(next(block for block in blocks() if block.language == "yaml"))
    with pytest.raises(AssertionError, match=r"POSYANDU\.title” is not in it\. Run \./pandu texts"):
        follower.run("lint")
