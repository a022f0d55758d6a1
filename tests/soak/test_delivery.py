"""A few points of the soak, anew each time: the seed it prints repeats them."""

from __future__ import annotations

import random

import pytest

from tests.shared.installation import lives
from tests.soak.delivery import KINDS, batch

POINTS = 15


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", KINDS)
def test_random_points(kind: str) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"./pandu soak delivery --seed {seed}")
    with lives() as program:
        happened = batch(kind, POINTS, random.Random(seed), program)
    assert happened[f"{kind} requests"] >= 2 * POINTS
