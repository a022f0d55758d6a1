"""The transcripts in the bot's README are what happens; `./pandu transcript` makes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.chatbot.telegram.transcript import TALKS, held

README = Path(__file__).parents[3] / "chatbot" / "telegram" / "README.md"


@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", sorted(TALKS))
def test_the_transcript_is_what_happens(language: str) -> None:
    marks = rf"<!-- transcript {language} -->\n```text\n(.*?)```\n<!-- /transcript -->"
    block = re.search(marks, README.read_text("utf-8"), re.DOTALL)
    assert block is not None
    assert held(language) == block[1]
