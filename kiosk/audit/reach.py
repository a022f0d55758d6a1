"""Fingers: how large targets are, how far apart, where they lie, and whether keys reach them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from kiosk.audit.rule import Rule, Seen
from kiosk.keys import Key, way
from kiosk.scene import Node, Rect

FLOOR, ANSWER, GAP = 12.7, 16.0, 2.54  # mm
ROUND = 0.13  # mm: half a pixel of a coarse panel
_ANSWERS = ("option.", "language.", "more.", "end")
_ARROWS: tuple[Key, ...] = ("down", "right", "up", "left")


def large_enough(seen: Seen) -> Iterator[str]:
    for node in seen.scene.targets():
        wide, tall = seen.mm(node.rect.w), seen.mm(node.rect.h)
        if min(wide, tall) < FLOOR - ROUND:
            yield f"{node.id} is {wide:.1f} x {tall:.1f} mm"


def answers_large_enough(seen: Seen) -> Iterator[str]:
    for node in seen.scene.targets():
        wide, tall = seen.mm(node.rect.w), seen.mm(node.rect.h)
        if node.id.startswith(_ANSWERS) and min(wide, tall) < ANSWER - ROUND:
            yield f"{node.id} is {wide:.1f} x {tall:.1f} mm"


def far_enough_apart(seen: Seen) -> Iterator[str]:
    for one, other in combinations(seen.scene.targets(), 2):
        gap = seen.mm(apart(one.rect, other.rect))
        if gap < GAP - ROUND:
            yield f"{one.id} and {other.id} are {gap:.2f} mm apart"


def apart(one: Rect, other: Rect) -> float:
    """The distance between two rectangles; 0 where they touch or overlap."""
    across = max(0.0, other.x - one.right, one.x - other.right)
    down = max(0.0, other.y - one.bottom, one.y - other.bottom)
    return float((across**2 + down**2) ** 0.5)


def on_the_glass(seen: Seen) -> Iterator[str]:
    """Nothing scrolls: all that is read or pressed lies inside the window, above the bar."""
    scene = seen.scene
    floor = scene.height - seen.glass.grid.bar
    for node in scene.nodes:
        inside = node.rect.x >= -1 and node.rect.y >= -1 and node.rect.right <= scene.width + 1
        bottom = scene.height + 1 if node.id.startswith("bar") else floor + 1
        if not inside or node.rect.bottom > bottom:
            yield f"{node.id} lies outside, at {tuple(round(part) for part in node.rect)}"


def side_by_side(seen: Seen) -> Iterator[str]:
    """Nothing covers anything else."""
    nodes = [node for node in seen.scene.nodes if node.id != "bar" and node.marks]
    for one, other in combinations(nodes, 2):
        if _inside(one, other) or _inside(other, one):
            continue
        across = min(one.rect.right, other.rect.right) - max(one.rect.x, other.rect.x)
        down = min(one.rect.bottom, other.rect.bottom) - max(one.rect.y, other.rect.y)
        if across > 1 and down > 1:
            yield f"{one.id} and {other.id} overlap by {across:.0f} x {down:.0f} px"


def _inside(one: Node, other: Node) -> bool:
    """Parts of one block: the words of a notice on its ground."""
    return one.role == "alert" and other.id.startswith(one.id)


def by_keys(seen: Seen) -> Iterator[str]:
    """Every target has a way to it by arrow keys, from every other one."""
    targets = list(seen.scene.targets())
    for start, missed in _missed(tuple(node.rect for node in targets)):
        yield f"no key leads to {targets[missed].id} from {targets[start].id}"


@lru_cache(maxsize=4096)
def _missed(targets: tuple[Rect, ...]) -> tuple[tuple[int, int], ...]:
    """From the first and the last target: the ones that no keys lead to. Many screens stand in the
    same places."""
    ways = [{way(targets, at, key) for key in _ARROWS} for at in range(len(targets))]
    found: list[tuple[int, int]] = []
    for start in sorted({0, len(targets) - 1}) if targets else ():
        reached, edge = {start}, [start]
        while edge:
            new = ways[edge.pop()] - reached
            reached |= new
            edge += new
        found += [(start, missed) for missed in range(len(targets)) if missed not in reached]
    return tuple(found)


def in_the_lower_half(seen: Seen) -> Iterator[str]:
    if not seen.glass.visit.settings.low:
        return
    for node in seen.scene.targets():
        if node.rect.y < seen.scene.height / 2 - 1:
            yield f"{node.id} lies in the upper half"


def officer_at_its_place(seen: Seen) -> Iterator[str]:
    """Help and language are on every screen, at the same place."""
    grid, scene = seen.glass.grid, seen.scene
    for name, cell in (("officer", 4), ("language", 2)):
        node = scene.node(f"bar.{name}")
        if node is None or not node.pressable:
            yield f"bar.{name} is missing"
            continue
        share = scene.width / 5
        x, y = node.rect.middle
        if not (cell * share < x < (cell + 1) * share and y > scene.height - grid.bar):
            yield f"bar.{name} is not at its place"


RULES = (
    Rule(1, "VVSG 2.0 7.2-H", "what is pressed is at least 12.7 mm", large_enough),
    Rule(2, "Yeh 2025", "answers are at least 16 mm", answers_large_enough),
    Rule(3, "VVSG 2.0 7.2-H", "targets are at least 2.54 mm apart", far_enough_apart),
    Rule(14, "VVSG 1.0 3.1.6", "nothing scrolls, nothing lies outside", on_the_glass),
    Rule(14, "VVSG 1.0 3.1.6", "nothing covers anything else", side_by_side),
    Rule(
        23, "WCAG 2.2 3.2.6", "officer and language always at the same place", officer_at_its_place
    ),
    Rule(47, "EN 301 549 5.1.6", "keys reach every target, from everywhere", by_keys),
    Rule(48, "EN 301 549 8.3.3.1", "low: all targets in the lower half", in_the_lower_half),
)
