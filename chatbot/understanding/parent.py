"""A helper process does not outlive who started it, however that one ended."""

from __future__ import annotations

import os
import threading
import time

EVERY = 2.0  # seconds between looks


def end_with_parent() -> None:
    """Ends this process soon after its parent has gone."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(EVERY)
        os._exit(0)

    threading.Thread(target=watch, name="parent", daemon=True).start()
