"""Every picture that is named is there, and is drawn as it was."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest
import yaml

from dialogs.authoring import load
from dialogs.authoring.lint import icons
from dialogs.world import World
from kiosk.pictures import Tones, pictogram, sign_of
from kiosk.pictures.pictograms import HERE, OWN, PLAIN, signs, svg

DIALOGS = Path(icons.__file__).parents[2]
TONES = Tones(0x073A40, 0xB4D6CF)
OTHER = Tones(0x9FE6DE, 0x2F5B58)
TRANSPARENT = b"\0\0\0\0"


@pytest.fixture(scope="module")
def world() -> World:
    return load.world()


def options_table() -> dict[str, str]:
    data = yaml.safe_load((HERE / "pictograms.yaml").read_text(encoding="utf-8"))
    return {str(option): sign for option, sign in data["options"].items()}


def test_all_pictures_of_the_dialog_layer_are_here() -> None:
    assert len(icons.known()) >= 90
    assert icons.known() - signs().keys() == set()


def test_every_service_life_event_and_choice_has_one(world: World) -> None:
    named = {code: guide.icon for code, guide in world.guides.items()}
    named |= {code: event.icon for code, event in world.life_events.items()}
    for code, guide in world.guides.items():
        for question in guide.questions:
            for choice in question.choices:
                named[f"{code} {question.id} {choice.id}"] = choice.icon
    assert len(named) > 150
    assert {what: icon for what, icon in named.items() if icon not in icons.known()} == {}


def test_every_group_has_one() -> None:
    groups = yaml.safe_load((DIALOGS / "groups.yaml").read_text(encoding="utf-8"))
    assert [one for one in groups if sign_of(f"group:{one}") not in signs()] == []


def named_in_code(folder: Path, calls: dict[str, int]) -> Iterator[str]:
    """Constants that calls of these names have at this place, or as `icon=`."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                at = calls.get(called, len(node.args))
                icons = [*node.args[at : at + 1]]
                if called in calls:
                    icons += [one.value for one in node.keywords if one.arg == "icon"]
                yield from (str(one.value) for one in icons if isinstance(one, ast.Constant))


def test_what_the_dialog_layer_names_in_its_code_is_known() -> None:
    named = set(named_in_code(DIALOGS, {"option": 2, "Offer": 2}))
    assert {"back", "officer", "yes", "no", "send"} <= named
    assert named - icons.known() == set()


def test_what_the_kiosk_names_in_its_code_is_known() -> None:
    named = set(named_in_code(HERE.parent, {"Caption": 2, "Pictogram": 1})) - {""}
    assert {"tell", "ticket"} <= named
    assert named - signs().keys() == set()


def test_every_sign_by_an_option_id_is_known() -> None:
    table = options_table()
    assert table
    assert set(table.values()) - signs().keys() == set()


def test_an_icon_of_its_own_comes_before_the_one_of_the_id() -> None:
    assert sign_of("today") == "today"
    assert sign_of("today", "fire") == "fire"
    assert sign_of("no such option") == ""


def test_own_signs_and_their_files_are_the_same_set() -> None:
    listed = {name for name, icon in signs().items() if icon == OWN}
    assert listed == {path.stem for path in (HERE / OWN).glob("*.svg")}


def test_the_archive_brings_phosphors_licence() -> None:
    files = distribution("justmyresource-phosphor").files or []
    licences = [one.read_text() for one in files if one.name == "PHOSPHOR-LICENSE"]
    assert [text.splitlines()[0] for text in licences] == ["MIT License"]


@pytest.mark.parametrize("name", sorted(signs()))
def test_a_sign_is_drawn_in_its_two_tones_alone(name: str) -> None:
    width, height, rgba = pictogram(name, 64, TONES)
    assert (width, height, len(rgba)) == (64, 64, 64 * 64 * 4)
    pixels = [rgba[at : at + 4] for at in range(0, len(rgba), 4)]
    opaque = {pixel[:3] for pixel in pixels if pixel[3] == 255}
    assert bytes.fromhex("073a40") in opaque
    assert 'opacity="0.2"' not in svg(name) or bytes.fromhex("b4d6cf") in opaque
    # The margin stays free, so that no sign touches the edge of its tile.
    corners = (pixels[0], pixels[63], pixels[-64], pixels[-1])
    assert set(corners) == {TRANSPARENT}
    assert any(pixel == TRANSPARENT for pixel in pixels[1:-1])


def test_no_two_signs_of_the_dialog_layer_look_alike() -> None:
    drawn: dict[bytes, list[str]] = {}
    for name in sorted(icons.known()):
        drawn.setdefault(pictogram(name, 48, TONES).rgba, []).append(name)
    assert [names for names in drawn.values() if len(names) > 1] == []


@pytest.mark.parametrize("size", [1, 17, 63, 100, 301])
def test_a_sign_is_as_large_as_asked(size: int) -> None:
    bitmap = pictogram("tree", size, TONES)
    assert (bitmap.width, bitmap.height, len(bitmap.rgba)) == (size, size, size * size * 4)


@pytest.mark.parametrize("size", [0, -1, 5000])
def test_a_size_no_screen_has_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="1 to 4096"):
        pictogram("tree", size, TONES)


def test_an_unknown_name_is_drawn_plainly() -> None:
    assert pictogram("no-such-sign", 40, TONES) == pictogram(PLAIN, 40, TONES)
    assert pictogram("no-such-sign", 40, TONES) != pictogram("tree", 40, TONES)


def test_each_tone_follows_its_colour() -> None:
    assert pictogram("id-card", 80, TONES).rgba != pictogram("id-card", 80, OTHER).rgba
    one = pictogram("id-card", 80, TONES._replace(duo=0xFF0000)).rgba
    assert b"\xff\x00\x00\xff" in one
    assert b"\xb4\xd6\xcf\xff" not in one
