"""What a pad can become: every step of it, empty, begun and full."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from kiosk.compose import every_page
from kiosk.glass import Glass
from kiosk.pads import entry_of
from kiosk.press import press
from kiosk.scene import Act

FULL = 24  # keys after which a pad is as full as it looks different
_ELSEWHERE = ("bar.", "head.", "sheet", "page", "choose", "event")


def steps(glass: Glass) -> Iterator[Glass]:
    """One state of the pad for each step and each set of acts that can be pressed there."""
    seen: set[tuple[str, frozenset[str]]] = set()
    edge = deque([glass])
    while edge:
        here = edge.popleft()
        acts = _acts(here)
        mark = (entry_of(here.visit).step, frozenset(acts))
        if mark in seen:
            continue
        seen.add(mark)
        yield here
        for act in acts.values():
            edge.extend(_after(here, act))


def _acts(glass: Glass) -> dict[str, Act]:
    """The first act of each name, on whichever page."""
    found: dict[str, Act] = {}
    for scene in every_page(glass):
        for node in scene.targets():
            if node.act is not None and not node.act.name.startswith(_ELSEWHERE):
                found.setdefault(node.act.name, node.act)
    return found


def _after(glass: Glass, act: Act) -> Iterator[Glass]:
    """After one press, and after as many as the pad takes where it stays at its step."""
    once = _pressed(glass, act)
    if once is None:
        return
    yield once
    full, count = once, 1
    while act.name == "key" and count < FULL:
        more = _pressed(full, act)
        if more is None or entry_of(more.visit).step != entry_of(once.visit).step:
            break
        full, count = more, count + 1
    if count > 1:
        yield full


def _pressed(glass: Glass, act: Act) -> Glass | None:
    """The glass after it; None where the talk answers, or nothing changes."""
    visit, commands = press(glass, act)
    if commands or visit == glass.visit or visit.sheet != glass.visit.sheet:
        return None
    return glass._replace(visit=visit._replace(page=0))
