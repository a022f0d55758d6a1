"""The reference backend, to be killed at a step of recording, or with little room on its disk.

    python -m tests.shared.dying_backend STEP ROOM [options of the backend]

Steps are counted from its first record on; ROOM is in bytes. 0 means never, and no limit.
"""

from __future__ import annotations

import sys
from typing import Any

from shared.superapp.reference import main
from shared.superapp.reference.register import Register
from tests.shared.steps import Steps, little_room


def start(step: Steps, room: int, argv: list[str]) -> int:
    """Serves until it is stopped or dies."""
    record = step.around(Register.record)
    watching = False

    def record_watched(*given: Any, **named: Any) -> Any:
        nonlocal watching
        if not watching:
            watching = True
            step.watch_databases()
            little_room(room)
        return record(*given, **named)

    Register.record = record_watched  # type: ignore[method-assign]
    return main.main(argv)


if __name__ == "__main__":
    sys.exit(start(Steps(int(sys.argv[1])), int(sys.argv[2]), sys.argv[3:]))
