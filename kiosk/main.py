"""`./pandu kiosk`: the touchscreen."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import datetime

from dialogs.authoring import load
from dialogs.talk import JAKARTA
from kiosk.panel import PANELS, read_panel
from shared import settings as configuration
from shared.logs import quiet
from shared.talk.main import OPERATOR_ERRORS, _settings
from shared.wiring import Wiring


def main(argv: Sequence[str], address: Callable[[], str] | None = None) -> int:
    """Shows the kiosk until it is stopped. 1 when it could not begin (one line says why)."""
    options = _parser().parse_args(argv)
    quiet()
    try:
        panel = read_panel(options.panel)
    except ValueError as error:
        print(f"--panel: {error}", file=sys.stderr)
        return 1
    from kiosk.window.setup import set_up

    set_up(panel, fullscreen=options.fullscreen)
    try:
        world = load.world(office=configuration.load().office)
        settings = _settings(options.backend or (address() if address else None))
        wiring = Wiring(world, settings, _now, name="kiosk", in_memory=True)
    except OPERATOR_ERRORS as error:
        print(error, file=sys.stderr)
        return 1
    from kiosk.window.app import KioskApp

    wiring.start_delivering()
    try:
        KioskApp(world, panel, wiring, _now).run()
    finally:
        wiring.close()
    return 0


def _now() -> datetime:
    return datetime.now(JAKARTA)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu kiosk", description=__doc__)
    names = ", ".join(PANELS)
    parser.add_argument(
        "--panel", default="portrait", help=f"{names}, or '1080x1920 268x476' (pixels, mm)"
    )
    parser.add_argument("--fullscreen", action="store_true", help="the whole display, no pointer")
    parser.add_argument("--backend", metavar="URL", help="the super-app to send to")
    return parser
