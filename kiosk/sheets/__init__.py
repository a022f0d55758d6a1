"""What the kiosk itself shows over a talk, by name: languages, display, more, cover, welcome.

A sheet is a plan in the usual frame, or a whole scene of its own. Going back closes it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.scene import Scene
from kiosk.sheets import (
    bring,
    cover,
    display,
    language,
    more,
    printed,
    silent,
    still_there,
    typing,
    welcome,
)


class Sheet(NamedTuple):
    plan: Callable[[Glass], Plan] | None = None
    scene: Callable[[Glass], Scene] | None = None


SHEETS: dict[str, Sheet] = {
    "welcome": Sheet(scene=welcome.scene),
    "language": Sheet(plan=language.plan),
    "display": Sheet(plan=display.plan),
    "more": Sheet(plan=more.plan),
    "tell": Sheet(plan=typing.tell),
    "write": Sheet(plan=typing.write),
    "code": Sheet(plan=typing.code),
    "bring": Sheet(plan=bring.plan),
    "cover": Sheet(scene=cover.scene),
    "printed": Sheet(plan=printed.done),
    "not_printed": Sheet(plan=printed.failed),
    "silent": Sheet(plan=silent.plan),
    "still_there": Sheet(plan=still_there.plan),
}
