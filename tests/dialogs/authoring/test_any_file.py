"""Whatever stands in a file, it loads or one line says what to mend: never anything else."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.authoring import load
from dialogs.authoring.source import GuideError
from tests.dialogs.authoring.folder import FILES, Folder

PIECES = (
    *(": ", "- ", "[", "]", "{", "}", "&a ", "*a", "!!str ", "|\n", ">\n", "'", '"', "#", "\n"),
    *("\t", "? ", "%", "@", "`", "null", "true", "yes", "12", "1.5", "2026-11-01", "<<: ", "---\n"),
    *("use: condition", "kind: choice", "when: {seen: x}", "{you}", "[{owner} ]", "not: lost"),
    *("\0", "\ufeff", "\u202e", "é", "👵", "questions:\n", "  - ", "code: LAPOR\n"),
)


@pytest.fixture(scope="module")
def folder() -> Iterator[Folder]:
    root = Path(tempfile.mkdtemp(prefix="pandu-guides-"))
    yield Folder(root)
    shutil.rmtree(root)


def loads_or_says_why(folder: Folder, name: str, content: bytes) -> None:
    folder.write(name, content)
    error = fault(folder)
    folder.write(name, dedent(FILES[name]))
    if error is not None:
        assert len(str(error).splitlines()) == 1
        assert str(error)[-1] in ".?"
        assert error.line >= 1


def fault(folder: Folder) -> GuideError | None:
    try:
        load.library(folder.dialogs)
    except GuideError as error:
        return error
    return None


names = st.sampled_from(sorted(FILES))


@given(name=names, content=st.binary(max_size=200))
@settings(max_examples=100)
def test_any_bytes(folder: Folder, name: str, content: bytes) -> None:
    loads_or_says_why(folder, name, content)


@given(name=names, pieces=st.lists(st.sampled_from(PIECES), max_size=12))
@settings(max_examples=150)
def test_any_yaml(folder: Folder, name: str, pieces: list[str]) -> None:
    loads_or_says_why(folder, name, "".join(pieces).encode())


@given(
    name=names,
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(PIECES)),
        min_size=1,
        max_size=3,
    ),
)
@settings(max_examples=250)
def test_slips_of_the_hand(folder: Folder, name: str, edits: list[tuple[float, int, str]]) -> None:
    """A sound file in which pieces were cut out and others put in."""
    text = dedent(FILES[name])
    for where, cut, piece in edits:
        at = int(where * len(text))
        text = text[:at] + piece + text[at + cut :]
    loads_or_says_why(folder, name, text.encode())
