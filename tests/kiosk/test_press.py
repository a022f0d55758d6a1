"""What presses do: every one of every screen is understood, and none loses an answer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import msgspec
import pytest

from dialogs.contract.event import Choose, Language
from kiosk.audit.pages import Form, Subject, seen
from kiosk.compose import compose
from kiosk.glass import Glass
from kiosk.pads import entry_of, pad_of
from kiosk.press import answered, press
from kiosk.scene import Act, Node, Scene
from kiosk.theme import PALETTES, THEMES
from kiosk.visit import Command, Entry, Send, Visit
from tests.kiosk.audit.walked import found
from tests.kiosk.pads.asked import glass_of, questions, screen_of, world

FORM = Form("portrait", "M")
ASKED = next(asked for asked in questions() if asked[1].kind == "nik")


@cache
def scenes() -> tuple[tuple[str, Scene, Glass], ...]:
    """Every page of every different screen and sheet, and of every step of every pad."""
    return tuple(
        (subject.where, page.scene, page.glass)
        for subject in found().subjects
        for page in seen(subject, FORM, world())
    )


def acts() -> Iterator[tuple[str, Node, Glass]]:
    """One node of each act on each pad, sheet and kind of screen."""
    known: set[tuple[object, ...]] = set()
    for where, scene, glass in scenes():
        visit, screen = glass.visit, glass.visit.screen
        entry = entry_of(visit)
        place = (visit.sheet, entry.step, bool(entry.text), screen and (screen.kind, screen.input))
        for node in scene.targets():
            if node.act and (place, node.act) not in known:
                known.add((place, node.act))
                yield where, node, glass


@pytest.mark.slow
def test_every_press_does_something() -> None:
    """Nothing that looks as if it could be pressed is silent."""
    tried, mute = 0, []
    for where, node, glass in acts():
        tried += 1
        assert node.act is not None
        visit, commands = press(glass, node.act)
        already = "chosen" in node.state  # what is on already may stay as it is
        # A full field takes no more, an empty one no space.
        full = pad_of(glass) is not None and node.act.name in ("key", "space")
        if visit == glass.visit and not commands and not already and not full:
            mute.append(f"{where}: {node.id} {node.act}")
    assert tried > 500
    assert mute == []


def test_what_nobody_knows_changes_nothing() -> None:
    glass = glass_of(screen_of(*ASKED, "id"))
    assert press(glass, Act("no such act")) == (glass.visit, ())


def test_while_the_talk_answers_only_the_kiosks_own_sheets_react() -> None:
    glass = glass_of(screen_of(*ASKED, "id"))
    busy = glass._replace(visit=glass.visit._replace(busy=True))
    for act in (Act("choose", "x"), Act("key", "1"), Act("bar.officer"), Act("event", "menu")):
        assert press(busy, act) == (busy.visit, ())
    assert press(busy, Act("bar.display"))[0].sheet == "display"


@pytest.mark.slow
def test_another_language_is_two_presses_away() -> None:
    """From wherever one is, by the bar and by its own name; what was typed stays."""
    tried = 0
    for where, scene, glass in scenes():
        visit = glass.visit
        if visit.sheet in ("language", "welcome") or visit.screen is None:
            continue
        node = scene.node("bar.language")
        assert node is not None, where
        assert node.act is not None, where
        opened, commands = press(glass, node.act)
        assert (opened.sheet, commands) == ("language", ()), where
        tried += 1
    assert tried > 1000
    glass = glass_of(screen_of(*ASKED, "id"), entry=Entry("31750465"))
    opened = press(glass, Act("bar.language"))[0]
    row = compose(glass._replace(visit=opened)).node("language.en")
    assert row is not None
    assert row.act is not None
    visit, commands = press(glass._replace(visit=opened), row.act)
    assert _events(commands) == [Language(code="en", on=1)]
    after = answered(visit, screen_of(*ASKED, "en"))
    assert (after.entry.text, after.settings.language) == ("31750465", "en")
    assert (after.sheet, after.busy) == ("", False)


def test_a_new_screen_begins_with_an_empty_pad_on_its_first_page() -> None:
    visit = Visit(screen_of(*ASKED, "id"), entry=Entry("31"), page=2, sheet="more", focus="x")
    after = answered(visit, msgspec.structs.replace(screen_of(*ASKED, "id"), turn=2))
    assert (after.entry, after.page, after.sheet, after.focus) == (Entry(), 0, "", "")


def test_a_press_names_the_screen_it_was_made_on() -> None:
    glass = glass_of(screen_of(*ASKED, "id"))
    visit, commands = press(glass, Act("choose", "forgot"))
    assert visit.busy
    assert _events(commands) == [Choose(option="forgot", on=1)]


@pytest.mark.slow
def test_pressed_looks_other_than_at_rest() -> None:
    """In every theme: some mark has another colour while a finger is on it."""
    alike = {
        (subject, node.id, theme)
        for subject, scene, _ in scenes()
        for node in scene.targets()
        for theme in THEMES
        if _painted(node.marks, theme) == _painted(node.pressed, theme)
    }
    assert alike == set()


def _painted(marks: tuple[object, ...], theme: str) -> list[object]:
    palette = PALETTES[theme]  # type: ignore[index]
    return [
        tuple(palette.get(part, part) if isinstance(part, str) else part for part in mark)  # type: ignore[attr-defined,call-overload]
        for mark in marks
    ]


def _events(commands: tuple[Command, ...]) -> list[object]:
    return [command.event for command in commands if isinstance(command, Send)]


def test_subjects_hold_pads_sheets_and_screens() -> None:
    def count(kind: str) -> int:
        return sum(kind in one.where for one in found().subjects)

    assert min(count("over question"), count("welcome"), count("receipt")) > 0
    assert sum(one.steps for one in found().subjects if isinstance(one, Subject)) > 20
