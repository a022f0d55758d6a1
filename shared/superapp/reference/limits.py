"""How often something may be tried. In memory: a restart forgives, nothing is kept."""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable

from .problems import TOO_OFTEN, Problem


class Limiter:
    """At most `most` tries of one key in any `window` seconds."""

    def __init__(
        self,
        most: int,
        window: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        keys: int = 20_000,
    ) -> None:
        self._most = most
        self._window = window
        self._clock = clock
        self._keys = keys
        self._tries: OrderedDict[Hashable, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: Hashable) -> None:
        """Counts one try of `key`; Problem 429, with the seconds to wait, when there were many."""
        with self._lock:
            now = self._clock()
            tries = self._tries.setdefault(key, deque())
            self._tries.move_to_end(key)
            while tries and tries[0] <= now - self._window:
                tries.popleft()
            if len(tries) >= self._most:
                raise Problem(429, TOO_OFTEN, retry_after=int(tries[0] + self._window - now) + 1)
            tries.append(now)
            while len(self._tries) > self._keys:  # the least recently tried go first
                self._tries.popitem(last=False)
