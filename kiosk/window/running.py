"""Runs the app until a signal ends it, and through what goes wrong: a visit may fall, the kiosk
stays. What is said of a fault names its kind and its place, never what was being answered."""

from __future__ import annotations

import signal
import sys
import time
import traceback
from collections.abc import Callable
from types import FrameType

from kivy.base import ExceptionHandler, ExceptionManager
from kivy.clock import Clock

from kiosk.scene import Act
from kiosk.window.app import KioskApp

FAULTS, WITHIN = 3, 10.0  # so many in so many seconds: it does not go away by itself


def run(app: KioskApp, pulse: Callable[[], float] = time.monotonic) -> int:
    """0 when it was stopped, 1 when it fell too often: whoever watches starts it anew."""
    guard = Guard(app, pulse)
    ExceptionManager.add_handler(guard)
    before = {number: signal.signal(number, _stop(app)) for number in STOPPING}
    try:
        app.run()
    except Exception as error:
        # Before the loop began: the first picture itself.
        guard.told(error)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        ExceptionManager.remove_handler(guard)
    return 1 if guard.fell else 0


STOPPING = (signal.SIGTERM, signal.SIGINT)


def _stop(app: KioskApp) -> Callable[[int, FrameType | None], None]:
    def stop(number: int, frame: FrameType | None) -> None:
        # Not at once: a signal comes in the middle of a picture.
        Clock.schedule_once(lambda _: app.stop())

    return stop


class Guard(ExceptionHandler):
    """Ends the visit in which something went wrong; gives up when that does not help."""

    def __init__(self, app: KioskApp, pulse: Callable[[], float]) -> None:
        super().__init__()
        self._app, self._pulse = app, pulse
        self._at: list[float] = []
        self.fell = False

    def handle_exception(self, inst: BaseException) -> object:
        if not isinstance(inst, Exception):
            return ExceptionManager.RAISE
        self._at = [at for at in self._at if self._pulse() - at < WITHIN] + [self._pulse()]
        self.told(inst)
        if len(self._at) < FAULTS:
            self.fell = False
            Clock.schedule_once(lambda _: self._app.act(Act("end")))
        else:
            self._app.stop()
        return ExceptionManager.PASS

    def told(self, error: Exception) -> None:
        """One line on stderr: the kind of fault and where it was, without its message."""
        self.fell = True
        where = traceback.extract_tb(error.__traceback__)
        place = f"{where[-1].filename}:{where[-1].lineno}" if where else "?"
        print(f"kiosk: {type(error).__name__} at {place}", file=sys.stderr, flush=True)
