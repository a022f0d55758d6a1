"""Steps of a program, counted from outside; at one of them it is killed."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

WRITES = ("INSERT", "UPDATE", "DELETE")


class Steps:
    """Kills this process with SIGKILL at step `last`, counted from 1; 0 never does."""

    def __init__(self, last: int) -> None:
        self._left = last

    def __call__(self, *_: Any) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch_databases(self) -> None:
        """Counts what is written and committed through any engine of this process."""

        def statement(_c: Any, _cursor: Any, text: str, *_: Any) -> None:
            if text.lstrip().upper().startswith(WRITES):
                self()

        sa.event.listen(sa.engine.Engine, "before_cursor_execute", statement)
        sa.event.listen(sa.engine.Engine, "commit", self)

    def around(self, act: Callable[..., Any]) -> Callable[..., Any]:
        """`act` with a step before and after it."""

        def stepped(*given: Any, **named: Any) -> Any:
            self()
            result = act(*given, **named)
            self()
            return result

        return stepped


def little_room(size: int) -> None:
    """From now on this process can write no file beyond `size` bytes, as on a full disk; 0: any."""
    if size:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a failing write instead
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
