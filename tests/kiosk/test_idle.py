"""What silence leads to, by a clock that is told the time."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.contract.screen import ScreenKind
from kiosk import idle
from kiosk.compose import compose
from kiosk.idle import silent
from kiosk.press import press
from kiosk.scene import Act
from kiosk.speech.reading import sentences
from kiosk.theme import SIZES, THEMES
from kiosk.visit import End, Entry, Settings, Visit
from tests.kiosk.pads.asked import bare, glass_of

ASK, LAST = idle.ASK_AFTER, idle.ASK_AFTER + idle.COUNTDOWN
settings = st.builds(
    Settings, st.sampled_from(["id", "en", "jv", "su"]), st.sampled_from(SIZES),
    st.sampled_from(THEMES), st.booleans(), st.booleans(),
)  # fmt: skip


def asked(kind: ScreenKind = "question") -> Visit:
    """Somebody is in the midst of a talk."""
    screen = msgspec.structs.replace(bare("nik", "id"), kind=kind)
    return Visit(screen, entry=Entry("3175"), number=7)


@given(st.floats(0, ASK - 0.01))
def test_nothing_is_asked_for_two_minutes(seconds: float) -> None:
    found = silent(asked(), seconds)
    assert (found.visit, found.commands) == (asked(), ())
    assert found.again == pytest.approx(ASK - seconds)
    assert 120 <= ASK <= 300


@given(st.floats(ASK, LAST - 0.01))
def test_it_is_asked_and_counted_in_the_second_half(seconds: float) -> None:
    found = silent(asked(), seconds)
    assert found.visit.sheet == "still_there"
    assert found.commands == ()
    left = LAST - seconds
    assert (found.visit.seconds_left > 0) is (left <= idle.COUNTDOWN / 2)
    if found.visit.seconds_left:
        assert left <= found.visit.seconds_left < left + 1
    assert found.visit.entry == asked().entry  # nothing is lost by being asked


def test_it_looks_again_in_time_all_the_way() -> None:
    """Who only ever looks when told to sees every second of the count, then the end."""
    at, visit, counted = 0.0, asked(), []
    for _ in range(100):
        found = silent(visit, at)
        visit = found.visit
        if found.commands:
            break
        if visit.seconds_left:
            counted.append(visit.seconds_left)
        assert found.again is not None
        assert found.again > 0
        at += found.again
    assert at == pytest.approx(LAST, abs=0.2)
    assert list(dict.fromkeys(counted)) == list(range(23, 0, -1))


def test_a_press_extends_as_often_as_wanted() -> None:
    visit = asked()
    for _ in range(25):
        visit = silent(visit, LAST - 1).visit
        glass = glass_of(bare("nik", "id"))._replace(visit=visit)
        stay = next(
            node.act for node in compose(glass).targets()
            if node.act and node.act == Act("sheet", "")
        )  # fmt: skip
        visit, commands = press(glass, stay)
        assert commands == ()
    assert visit == asked()
    assert silent(visit, 0).again == ASK


def test_speech_and_touch_are_activity() -> None:
    """An hour of touches or sentences, each just within two minutes of the last, asks nothing."""
    visit = asked()
    for _ in range(30):
        found = silent(visit, ASK - 1)
        visit = found.visit
        assert (found.commands, visit) == ((), asked())
    busy = asked()._replace(busy=True)
    assert silent(busy, 10_000).commands == ()  # nor does the talk's own answer end a visit


@pytest.mark.parametrize("kind", sorted(idle.DONE))
def test_the_last_screen_clears_itself(kind: ScreenKind) -> None:
    assert silent(asked(kind), 14).visit.seconds_left == 0
    assert silent(asked(kind), 20).visit.seconds_left == 10
    assert silent(asked(kind), 29.9).commands == ()
    assert silent(asked(kind), 30).commands == (End(),)


@given(settings, st.floats(LAST, 1e6))
def test_after_a_visit_nothing_of_it_is_left(chosen: Settings, seconds: float) -> None:
    """Settings, answers, what was typed: all as on the first morning."""
    visit = asked()._replace(settings=chosen, written=Entry("Siti"), page=2, focus="option.yes")
    found = silent(visit, seconds)
    assert found.commands == (End(),)
    assert found.visit == Visit(sheet="welcome", number=8)
    pressed = press(glass_of(bare("nik", "id"))._replace(visit=visit), Act("end"))
    assert pressed == (found.visit, (End(),))


@given(settings)
def test_a_welcome_in_another_guise_goes_back_by_itself(chosen: Settings) -> None:
    visit = Visit(settings=chosen, sheet="welcome", number=3)
    if chosen == Settings():
        assert silent(visit, 1e6).visit == visit
        return
    assert silent(visit, 59).visit == visit
    assert silent(visit, 61).visit.settings == Settings()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_welcome_says_what_would_be_lost(language: str) -> None:
    visit = Visit(settings=Settings(language=language), sheet="welcome")
    scene = compose(glass_of(bare("nik", language))._replace(visit=visit))
    told = scene.node("power")
    assert told is not None
    assert told.text is not None
    assert set(told.text.spoken) <= set(sentences(scene))
