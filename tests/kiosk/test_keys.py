"""Arrow keys: from every target of every board to every other one."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from kiosk.keys import Key, focused, moved, ring, way
from kiosk.scene import Act, Node, Rect, Scene

KEYS: tuple[Key, ...] = get_args(Key)
sides = st.integers(51, 400)  # px: 12.7 mm and more


@st.composite
def rows_of_targets(draw: st.DrawFn) -> list[Rect]:
    """Targets in rows, as screens have them: each row as tall as it likes, parted at will."""
    rects, y = [], 0.0
    for _ in range(draw(st.integers(1, 6))):
        tall, x = draw(sides), 0.0
        for _ in range(draw(st.integers(1, 5))):
            wide = draw(sides)
            rects.append(Rect(x, y, wide, tall))
            x += wide + 10
        y += tall + 10
    return rects


@given(rows_of_targets())
def test_every_target_is_reached_and_nobody_is_trapped(rects: list[Rect]) -> None:
    for start in range(len(rects)):
        reached, edge = {start}, [start]
        while edge:
            here = edge.pop()
            new = {way(rects, here, key) for key in KEYS} - reached
            reached |= new
            edge += new
        assert reached == set(range(len(rects)))


@given(rows_of_targets(), st.data())
def test_down_goes_down_unless_it_is_the_last(rects: list[Rect], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rects) - 1))
    lower = [rect for rect in rects if rect.y > rects[at].y]
    to = rects[way(rects, at, "down")]
    assert (to.y > rects[at].y) is bool(lower) or to == rects[(at + 1) % len(rects)]


def test_the_first_key_sets_the_focus_and_what_is_off_never_has_it() -> None:
    act = Act("choose", "x")
    nodes = (
        Node("off", "button", Rect(0, 0, 100, 100), act=act, state=("disabled",)),
        Node("one", "button", Rect(0, 200, 100, 100), act=act),
        Node("two", "button", Rect(0, 400, 100, 100), act=act),
    )
    scene = Scene("1", "id", 1080, 1920, "ground", (), nodes)
    assert moved(scene, "", "down") == "one"
    assert moved(scene, "one", "down") == "two"
    assert moved(scene, "two", "down") == "one"
    assert focused(scene, "off") is None
    assert moved(scene._replace(nodes=()), "", "up") == ""


def test_the_ring_is_seen_around_its_target() -> None:
    node = Node("one", "button", Rect(100, 200, 300, 80))
    box = ring(node, 4.0)
    assert box.line == "focus"
    assert box.line_px >= 4
    assert box.rect.x < 100 < 400 < box.rect.right
