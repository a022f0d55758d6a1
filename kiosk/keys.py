"""A kiosk by keys alone: up, down, left, right and select, on a tactile pad or a keyboard. Pure.

The focus goes to the nearest target in the direction of the key, and from the last to the first, so
nobody is trapped (EN 301 549, 5.1.6; WCAG 2.2, 2.1.2). It is seen as a ring.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from kiosk.scene import Box, Node, Rect, Scene

Key = Literal["up", "down", "left", "right"]
DEAF = 0.5  # s: the same key struck again is the same press (EN 301 549, 5.8)
RING, AWAY = 1.75, 1.25  # mm: width of the ring, and its distance


class Struck(NamedTuple):
    """Which keys are held, and which one was struck last, when."""

    held: frozenset[int] = frozenset()
    last: tuple[int, float] | None = None

    def down(self, key: int, now: float, *, twice: bool) -> tuple[Struck, bool]:
        """Does this count? What is held does not repeat (EN 301 549, 5.7); what acts (not `twice`)
        is deaf to a double strike."""
        if key in self.held:
            return self, False
        held = self.held | {key}
        again = self.last is not None and self.last[0] == key and now - self.last[1] < DEAF
        if again and not twice:
            return Struck(held, self.last), False
        return Struck(held, (key, now)), True

    def up(self, key: int) -> Struck:
        return self._replace(held=self.held - {key})


def focused(scene: Scene, focus: str) -> Node | None:
    """The node with the focus, if it can be pressed here."""
    node = scene.node(focus) if focus else None
    return node if node is not None and node.pressable else None


def moved(scene: Scene, focus: str, key: Key) -> str:
    """The id of the target that has the focus after `key`."""
    targets = list(scene.targets())
    if not targets:
        return ""
    here = focused(scene, focus)
    if here is None:
        return targets[0].id
    at = next(number for number, node in enumerate(targets) if node.id == here.id)
    return targets[way([node.rect for node in targets], at, key)].id


def way(targets: Sequence[Rect], at: int, key: Key) -> int:
    """Which of the targets comes after the one at `at`. Past the edge: the next in reading order
    for down and right, the one before for the others; so every target is reached."""
    ahead = [
        (far, to) for to, rect in enumerate(targets) if (far := _distance(targets[at], rect, key))
    ]
    if ahead:
        return min(ahead)[1]
    step = 1 if key in ("down", "right") else -1
    return (at + step) % len(targets)


def _distance(here: Rect, there: Rect, key: Key) -> float:
    """How far `there` lies in the direction of the key; 0 for not at all. What stands aside is
    farther than what stands ahead."""
    (x, y), (to_x, to_y) = here.middle, there.middle
    along, aside = (to_y - y, to_x - x) if key in ("up", "down") else (to_x - x, to_y - y)
    if key in ("up", "left"):
        along = -along
    overlap = (
        here.x < there.right and there.x < here.right
        if key in ("up", "down")
        else here.y < there.bottom and there.y < here.bottom
    )
    least = min(here.h, there.h) / 2 if key in ("up", "down") else min(here.w, there.w) / 2
    if along < least or (key in ("left", "right") and not overlap):
        return 0
    return along + abs(aside) * (0.1 if overlap else 2)


def ring(node: Node, scale: float) -> Box:
    """The mark of the focus, around a node; `scale` is px a mm."""
    away = (AWAY + RING) * scale
    return Box(node.rect.inset(-away), None, "focus", RING * scale, 5 * scale)
