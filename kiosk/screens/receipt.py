"""The receipt: its number in giant type, the code word, a QR code, and what happens next."""

from __future__ import annotations

from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.screens import talk


def plan(glass: Glass) -> Plan:
    return talk.plan(glass)
