"""Killed with -9 in the middle of people's conversations; `./pandu soak bot` does it for longer."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.chatbot.telegram.killing import killed


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.timeout(600)
def test_nothing_is_lost_and_nothing_is_taken_twice(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    outcome = killed(tmp_path, talks=12, kills=6, seed=seed, seconds=400)
    assert outcome.kills == 6
