"""Work that is due again and again while the backend runs."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog

_log = structlog.get_logger("pandu.backend")


@contextmanager
def every(seconds: float, work: Callable[[], int]) -> Iterator[None]:
    """Does `work` at once and every so many seconds, from a thread, while the block runs.

    A failure is logged by its kind and tried again at the next turn. Work is idempotent: several
    backends on one database may do it at the same time.
    """
    stopping = threading.Event()

    def run() -> None:
        while True:
            try:
                work()
            except Exception as error:  # whatever it was, the next turn comes
                _log.error("periodic", error=type(error).__name__)
            if stopping.wait(seconds):
                return

    thread = threading.Thread(target=run, name="periodic", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()
