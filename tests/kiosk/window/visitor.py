"""Somebody who goes from the welcome to a receipt: which node they press next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kiosk.scene import Scene
from kiosk.visit import Visit

# What is typed where a question has keys, by what it asks.
TYPED = {
    "nik": "3175041204450006", "kk": "3175041204450007", "phone": "081234567890", "name": "SITI",
    "text": "LUBANG", "count": "2", "number": "2", "money": "5",
}  # fmt: skip
SEND = frozenset({"option.confirm", "option.send"})
# Answered in this order where there are no keys; then the first option of all.
FIRST = (
    *("option.confirm", "option.send", "option.yes", "option.self", "option.here"),
    *("no_near", "unknown_number", "option.skip"),
)
LAST = frozenset({"option.ask", "option.officer", "option.no", "option.unknown", "option.return"})


class Errand(NamedTuple):
    """A service, the group on the home screen that it stands in, and the language it is in."""

    service: str
    group: str
    language: str = "id"


ROAD = Errand("LAPOR_JALAN", "group:aduan")
CARD = Errand("KTP_HILANG", "group:ktp")


def next_press(errand: Errand, scene: Scene, visit: Visit) -> str:
    """The id of the node; raises LookupError where nothing leads on."""
    here = {node.id for node in scene.targets()}
    for id in _wishes(errand, visit):
        if id in here:
            return id
    options = [id for id in here if id.startswith("option.") and id not in LAST]
    for id in (*sorted(options), "page.page_after", "page.page_before"):
        if id in here:
            return id
    raise LookupError(f"nothing leads on: {sorted(here)}")


def _wishes(errand: Errand, visit: Visit) -> Iterator[str]:
    screen = visit.screen
    if screen is None:
        yield f"language.{errand.language}"
        return
    if screen.kind == "receipt":
        yield "end"
    elif screen.kind == "welcome":
        yield "option.none"
    elif screen.kind == "menu":
        yield from (f"option.{errand.service}", f"option.{errand.group}", "page.page_after")
    elif screen.kind == "question" and not visit.entry.step:
        wanted, typed = TYPED.get(screen.input, ""), visit.entry.text.upper()
        if wanted and len(typed) < len(wanted):
            yield f"key.{wanted[len(typed)]}"
        yield "key.enter"
    yield from FIRST
