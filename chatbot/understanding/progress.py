"""How far a training is, for whoever waits: one line on a terminal, nothing anywhere else."""

from __future__ import annotations

import os
from collections.abc import Callable

# Names the file descriptor of the terminal somebody looks at, if any.
VARIABLE = "PANDU_PROGRESS"


def bar(what: str) -> Callable[[int, int], None]:
    """Draws done-of-all."""

    def draw(done: int, of: int) -> None:
        tell(f"\rLearning {what}: {done} of {of}", end="\n" if done == of else "")

    return draw


def tell(line: str, end: str = "\n") -> None:
    terminal = os.environ.get(VARIABLE)
    if terminal:
        os.write(int(terminal), (line + end).encode())
