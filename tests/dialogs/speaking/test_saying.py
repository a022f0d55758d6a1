"""What is written is said in words: hard lists a language, and every text of every guide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.authoring import load
from dialogs.world import World

HERE = Path(__file__).parent
LANGUAGES = ("id", "en", "jv", "su")
# A reading voice stumbles on these: figures, signs, letters in a row that are no word.
UNSAYABLE = re.compile(r"[0-9/&%@=+_*<>|#–—“”()…]|[A-Z]{2}")


def lines(language: str) -> list[tuple[str, str]]:
    """(written, said) of a list; `#` begins a comment."""
    rows = (HERE / f"{language}.txt").read_text("utf-8").splitlines()
    pairs = (row.split(" | ") for row in rows if row and not row.startswith("# "))
    return [(written, said) for written, said in pairs]


@pytest.fixture(scope="module")
def world() -> World:
    return load.world()


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [(language, *pair) for language in LANGUAGES for pair in lines(language)],
)
def test_what_is_written_is_said(world: World, language: str, written: str, said: str) -> None:
    assert world.texts.say(language, written) == said


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_list_is_long_enough_to_mean_something(language: str) -> None:
    assert len(lines(language)) >= 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_said(world: World, language: str) -> None:
    stumbles = [
        (id, sentence)
        for id in world.texts.ids()
        for sentence in world.texts.text(language, id).spoken
        if UNSAYABLE.search(sentence)
    ]
    assert not stumbles


def test_what_fills_a_text_is_said_too(world: World) -> None:
    text = world.texts.text("id", "checklist.fee", {"fee": "Rp50.000"})
    assert "Rp50.000" in text.shown
    assert "lima puluh ribu rupiah" in " ".join(text.spoken)


@given(st.text(max_size=200))
def test_whatever_was_typed_something_is_said(text: str) -> None:
    said = SPOKEN.say("id", text)
    assert not UNSAYABLE.search(said) or not text.isascii()


SPOKEN = load.world().texts
