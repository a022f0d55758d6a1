"""Every kelurahan of Jakarta is found, misspelt or not."""

from __future__ import annotations

import pytest

from dialogs.places import Gazetteer
from dialogs.world import World

SPELLINGS = {
    "Kramat Jati": "Kramatjati",
    "palmerah": "Palmerah",
    "pal merah": "Palmerah",
    "pulogadung": "Pulo Gadung",
    "Setiabudi": "Setia Budi",
    "cipinag mlayu": "Cipinang Melayu",
    "bidaracina": "Bidara Cina",
    "halim perdanakusuma": "Halim Perdana Kusuma",
    "rawa mangun": "Rawamangun",
    "jatinegara kaum": "Jatinegara Kaum",
    "wijayakusuma": "Wijaya Kusuma",
    "meruya utra": "Meruya Utara",
    "clincing": "Cilincing",
}


def test_the_267_kelurahan_are_found_by_their_names(world: World) -> None:
    places = world.places
    codes = places.codes(home=True)
    assert len(codes) == 267
    for code in codes:
        for name in (places.name(code), places.name(code).upper(), places.name(code).lower()):
            assert places.exact(name) == (code,)
        assert places.describe(code).startswith(f"{places.name(code)}, ")


def test_a_dropped_letter_still_finds_them(world: World) -> None:
    places = world.places
    for code in places.codes(home=True):
        name = places.name(code)
        for at in range(len(name)):
            found = places.find(name[:at] + name[at + 1 :])
            assert code in [candidate.code for candidate in found], name


@pytest.mark.parametrize(("said", "name"), SPELLINGS.items())
def test_spelling(said: str, name: str, world: World) -> None:
    assert world.places.name(world.places.find(said)[0].code) == name


def test_24_names_are_kecamatan_too(world: World) -> None:
    """24 spelt alike, three more apart by a blank ("Kramatjati" and "Kramat Jati" for both)."""
    places = world.places
    districts = {places.around(code)[0] for code in places.codes(home=True)}
    assert sum(places.name(code) in districts for code in places.codes(home=True)) == 24
    both = [code for code in places.codes(home=True) if places.in_district(places.name(code))]
    assert len(both) == 27


def test_the_neighbours_are_known_exactly(world: World) -> None:
    assert world.places.describe("32.76.06.1001") == "Beji, Beji, Kota Depok"
    assert len(world.places) > 1500
    assert world.places.find("bjei") == ()


def test_an_unknown_code_is_its_own_name() -> None:
    places = Gazetteer.from_rows([("31.71.01.1001", "Gambir")])
    assert places.name("99") == places.describe("99") == "99"
    assert places.find("gambr")[0].code == "31.71.01.1001"
    assert places.find("") == ()
