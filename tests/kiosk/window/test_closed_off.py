"""Nothing but a press on a target does anything: no keyboard, no second finger, no slip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from dialogs.authoring import load
from dialogs.talk import JAKARTA
from shared.settings import BIDARA_CINA, Settings
from shared.wiring import Wiring
from tests.kiosk.window.driving import APART, HALF, Kiosk, kiosk, pane

NOW = datetime(2026, 11, 20, 9, 15, tzinfo=JAKARTA)
ESCAPE, F1, F4, BACKSPACE = 27, 282, 285, 8  # SDL's codes
ALT, CTRL = "alt", "ctrl"


@pytest.fixture
def glass(tmp_path: Path) -> Iterator[Kiosk]:
    world = load.world(office=BIDARA_CINA)
    settings = Settings(tmp_path, "sqlite://", "http://127.0.0.1:9", BIDARA_CINA, "AB2", "unused")
    wiring = Wiring(world, settings, lambda: NOW, name="tests", dry_run=True, in_memory=True)
    try:
        with kiosk(world, wiring, NOW, HALF) as driven:
            driven.touch("language.id")
            yield driven
    finally:
        wiring.close()


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [(ESCAPE, []), (F1, []), (F4, [ALT]), (BACKSPACE, []), (ord("q"), [CTRL]), (ord("c"), [CTRL])],
)
def test_keys_open_and_close_nothing(glass: Kiosk, key: int, modifiers: list[str]) -> None:
    before = glass.scene
    window = pane().window
    window.dispatch("on_key_down", key, key, "", modifiers)
    window.dispatch("on_keyboard", key, key, "", modifiers)
    window.dispatch("on_key_up", key, key)
    glass.frame()
    assert glass.scene == before
    assert len(window.children) == 1  # Kivy's settings would be a second
    assert not pane().quit


def test_the_window_is_not_closed_by_its_button(glass: Kiosk) -> None:
    assert pane().window.dispatch("on_request_close")
    assert not pane().quit


def test_a_second_finger_is_not_heard(glass: Kiosk) -> None:
    (x, y), (other_x, other_y) = middle(glass, "option.ibu"), middle(glass, "bar.officer")
    turn = glass.screen.turn
    glass.finger(1, "begin", x, y)
    glass.finger(2, "begin", other_x, other_y)
    glass.finger(2, "end", other_x, other_y)
    glass.frame()
    assert glass.screen.turn == turn
    glass.finger(1, "end", x, y)
    glass.frame()
    glass.settle()
    assert glass.screen.kind == "menu"


def test_sliding_off_cancels_and_a_tremor_is_forgiven(glass: Kiosk) -> None:
    slack = glass.panel.px(4)
    glass.touch("option.ibu", wander=(0, glass.panel.px(60)))
    assert glass.screen.kind == "welcome"
    glass.touch("option.ibu", wander=(slack, -slack))
    assert glass.screen.kind == "menu"


def test_a_double_strike_is_one_press_also_on_the_next_screen(glass: Kiosk) -> None:
    x, y = middle(glass, "option.ibu")
    glass.clock.pulse += APART
    for number in (1, 2):
        glass.finger(number, "begin", x, y)
        glass.finger(number, "end", x, y)
        glass.frame()
        glass.settle()
        glass.clock.pulse += 0.2
    assert glass.screen.kind == "menu"
    assert not glass.app.visit.busy


def test_what_is_pressed_is_seen_pressed_until_its_answer_is_there(glass: Kiosk) -> None:
    glass.frame()
    calm = picture()
    x, y = middle(glass, "option.ibu")
    glass.finger(1, "begin", x, y)
    glass.frame()
    assert picture() != calm
    glass.finger(1, "move", x, y + glass.panel.px(60))
    glass.frame()
    assert picture() == calm


def picture() -> bytes:
    """The pixels on the glass."""
    from kivy.graphics.opengl import GL_RGBA, GL_UNSIGNED_BYTE, glReadPixels

    window = pane().window
    window.dispatch("on_draw")
    found: bytes = glReadPixels(0, 0, window.width, window.height, GL_RGBA, GL_UNSIGNED_BYTE)
    return found


def middle(glass: Kiosk, id: str) -> tuple[float, float]:
    node = glass.node(id)
    assert node is not None
    return node.rect.middle
