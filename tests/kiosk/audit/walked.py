"""Every screen of the dialog layer in Indonesian, met once a test process."""

from __future__ import annotations

from functools import cache

from kiosk.audit.walk import Screens, screens
from tests.kiosk.pads.asked import world


@cache
def found(language: str = "id") -> Screens:
    return screens(world(), language)
