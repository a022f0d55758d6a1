"""Another authority's services as a talk: menu by group, search, languages, changed forms."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from msgspec.structs import replace

from dialogs.authoring import load
from dialogs.authoring.from_open311 import City, guide_code
from dialogs.contract import event as ev
from dialogs.contract.effect import AnyEffect, Submit, Understand
from dialogs.contract.event import AnyEvent
from dialogs.contract.open311 import Attribute, Definition, Service, Value
from dialogs.contract.screen import Screen
from dialogs.contract.session import Session
from dialogs.show import show
from dialogs.turn import turn
from dialogs.view import Viewer
from dialogs.world import World

NOW = datetime(2026, 11, 21, 2, tzinfo=timezone.utc)
CITY = City("tepi", "Kota Tepi", needs_email=True, emergency="AMBULANS")
GROUPS = {"Streets": 6, "Waste": 5, "": 3, "Parks": 1}
COLOURS = tuple(Value(f"c{n}", f"Colour number {n}") for n in range(1, 30))


def services() -> list[tuple[Service, Definition | None]]:
    return [
        (
            Service(
                code=f"{group}.{n}",
                name=f"{group or 'Odd'}_job_{n}",
                groups=(group,) if group else (),
            ),
            None,
        )
        for group, count in GROUPS.items()
        for n in range(count)
    ]


def asking(*attributes: Attribute) -> list[tuple[Service, Definition | None]]:
    return [(Service(code="a", name="Painting"), Definition("a", attributes))]


class Talking:
    """One person in one world."""

    def __init__(self, world: World, language: str = "id") -> None:
        self.world = world
        self.effects: tuple[AnyEffect, ...] = ()
        self.session = Session(id="s", language=language, address="none")
        self._count = 0

    def does(self, *events: AnyEvent) -> Screen:
        for event in events:
            self._count += 1
            stamped = replace(event, id=f"e{self._count}", at=NOW, channel="talk")
            self.session, self.effects = turn(self.world, self.session, stamped)
        return self.screen

    def says(self, *texts: str) -> Screen:
        return self.does(*(ev.Say(text=text) for text in texts))

    @property
    def screen(self) -> Screen:
        return show(self.world, self.session, NOW, Viewer("talk"))


@pytest.fixture(scope="module")
def base() -> World:
    return load.world()


def labels(screen: Screen) -> list[str]:
    return [option.label.shown for option in screen.options]


def test_a_long_menu_is_asked_for_by_group_and_back_leads_to_it(base: World) -> None:
    talking = Talking(load.elsewhere(base, CITY, services()))
    menu = talking.screen
    assert labels(menu) == [
        "Ambulans darurat",
        "Streets",
        "Waste",
        "Lainnya",
        "Parks job 0",
        "Cek kabar permohonan",
    ]
    assert menu.options[0].id == "AMBULANS"
    assert menu.options[4].id == "tepi:Parks%2E0"
    inside = talking.says("waste")
    assert labels(inside) == [f"Waste job {n}" for n in range(5)]
    assert talking.does(ev.Back()) == replace(menu, turn=2)
    begun = talking.says("3", "yang ketiga")
    assert begun.service == guide_code("tepi", "Waste.2")
    assert begun.heading.shown == "Tempat"


def test_what_is_told_inside_a_group_is_searched_everywhere(base: World) -> None:
    talking = Talking(load.elsewhere(base, CITY, services()))
    talking.says("2", "parks job")
    assert [type(effect) for effect in talking.effects] == [Understand]


def test_every_group_of_ours_has_a_name(base: World) -> None:
    missing = {
        guide.group for guide in base.guides.values() if f"group.{guide.group}" not in base.texts
    }
    assert not missing


def test_a_begun_service_stands_first_in_a_long_menu(base: World) -> None:
    talking = Talking(load.elsewhere(base, CITY, services()))
    talking.does(ev.Start(service="tepi:Waste%2E1"))
    talking.says("Ringstraße 1", "menu")
    assert labels(talking.screen)[0] == "Lanjutkan: Waste job 1"


def test_our_words_are_translated_and_theirs_stand(base: World) -> None:
    world = load.elsewhere(base, CITY, asking(Attribute(code="x", description="Welche Farbe?")))
    talking = Talking(world, "en")
    first = talking.does(ev.Start(service="tepi:a"))
    assert first.question is not None
    assert first.question.shown == "Welche Farbe?"
    talking.does(ev.Skip())
    assert talking.screen.question is not None
    assert talking.screen.question.shown == "Where is it?"
    check = talking.says("Ringstraße 1", "The wall is full of paint.", "siti@example.com")
    assert labels(check) == ["Send to Kota Tepi"]


def request(talking: Talking) -> Any:
    talking.does(ev.Confirm())
    (effect,) = talking.effects
    assert isinstance(effect, Submit)
    return effect.request


def test_many_values_stay_answerable_and_keys_are_sent(base: World) -> None:
    world = load.elsewhere(
        base,
        CITY,
        asking(
            Attribute(code="one", datatype="singlevaluelist", required=True, values=COLOURS),
            Attribute(code="more", datatype="multivaluelist", required=True, values=COLOURS),
        ),
    )
    talking = Talking(world)
    assert len(talking.does(ev.Start(service="tepi:a")).options) == 29
    talking.says("27", "3, 28 dan colour number 5")
    talking.does(ev.Locate(lat=50.94, lon=6.96))
    talking.says("Dindingnya penuh coretan.", "siti@example.com")
    sent = request(talking)
    assert sent.attributes == {"one": "c27", "more": ["c3", "c5", "c28"]}
    assert (sent.service, sent.authority, sent.lat, sent.lon) == ("a", "tepi", 50.94, 6.96)
    assert sent.fields == {"description": "Dindingnya penuh coretan.", "email": "siti@example.com"}
    assert sent.address is None
    assert sent.address_id is None


def test_a_changed_definition_reads_the_answers_again(base: World) -> None:
    def world(*values: Value) -> World:
        return load.elsewhere(
            base,
            CITY,
            asking(Attribute(code="one", datatype="singlevaluelist", required=True, values=values)),
        )

    talking = Talking(world(*COLOURS))
    talking.does(ev.Start(service="tepi:a"))
    talking.says("27")
    talking.world = world(*COLOURS[26:])  # it is the first now, and still what was meant
    talking.does(ev.Repeat())  # the news of it
    talking.says("Ringstraße 1", "Dindingnya penuh coretan.", "siti@example.com")
    assert request(talking).attributes == {"one": "c27"}
    talking = Talking(world(*COLOURS))
    talking.does(ev.Start(service="tepi:a"))
    talking.says("27")
    talking.world = world(*COLOURS[:3])
    assert talking.screen.question_id == "attribute:one"


def test_the_emergency_of_an_authority_is_its_own_setting(base: World) -> None:
    with_it = Talking(load.elsewhere(base, CITY, services()))
    without = Talking(load.elsewhere(base, CITY._replace(emergency=""), services()))
    assert with_it.says("tolong kebakaran").kind == "emergency"
    assert without.says("tolong kebakaran").kind != "emergency"
