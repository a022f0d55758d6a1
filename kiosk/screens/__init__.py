"""What each kind of screen shows and how it is answered: one renderer a kind, none a service."""

from __future__ import annotations

from collections.abc import Callable

from dialogs.contract.screen import ScreenKind
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.screens import check, emergency, finished, home, receipt, talk

# Kinds that are more than words and answers; all others are `talk`.
_OWN: dict[ScreenKind, Callable[[Glass], Plan]] = {
    "menu": home.plan,
    "check": check.plan,
    "receipt": receipt.plan,
    "checklist": finished.plan,
    "saved": finished.plan,
    "emergency": emergency.plan,
}


def plan_of(glass: Glass) -> Plan:
    """The plan of the talk's screen."""
    return _OWN.get(glass.screen.kind, talk.plan)(glass)
