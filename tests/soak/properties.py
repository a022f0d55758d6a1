"""``./pandu soak properties``: new examples for every property of the tests, with a new seed."""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]


def main(argv: list[str]) -> int:
    """All properties a round; stops at the first that breaks, which names its seed."""
    parser = argparse.ArgumentParser("pandu soak properties", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="of all properties (20)")
    parser.add_argument("--seed", type=int, help="of the first round; the next ones count up")
    options = parser.parse_args(argv)
    first = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    for seed in range(first, first + options.rounds):
        print(f"round {seed - first + 1} of {options.rounds}, seed {seed}", flush=True)
        search = ("--hypothesis-profile", "search", "--hypothesis-seed", str(seed))
        run = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
                *("-m", "hypothesis", *search, str(TESTS)),
            ],
            check=False,
        )
        if run.returncode:
            return 1
    return 0
