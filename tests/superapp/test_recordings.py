"""Every service of every recorded city becomes a talk that ends in a report the city takes.

The small cities in `authorities/` are ours, in the odd shapes real servers answer in. With
PANDU_OPEN311_RECORDINGS=FOLDER the same walk goes over recordings of real ones, a folder a city.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from dialogs.authoring import load
from dialogs.contract.screen import Screen
from dialogs.world import World
from shared.superapp.client.georeport import reading
from shared.superapp.client.georeport.trees import tree
from tests.superapp.walker import Stuck, Walker, walking

OURS = Path(__file__).parent / "authorities"
THEIRS = os.environ.get("PANDU_OPEN311_RECORDINGS")
needs_recordings = pytest.mark.skipif(
    not THEIRS, reason="PANDU_OPEN311_RECORDINGS names no folder of recordings"
)


def cities(folder: Path) -> list[Path]:
    return sorted(file.parent for file in folder.glob("*/services.*"))


@pytest.fixture(scope="module")
def base() -> World:
    return load.world()


class Walked:
    """A small city after all its services were walked: screens by service, forms in their order."""

    def __init__(self, walker: Walker) -> None:
        self.screens = {code: walker.walk(code) for code in walker.city.codes()}
        self.posted = walker.city.posted
        self.wrong = walker.city.wrong
        self.asked = [call.path for call in walker.city.seen if call.method == "GET"]

    def asking(self, service: str) -> dict[str, Screen]:
        """The questions in their order, by id without "attribute:"."""
        return {
            (screen.question_id or "").removeprefix("attribute:"): screen
            for screen in self.screens[service]
            if screen.kind == "question"
        }


@pytest.fixture
def walked(
    request: pytest.FixtureRequest, base: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Walked:
    with walking(OURS / request.param, tmp_path, base, monkeypatch) as walker:
        return Walked(walker)


def city(name: str) -> Any:
    return pytest.mark.parametrize("walked", [name], indirect=True)


@pytest.mark.parametrize("walked", [folder.name for folder in cities(OURS)], indirect=True)
def test_every_service_of_our_small_cities_is_walked_and_taken(walked: Walked) -> None:
    assert not walked.wrong
    assert len(walked.posted) == len(walked.screens) > 0


@city("tepi")
def test_one_service_alone_in_xml(walked: Walked) -> None:
    asking = walked.asking("007")
    assert list(asking) == ["pole", "place", "description"]
    assert [line.shown for line in asking["pole"].lines] == [
        "Street lamps & signs that stay dark. Do not touch them (ever) (please)."
    ]
    assert asking["pole"].heading.shown == "Lamp Out All Night"
    assert asking["pole"].question is not None
    assert asking["pole"].question.shown == "Pole"
    assert walked.posted[0] == {
        "service_code": ["007"],
        "address_string": ["Jalan Merdeka 10, dekat pasar"],
        "description": ["Lubang besar di depan pasar, motor sering jatuh."],
        "attribute[pole]": ["Lubang besar di depan pasar, motor sering jatuh."],
    }


@city("lembah")
def test_booleans_as_strings_notices_automated_fields_and_odd_codes(walked: Walked) -> None:
    asking = walked.asking("Road/Bad Surface (A & B)")
    assert list(asking) == ["park", "keep", "last", "place", "description"]
    assert [line.shown for line in asking["park"].lines] == ["If it is dangerous, ring us."]
    assert asking["park"].input == "yes_no"
    assert [option.id for option in asking["keep"].options] == ["keep", "go"]
    assert [option.label.shown for option in asking["keep"].options] == ["Leave it", "Go"]
    assert not asking["last"].lines
    assert any(action.name == "skip" for action in asking["last"].actions)
    assert [line.shown for line in asking["place"].lines] == ["Tell no more."]
    assert walked.posted[0]["attribute[park]"] == ["1"]
    assert walked.posted[0]["attribute[keep]"] == ["keep"]
    assert "/services/Road%2FBad%20Surface%20%28A%20%26%20B%29.json" in walked.asked
    assert "/services/v1.5%25.json" not in walked.asked  # it has no definition
    # Two services of one name are told apart in the menu.
    menu = next(screen for screen in walked.screens["31"] if screen.kind == "menu")
    labels = {option.id: option.label.shown for option in menu.options}
    assert labels["lembah:Road/Bad Surface (A & B)"].startswith("Bad surface (Road/")
    assert "Bad surface: Cycle path" in labels.values()
    assert len(set(labels.values())) == len(labels)


@city("zwart")
def test_scalars_in_lists(walked: Walked) -> None:
    asking = walked.asking("w1")
    assert {name: screen.input for name, screen in asking.items()} == {
        "Vorname": "name",
        "telefon": "phone",
        "beschreibung": "text",
        "art": "several",
        "place": "address",
    }
    form = walked.posted[0]
    assert form["attribute[art][]"] == ["a b", "2"]
    assert form["attribute[telefon]"] == ["+6281234567890"]
    assert form["description"] == form["attribute[beschreibung]"]  # its own question tells it


@city("benteng")
def test_datatypes_of_another_name(walked: Walked) -> None:
    asking = walked.asking("4f38920fe75084437f0001ab")
    assert {name: screen.input for name, screen in asking.items()} == {
        "SR-KIND": "choice",
        "SR-WET": "yes_no",
        "SR-SIZE": "number",
        "SR-DAY": "date",
        "SR-CALL": "phone",
        "SR-LIST": "text",
        "place": "address",
        "description": "text",
    }
    assert [line.shown for line in asking["SR-KIND"].lines] == ["Crews come within a week."]
    form = walked.posted[0]
    assert form["attribute[SR-KIND]"] == ["10"]
    assert form["attribute[SR-WET]"] == ["true"]
    assert form["attribute[SR-SIZE]"] == ["25"]
    assert form["attribute[SR-DAY]"] == ["2026-08-17"]


@city("ramai")
def test_many_services_are_asked_for_by_group(walked: Walked) -> None:
    first = next(screen for screen in walked.screens["001"] if screen.kind == "menu")
    labels = [option.label.shown for option in first.options]
    groups = ["Streets", "Waste", "Trees", "Lainnya", "Noise", "Bench"]
    assert labels == [*groups, "Cek kabar permohonan"]
    inside = [screen for screen in walked.screens["006"] if screen.heading.shown == "Waste"]
    assert [option.label.shown for option in inside[0].options] == [
        "Missed bin",
        "Litter",
        "Dead animal",
    ]


# Recordings of real cities -----------------------------------------------------------------------

READERS = {
    "services": reading.services,
    "services_": lambda found: (reading.definition(found, "x"),),
    "requests": reading.reports,
    "post_requests": reading.reports,
    "post_requests_token": reading.reports,
    "post_requests_error_400": reading.errors,
    "discovery": lambda found: reading.discovery(found).endpoints,
}


@needs_recordings
def test_every_recorded_answer_is_read() -> None:
    files = [file for file in Path(THEIRS or "").glob("*/*") if file.suffix in (".json", ".xml")]
    assert files
    for file in files:
        stem = file.stem.partition("__")[0] + ("_" if "__" in file.stem else "")
        reader = READERS.get(stem, reading.reports)
        assert reader(tree(file.read_bytes())), file


@needs_recordings
@pytest.mark.timeout(600)
def test_every_service_of_the_recorded_cities_is_walked_and_taken(
    base: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    failed: list[str] = []
    folders = cities(Path(THEIRS or ""))
    assert folders, f"no folder in {THEIRS} holds a services.*"
    for folder in folders:
        home = tmp_path / folder.name
        home.mkdir()
        with walking(folder, home, base, monkeypatch) as walker:
            stuck = [told for code in walker.city.codes() for told in _stuck(walker, code)]
            count = len(walker.city.codes())
            defined = sum(definition is not None for _, definition in walker.offered)
        with capsys.disabled():
            walked = count - len(stuck)
            print(
                f"\n{folder.name}: {walked} of {count} services walked, {defined} with definition"
            )
        failed += stuck
        assert len(walker.city.posted) == count - len(stuck)
    assert not failed, "\n".join(failed)


def _stuck(walker: Walker, code: str) -> list[str]:
    """Why a service could not be walked, or []."""
    try:
        walker.walk(code)
    except Stuck as stuck:
        return [f"{walker.city.folder.name}: {stuck}"]
    return []
