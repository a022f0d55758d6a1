"""Kivy's settings, made before its first import: no files, no keys of its own, nothing that moves.

Kivy opens its log file and its configuration when it is imported; a kiosk must leave neither.
"""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path

from kiosk.panel import Panel


def set_up(panel: Panel, *, fullscreen: bool) -> Path:
    """Prepares Kivy for a window of `panel`'s pixels; the folder it made for Kivy's own files is
    the caller's to remove."""
    home = Path(tempfile.mkdtemp(prefix="pandu-kivy-"))
    os.environ.update(
        KIVY_NO_ARGS="1",
        KIVY_NO_ENV_CONFIG="1",
        KIVY_NO_FILELOG="1",
        KIVY_LOG_MODE="PYTHON",  # neither our log nor stderr is Kivy's
        KIVY_HOME=str(home),
    )
    logging.getLogger("kivy").addHandler(logging.NullHandler())  # heard by nobody
    from kivy.config import Config

    for section, key, value in (
        ("kivy", "exit_on_escape", "0"),
        ("kivy", "log_level", "error"),
        ("kivy", "desktop", "0"),
        ("kivy", "pause_on_minimize", "0"),
        ("graphics", "width", str(panel.width)),
        ("graphics", "height", str(panel.height)),
        ("graphics", "fullscreen", "1" if fullscreen else "0"),
        ("graphics", "borderless", "1"),
        ("graphics", "resizable", "0"),
        ("graphics", "show_cursor", "0" if fullscreen else "1"),
        ("graphics", "allow_screensaver", "0"),
        ("graphics", "maxfps", "30"),
        ("graphics", "multisamples", "0"),
        ("input", "mouse", "mouse,disable_multitouch"),
    ):
        Config.set(section, key, value)
    for name in [name for name in Config.options("input") if name != "mouse"]:
        Config.remove_option("input", name)
    return home


def opened() -> bool:
    """Opens the window: Kivy does so when it is first asked for it, and says nothing when it
    cannot."""
    from kivy.core.window import Window

    return Window is not None
