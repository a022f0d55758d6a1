"""The texts that understanding learns from and is judged on, by the hand that wrote them.

One file a label below `texts/`: a heading `# LABEL`, then blocks `## hand (language)` or
`## hand (language, held out)`, a text a line. A hand that is held out is never trained on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

TEXTS = Path(__file__).parent / "texts"
LANGUAGES = ("id", "jv", "su", "en")
_BLOCK = re.compile(r"## (?P<hand>\w+) \((?P<language>id|jv|su|en)(?P<held_out>, held out)?\)")


class Said(NamedTuple):
    """A text somebody wrote, and the one label it stands under."""

    text: str
    label: str
    language: str
    hand: str = ""
    held_out: bool = False


class TextsError(Exception):
    """A file of texts is not as it should be; the message names file and line."""


def read(folder: Path = TEXTS) -> tuple[Said, ...]:
    """Every text below `folder`, file by file. Raises `TextsError`."""
    return tuple(said for file in sorted(folder.glob("*.txt")) for said in _file(file))


def trained_on(said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(one for one in said if not one.held_out)


def held_out(said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(one for one in said if one.held_out)


def _file(file: Path) -> Iterator[Said]:
    block = None
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.startswith("## "):
            block = _BLOCK.fullmatch(line)
            if block is None:
                raise TextsError(f'{file}:{number}: write "## hand (id)", or with ", held out".')
        elif line and number > 1:
            if block is None:
                raise TextsError(f"{file}:{number}: whose text is this? Begin with ## hand (id).")
            yield Said(
                line, file.stem, block["language"], block["hand"], block["held_out"] is not None
            )
