"""One program under measurement, in a process of its own: the kiosk, or a plain Kivy program.

Prints one JSON object. The window is the program's own; what is added is a clock on its frames and
somebody who presses, from outside and in another thread.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.kiosk.window.pointer import Pointer
from tests.kiosk.window.visitor import CARD, ROAD, SEND, next_press

HELD = 0.08  # s a finger stays down
APART = 0.55  # s between presses: the kiosk is deaf to a second strike for half a second
PATIENCE = 30.0
PLAIN_PRESSES = 60
TYPED = "key."


class Frames:
    """When frames were handed over; `seen` says what stands on the glass, a new value a screen."""

    def __init__(self, seen: Callable[[], object]) -> None:
        self.seen = seen
        self.first = 0.0
        self._changed = threading.Condition()
        self._last: tuple[object, float] = (None, 0.0)

    def watch(self, window: Any) -> None:
        flip = window.flip

        def flipped() -> None:
            flip()
            now = time.monotonic()
            self.first = self.first or now
            with self._changed:
                self._last = (self.seen(), now)
                self._changed.notify_all()

        window.flip = flipped

    def after(self, before: object) -> float:
        """When something else than `before` was handed over."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._last[0] not in (before, None), PATIENCE):
                raise TimeoutError("no next screen")
            return self._last[1]


def main(argv: list[str]) -> int:
    who, idle, visits = argv[0], float(argv[1]), int(argv[2])
    run = kiosk if who == "kiosk" else plain
    run(idle, visits)
    return 0


def kiosk(idle: float, visits: int) -> None:
    """`./pandu kiosk` itself."""
    from kiosk import main as program
    from kiosk.window import setup

    opened = setup.opened

    def watched() -> bool:
        found = opened()
        from kivy.app import App
        from kivy.core.window import Window

        def seen() -> object:
            app = App.get_running_app()
            busy = app is None or app.visit.busy or not hasattr(app, "scene")
            return None if busy else (app.scene.key, app.visit.entry, app.visit.written)

        frames = Frames(seen)
        frames.watch(Window)
        threading.Thread(target=_visits, args=(frames, idle, visits), daemon=True).start()
        return found

    setup.opened = watched
    program.main([])


def _visits(frames: Frames, idle: float, visits: int) -> None:
    from kivy.app import App

    _begun(frames)
    app: Any = App.get_running_app()
    touches: list[float] = []
    sends: list[float] = []
    percent = _idle(idle)
    with Pointer() as pointer:
        for errand in [(ROAD, CARD)[number % 2] for number in range(visits)]:
            number = app.visit.number
            while app.visit.number == number:
                scene = app.scene
                try:
                    id = next_press(errand, scene, app.visit)
                except LookupError:  # looked at while it changed
                    time.sleep(HELD)
                    continue
                took = _pressed(pointer, frames, scene.node(id).rect.middle)
                kind = app.visit.screen.kind if app.visit.screen else ""
                if id in SEND and kind == "receipt":
                    sends.append(took)
                elif not id.startswith(TYPED):
                    touches.append(took)
    _say(frames, touches, sends, percent)


def plain(idle: float, visits: int) -> None:
    """Two screens with a heading and six buttons, as Kivy's own tutorial would make them."""
    from kiosk.panel import PANELS
    from kiosk.window.setup import set_up

    set_up(PANELS["portrait"], fullscreen=False)
    from kivy.app import App
    from kivy.core.window import Window
    from kivy.uix.boxlayout import BoxLayout
    from kivy.uix.button import Button
    from kivy.uix.label import Label

    class Plain(App):
        number = 0

        def build(self) -> BoxLayout:
            self.box = BoxLayout(orientation="vertical")
            self.fill()
            return self.box

        def fill(self, *_: object) -> None:
            self.number += 1
            self.box.clear_widgets()
            self.box.add_widget(Label(text=f"Screen {self.number}", font_size=60))
            for at in range(6):
                button = Button(text=f"Answer {at}", font_size=44)
                button.bind(on_release=self.fill)
                self.box.add_widget(button)

    app = Plain()
    frames = Frames(lambda: app.number)
    frames.watch(Window)

    def press() -> None:
        _begun(frames)
        percent = _idle(idle)
        presses = range(PLAIN_PRESSES if visits else 0)
        with Pointer() as pointer:
            touches = [_pressed(pointer, frames, (540, 500 + at % 6 * 250)) for at in presses]
        _say(frames, touches, [], percent)

    threading.Thread(target=press, daemon=True).start()
    app.run()


def _begun(frames: Frames) -> None:
    deadline = time.monotonic() + PATIENCE
    while not frames.first and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(1.0)  # until what a start brings with it is over


def _idle(seconds: float) -> float:
    """Percent of a core that the whole process uses while nobody touches it."""
    if not seconds:
        return 0.0
    before = time.process_time()
    time.sleep(seconds)
    return 100 * (time.process_time() - before) / seconds


def _pressed(pointer: Pointer, frames: Frames, place: tuple[float, float]) -> float:
    """Milliseconds from the finger's leaving to the frame of the next screen."""
    time.sleep(APART)
    before = frames.seen()
    pointer.press(*place)
    time.sleep(HELD)
    began = time.monotonic()
    pointer.release()
    return (frames.after(before) - began) * 1000


def _say(frames: Frames, touches: list[float], sends: list[float], percent: float) -> None:
    began = float(os.environ["PANDU_BENCH_BEGAN"])
    status = Path("/proc/self/status").read_text("ascii")
    kib = next(int(row.split()[1]) for row in status.splitlines() if row.startswith("VmRSS"))
    said = {
        "first": frames.first - began,
        "touches": touches,
        "sends": sends,
        "idle": percent,
        "mib": kib / 1024,
    }
    print(json.dumps(said), flush=True)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
