"""How long to wait after a failed attempt: exponential back-off with full jitter.

https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
"""

from __future__ import annotations

import random
from datetime import timedelta

BASE = 1.0  # seconds
CAP = 300.0  # seconds


def wait(attempts: int, rng: random.Random, retry_after: float | None = None) -> timedelta:
    """The pause after `attempts` failed ones (1, 2, …): up to BASE x 2^attempts, never beyond CAP.

    Where the server asked for more (`retry_after` seconds), that.
    """
    ceiling = min(CAP, BASE * 2.0 ** min(attempts, 30))
    return timedelta(seconds=max(rng.uniform(0, ceiling), retry_after or 0.0))
