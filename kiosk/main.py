"""`./pandu kiosk`: the touchscreen."""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import datetime

from dialogs.authoring import load
from dialogs.talk import JAKARTA
from kiosk.panel import PANELS, Panel, panel_for, read_panel
from kiosk.printing.printer import Printer, printer_of
from shared import settings as configuration
from shared.logs import quiet
from shared.talk.main import OPERATOR_ERRORS, _settings
from shared.wiring import Wiring
from shared.x_display import Display, display


def main(argv: Sequence[str], address: Callable[[], str] | None = None) -> int:
    """Shows the kiosk until SIGTERM or Ctrl-C stops it: nothing on the glass does. 1 when it could
    not begin or go on (one line says why)."""
    options = _parser().parse_args(argv)
    quiet()
    here = display()
    if here is None:
        print("DISPLAY: no display to open a window on; ./pandu talk needs none.", file=sys.stderr)
        return 1
    try:
        panel = _panel(options, here)
        printer = printer_of(os.environ.get("PANDU_PRINTER", ""))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    # A picture of this process's memory would hold what is being answered.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from kiosk.window.setup import set_up

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # until the window has its own
    home = set_up(panel, fullscreen=options.fullscreen)
    try:
        return _show(panel, printer, options.backend, address)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _show(
    panel: Panel,
    printer: Printer | None,
    backend: str | None,
    address: Callable[[], str] | None,
) -> int:
    try:
        world = load.world(office=configuration.load().office)
        settings = _settings(backend or (address() if address else None))
        wiring = Wiring(world, settings, _now, name="kiosk", in_memory=True)
    except OPERATOR_ERRORS as error:
        print(error, file=sys.stderr)
        return 1
    try:
        from kiosk.window.setup import opened

        if not opened():
            print("DISPLAY: no window could be opened there; is OpenGL 2 missing?", file=sys.stderr)
            return 1
        from kiosk.window.app import KioskApp
        from kiosk.window.running import run

        wiring.start_delivering()
        return run(KioskApp(world, panel, wiring, _now, printer=printer))
    finally:
        wiring.close()


def _panel(options: argparse.Namespace, here: Display) -> Panel:
    """What is declared, else what goes with this display. ValueError names what is wrong."""
    source = "--panel" if options.panel else "PANDU_PANEL"
    declared = options.panel or os.environ.get("PANDU_PANEL")
    if not declared:
        return panel_for(here.width, here.height)
    try:
        panel = read_panel(declared)
    except ValueError as error:
        raise ValueError(f"{source}: {error}") from None
    if options.fullscreen and (panel.width, panel.height) != here:
        raise ValueError(
            f"{source}: the display has {here.width}x{here.height} pixels, not "
            f"{panel.width}x{panel.height}; turn it (xrandr --output NAME --rotate left) "
            "or declare what it has."
        )
    return panel


def _now() -> datetime:
    return datetime.now(JAKARTA)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu kiosk", description=__doc__)
    names = ", ".join(PANELS)
    parser.add_argument(
        "--panel",
        help=f"{names}, or '1080x1920 268x476' (pixels, mm); else PANDU_PANEL, "
        "else what goes with the display",
    )
    parser.add_argument("--fullscreen", action="store_true", help="the whole display, no pointer")
    parser.add_argument("--backend", metavar="URL", help="the super-app to send to")
    return parser
