"""A few points of the soak, one of each kind: other ones each time with `./pandu soak delivery`."""

from __future__ import annotations

import random

import pytest

from tests.shared.installation import lives
from tests.soak.delivery import KINDS, batch

SEED = 2026


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", KINDS)
def test_random_points(kind: str) -> None:
    points = len(KINDS[kind])
    with lives() as program:
        happened = batch(kind, points, random.Random(SEED), program, row=1)
    assert happened[f"{kind} requests"] >= 2 * points
    whats = {what.removesuffix(" (too late)") for what in happened}
    assert whats == {f"{kind} {what}" for what in (*KINDS[kind], "requests")}
