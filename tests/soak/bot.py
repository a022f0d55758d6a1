"""`./pandu soak bot`: conversations with a bot on Telegram that is killed at random moments."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.chatbot.telegram.killing import killed

BATCH = 50  # conversations at once


def main(argv: Sequence[str]) -> int:
    """Holds them all; an AssertionError, with the seed above it, where the count is wrong."""
    parser = argparse.ArgumentParser("pandu soak bot", description=__doc__)
    parser.add_argument("--talks", type=int, default=500)
    parser.add_argument("--kills", type=int, default=100, help="in all")
    parser.add_argument("--seed", type=int)
    options = parser.parse_args(argv)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(2**32)
    print(f"{options.talks} conversations, {options.kills} kills, --seed {seed}", flush=True)
    started, talks, kills, doubled = time.monotonic(), 0, 0, 0
    while talks < options.talks:
        many = min(BATCH, options.talks - talks)
        share = -(-options.kills * many // options.talks)
        with tempfile.TemporaryDirectory() as home:
            done = killed(Path(home), many, share, seed + talks, seconds=1800)
        talks, kills, doubled = talks + many, kills + done.kills, doubled + done.doubled
        spent = time.monotonic() - started
        print(f"{talks} conversations, {kills} kills, {spent:.0f} s", flush=True)
    print(
        f"No answer lost, none taken twice, one request each: {talks} conversations, "
        f"{kills} kills; {doubled} messages stood twice in a chat."
    )
    return 0
