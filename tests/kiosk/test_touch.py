"""Fingers that tremble, slide, strike twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.scene import Act, Node, Rect, Scene
from kiosk.touch import DEAF, NEAR, SLACK, Hands, down, move, up

SCALE = 4.0  # px a mm
ROW = Rect(100, 400, 800, 80)
OTHER = Rect(100, 500, 800, 80)
FIRST, SECOND = Act("choose", "first"), Act("choose", "second")


def scene(key: str = "1", *nodes: Node) -> Scene:
    rows = nodes or (
        Node("first", "button", ROW, act=FIRST),
        Node("second", "button", OTHER, act=SECOND),
        Node("off", "button", Rect(100, 600, 800, 80), act=SECOND, state=("disabled",)),
    )
    return Scene(key, "id", 1080, 1920, "ground", (), rows)


def press(hands: Hands, here: Scene, x: float, y: float, at: float) -> tuple[Hands, Act | None]:
    hands = down(hands, here, 1, x, y, at, SCALE)
    return up(hands, here, 1, x, y, at + 0.1, SCALE)


on_row = st.tuples(st.floats(ROW.x, ROW.right - 1), st.floats(ROW.y, ROW.bottom - 1))
jitter = st.floats(-SLACK * SCALE, SLACK * SCALE - 1)


@given(on_row, st.lists(st.tuples(jitter, jitter), max_size=20))
def test_a_trembling_finger_presses(
    place: tuple[float, float], ways: list[tuple[float, float]]
) -> None:
    """Wherever it wanders within 6 mm of its target."""
    here, (x, y) = scene(), place
    hands = down(Hands(), here, 1, x, y, 0, SCALE)
    for across, along in ways:
        x = min(max(x + across, ROW.x - SLACK * SCALE), ROW.right + SLACK * SCALE - 1)
        y = min(max(y + along, ROW.y - SLACK * SCALE), ROW.bottom + SLACK * SCALE - 1)
        hands = move(hands, here, 1, x, y, SCALE)
    assert up(hands, here, 1, x, y, 1, SCALE)[1] == FIRST


@given(on_row, st.floats(SLACK * SCALE + 1, 900))
def test_sliding_off_cancels_even_when_it_comes_back(
    place: tuple[float, float], far: float
) -> None:
    here, (x, y) = scene(), place
    hands = down(Hands(), here, 1, x, y, 0, SCALE)
    hands = move(hands, here, 1, x, ROW.bottom + far, SCALE)
    hands = move(hands, here, 1, x, y, SCALE)
    hands, act = up(hands, here, 1, x, y, 1, SCALE)
    assert act is None
    assert hands.last is None  # and the next press is heard at once
    assert press(hands, here, x, y, 1.1)[1] == FIRST


@given(on_row, st.floats(0, 1079), st.floats(0, 1919))
def test_a_second_finger_is_not_heard(place: tuple[float, float], x: float, y: float) -> None:
    here = scene()
    hands = down(Hands(), here, 1, *place, 0, SCALE)
    assert down(hands, here, 2, x, y, 0.1, SCALE) == hands
    assert move(hands, here, 2, x, y, SCALE) == hands
    assert up(hands, here, 2, x, y, 0.2, SCALE) == (hands, None)
    assert up(hands, here, 1, *place, 0.3, SCALE)[1] == FIRST


@given(
    on_row, st.floats(0, DEAF - 0.01), st.floats(-NEAR, NEAR), st.floats(-NEAR, NEAR), st.booleans()
)
def test_a_double_strike_is_one_press(
    place: tuple[float, float], after: float, across: float, along: float, other: bool
) -> None:
    """Also where another screen has its own answer by then."""
    hands, act = press(Hands(), scene(), *place, 0)
    assert act == FIRST
    there = scene("2", Node("send", "button", Rect(0, 0, 1080, 1920), act=SECOND))
    x, y = place[0] + across * SCALE * 0.99, place[1] + along * SCALE * 0.99
    assert press(hands, there if other else scene(), x, y, 0.1 + after)[1] is None


@given(on_row)
def test_after_half_a_second_and_elsewhere_at_once_the_next_press_is_heard(
    place: tuple[float, float],
) -> None:
    hands, _ = press(Hands(), scene(), *place, 0)
    assert press(hands, scene(), *place, 0.1 + DEAF)[1] == FIRST
    far = Node("far", "button", Rect(0, 1000, 1080, 100), act=SECOND)
    assert press(hands, scene("1", far), place[0], 1050, 0.2)[1] == SECOND


def test_a_press_begun_on_another_screen_is_none() -> None:
    hands = down(Hands(), scene("1"), 1, *ROW.middle, 0, SCALE)
    assert up(hands, scene("2"), 1, *ROW.middle, 1, SCALE)[1] is None


def test_what_is_switched_off_and_empty_glass_do_nothing() -> None:
    assert press(Hands(), scene(), 500, 640, 0)[1] is None
    assert press(Hands(), scene(), 500, 1800, 0)[1] is None
