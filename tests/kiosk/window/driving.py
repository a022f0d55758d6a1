"""The kiosk's window, touched as a person touches it: fingers come in as Kivy's own motion events,
and nothing is called past them.

Kivy has one window a process, and it keeps what it has once been told. So a process has one `Pane`
(its own display, made on first use), and each test its own app on it, with its own wiring.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogs.contract.screen import Screen
from dialogs.world import World
from kiosk.panel import PANELS, Panel
from kiosk.scene import Node, Scene
from shared.wiring import Wiring
from tests.kiosk.window import display

if TYPE_CHECKING:
    from kiosk.window.app import KioskApp

# The office's portrait glass in half its pixels: as large in millimetres, drawn four times as fast.
HALF = Panel(540, 960, 268, 476)
PATIENCE = 60.0  # s until something that was touched must have been answered
APART = 1.0  # s between two presses, on the app's own clock: nobody strikes twice
NAP = 0.002  # s between looks at what a worker does


class Stuck(AssertionError):
    """What was waited for did not come."""


class Pane:
    """The window of this process. `home` is where Kivy keeps its own files."""

    def __init__(self) -> None:
        stack = contextlib.ExitStack()
        atexit.register(stack.close)
        os.environ.update(display.software(stack.enter_context(display.virtual())))
        from kiosk.window.setup import set_up

        self.home: Path = set_up(PANELS["portrait"], fullscreen=False)
        stack.callback(shutil.rmtree, self.home, ignore_errors=True)

        from kivy.base import EventLoop, runTouchApp
        from kivy.clock import Clock
        from kivy.core.window import Window

        from tests.kiosk.window.finger import Fingers

        self.window, self._loop, self._clock = Window, EventLoop, Clock
        self.fingers = Fingers()
        EventLoop.ensure_window()
        runTouchApp(embedded=True)
        EventLoop.add_input_provider(self.fingers)
        Clock._max_fps = 0  # the tests step by themselves, and need not wait for a display

    def frame(self) -> None:
        """What Kivy's own loop does once: clock, touches, picture; then what the display says."""
        self._loop.idle()
        self.window.mainloop()

    def hear(self) -> None:
        """A frame without its picture, for typing: software takes its time to draw one."""
        self._clock.tick()
        self._loop.dispatch_input()

    @property
    def quit(self) -> bool:
        """Has Kivy been told to stop?"""
        return bool(self._loop.quit or self._loop.stopping)

    def resize(self, panel: Panel) -> None:
        self.window.size = (panel.width, panel.height)
        for _ in range(3):
            self.frame()


@cache
def pane() -> Pane:
    """Made when it is first needed, and once."""
    return Pane()


class Kiosk:
    """An app on the pane. Its `pulse` stands still but for `APART` before each press."""

    def __init__(self, app: KioskApp, glass: Pane, panel: Panel, clock: Clock) -> None:
        self.app, self._pane, self.panel, self.clock = app, glass, panel, clock
        self._number = 100  # of the finger

    # What stands there ------------------------------------------------------------------------

    @property
    def scene(self) -> Scene:
        return self.app.scene

    @property
    def screen(self) -> Screen:
        if self.app.visit.screen is None:
            raise Stuck("nobody is here")
        return self.app.visit.screen

    def node(self, id: str) -> Node | None:
        return self.scene.node(id)

    def has(self, id: str) -> bool:
        node = self.node(id)
        return node is not None and node.pressable

    # What a person does -----------------------------------------------------------------------

    def key(self, id: str) -> None:
        """Presses a key of a pad."""
        self.touch(id, frame=self._pane.hear)

    def touch(
        self,
        id: str,
        *,
        wander: tuple[float, float] = (0, 0),
        frame: Callable[[], None] | None = None,
    ) -> None:
        """Presses the node; the finger may wander by so many pixels before it leaves."""
        node = self.node(id)
        if node is None or not node.pressable:
            raise Stuck(f"nothing to press is called {id}: {[one.id for one in self.scene.nodes]}")
        x, y = node.rect.middle
        self.clock.pulse += APART
        self._number += 1
        self.finger(self._number, "begin", x, y)
        if wander != (0, 0):
            self.frame()  # Kivy's touches know but the place where they are now
            self.finger(self._number, "move", x + wander[0], y + wander[1])
            self.frame()
        self.finger(self._number, "end", x + wander[0], y + wander[1])
        (frame or self.frame)()
        self.settle()

    def finger(self, number: int, does: str, x: float, y: float) -> None:
        """What one finger does (begin, move, end) at a place of the scene."""
        kind = "update" if does == "move" else does
        self._pane.fingers.post(kind, number, x, y)

    def frame(self) -> None:
        self._pane.frame()

    def settle(self) -> None:
        """Until the talk has answered and the answer stands on the glass."""
        self.until(lambda: not self.app.visit.busy)

    def until(self, holds: Callable[[], bool], within: float = PATIENCE) -> None:
        deadline = time.monotonic() + within
        while not holds():
            if time.monotonic() > deadline:
                raise Stuck(f"{within:g} s went by")
            time.sleep(NAP)
            self.frame()

    # What is read -------------------------------------------------------------------------------

    def pages(self) -> Iterator[Scene]:
        """Each page of the screen, turned by its pager; ends on the last one."""
        self.first_page()
        yield self.scene
        while self.has("page.page_after"):
            self.touch("page.page_after")
            yield self.scene

    def first_page(self) -> None:
        while self.has("page.page_before"):
            self.touch("page.page_before")

    def find(self, id: str) -> None:
        """Turns pages until the node stands there."""
        if self.has(id):
            return
        for _ in self.pages():
            if self.has(id):
                return
        raise Stuck(f"no page has {id}: {[one.id for one in self.scene.nodes]}")

    def press(self, id: str) -> None:
        """Touches it, on whichever page it is."""
        self.find(id)
        self.touch(id)


class Clock:
    """Time of day, standing still, and seconds that grow when told to."""

    def __init__(self, now: datetime) -> None:
        self.now, self.pulse = now, 0.0


@contextlib.contextmanager
def kiosk(
    world: World, wiring: Wiring, now: datetime, panel: Panel = PANELS["portrait"]
) -> Iterator[Kiosk]:
    """A kiosk at its welcome."""
    glass = pane()
    from kiosk.window.app import KioskApp

    clock = Clock(now)
    app: Any = KioskApp(world, panel, wiring, lambda: clock.now, lambda: clock.pulse)
    glass.resize(panel)
    app._run_prepare()
    try:
        driven = Kiosk(app, glass, panel, clock)
        driven.frame()
        yield driven
    finally:
        app.dispatch("on_stop")
        glass.window.remove_widget(app.root)
        glass.window.unbind(on_key_down=app._key, on_key_up=app._key_up)
