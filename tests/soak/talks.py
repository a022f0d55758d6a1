"""``./pandu soak talks``: the random talks of the tests, round after round, with new seeds."""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
from pathlib import Path

TALKS = Path(__file__).parents[1] / "dialogs" / "test_journeys.py"


def main(argv: list[str]) -> int:
    """Two thousand talks a round; stops at the first that breaks, which names its seed."""
    parser = argparse.ArgumentParser("pandu soak talks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="of 2,000 talks (20)")
    parser.add_argument("--seed", type=int, help="of the first round; the next ones count up")
    options = parser.parse_args(argv)
    first = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    for seed in range(first, first + options.rounds):
        print(f"round {seed - first + 1} of {options.rounds}, seed {seed}", flush=True)
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(TALKS)],
            env={**os.environ, "PANDU_SEED": str(seed)},
            check=False,
        )
        if run.returncode:
            return 1
    return 0
