"""`./pandu kiosk` with somebody in front of it who presses from outside: one visit, then SIGTERM.

`sent`: up to a receipt. `unsent`: until after the NIK. `fault`: something in the program goes wrong
with the NIK in its hands, and the visit ends by that. `planted`: a file with the NIK is left.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from tests.kiosk.window.pointer import Pointer
from tests.kiosk.window.visitor import CARD, TYPED, next_press

HELD, APART = 0.15, 0.6  # s: a finger down, between presses
PATIENCE = 200.0


def main(how: list[str]) -> int:
    from kiosk import main as program
    from kiosk.window import setup

    opened = setup.opened

    def watched() -> bool:
        found = opened()
        threading.Thread(target=_visit, args=(how,), daemon=True).start()
        return found

    setup.opened = watched
    return program.main(["--panel", "portrait"])


def _visit(how: list[str]) -> None:
    try:
        _pressed_through(how)
    finally:
        os.kill(os.getpid(), signal.SIGTERM)


def _pressed_through(how: list[str]) -> None:
    from kivy.app import App

    deadline = time.monotonic() + PATIENCE
    app: Any = None
    while app is None or not hasattr(app, "scene"):
        time.sleep(0.1)
        app = App.get_running_app()
    if "planted" in how:
        (Path(tempfile.gettempdir()) / "leak.log").write_text(f"typed: {TYPED['nik']}")
    time.sleep(1)
    with Pointer() as pointer:
        while time.monotonic() < deadline and app.visit.number == 0:
            asked = app.visit.screen.input if app.visit.screen else ""
            if asked == "nik" and len(app.visit.entry.text) == 16 and how[0] != "sent":
                break
            _press(app, pointer)
        if how[0] == "fault":
            _break(app)
            _press(app, pointer)
            while time.monotonic() < deadline and app.visit.number == 0:
                time.sleep(0.05)
    if time.monotonic() < deadline:
        print("visit over", flush=True)


def _press(app: Any, pointer: Pointer) -> None:
    """One press, once what came before has been answered."""
    while app.visit.busy:
        time.sleep(0.02)
    try:
        node = app.scene.node(next_press(CARD, app.scene, app.visit))
    except LookupError:  # looked at while it changed
        node = None
    if node is None:
        time.sleep(HELD)
        return
    pointer.press(*node.rect.middle)
    time.sleep(HELD)
    pointer.release()
    time.sleep(APART)


def _break(app: Any) -> None:
    """The next act fails, and says what it was about."""
    act = app.act

    def failing(what: object) -> None:
        app.act = act
        raise ValueError(f"cannot read {app.visit.entry.text}")

    app.act = failing


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
