"""From fingers to presses: forgiving of tremor, deaf to double strikes. Pure, with times given.

A press counts when the finger leaves the glass on the target it came down on; it may wander
meanwhile. Sliding off cancels (WCAG 2.2, 2.5.2). A second finger is not heard. After a press
nothing is heard on the same place for half a second, also when another screen stands there by
then (EN 301 549, 5.8).
"""

from __future__ import annotations

from typing import NamedTuple

from kiosk.scene import Act, Scene

SLACK = 6.0  # mm a finger may leave its target by (vxsuite forgives 30 px)
DEAF = 0.5  # s after a press
NEAR = 15.0  # mm: the same place


class Down(NamedTuple):
    """A finger on the glass: which one, on what, of which scene."""

    finger: object
    node: str
    key: str


class Hands(NamedTuple):
    """`on` is the finger that is heard; `last` the place and time of the last press."""

    on: Down | None = None
    last: tuple[float, float, float] | None = None  # x px, y px, s

    @property
    def node(self) -> str:
        """The id of what is under the finger; "" for nothing."""
        return self.on.node if self.on else ""


def down(
    hands: Hands, scene: Scene, finger: object, x: float, y: float, now: float, scale: float
) -> Hands:
    """A finger comes down at `x`, `y` px; `scale` is px a mm."""
    if hands.on is not None or _deaf(hands, x, y, now, scale):
        return hands
    node = scene.at(x, y)
    return hands._replace(on=Down(finger, node.id, scene.key)) if node else hands


def move(hands: Hands, scene: Scene, finger: object, x: float, y: float, scale: float) -> Hands:
    """It slides; off its target it is forgotten."""
    held = hands.on
    if held is None or held.finger != finger:
        return hands
    node = scene.node(held.node) if held.key == scene.key else None
    inside = node is not None and node.rect.holds(x, y, SLACK * scale)
    return hands if inside else hands._replace(on=None)


def up(
    hands: Hands, scene: Scene, finger: object, x: float, y: float, now: float, scale: float
) -> tuple[Hands, Act | None]:
    """It leaves the glass; the act of what was pressed, if it was."""
    held = move(hands, scene, finger, x, y, scale).on
    if hands.on is None or hands.on.finger != finger:
        return hands, None
    node = scene.node(held.node) if held else None
    if node is None or not node.pressable:
        return hands._replace(on=None), None
    return Hands(None, (x, y, now)), node.act


def _deaf(hands: Hands, x: float, y: float, now: float, scale: float) -> bool:
    if hands.last is None:
        return False
    last_x, last_y, at = hands.last
    near = abs(x - last_x) <= NEAR * scale and abs(y - last_y) <= NEAR * scale
    return near and now - at < DEAF
