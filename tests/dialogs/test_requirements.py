""" "Apa syaratnya?" at any moment: whose list comes, what is missing in it, and back again."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from dialogs.contract import event as ev
from dialogs.contract.effect import Understand
from dialogs.contract.session import ChooseService, Notice, Requirements
from dialogs.requirements import items
from dialogs.world import World
from shared.understanding import WordSearch
from tests.dialogs.talking import Talking

ASKED = [
    line.split("\t")
    for line in (Path(__file__).parent / "requirements.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
# Answers and stories that only sound like asking.
NOT_ASKED = """
ktp saya hilang di pasar
surat saya hilang
berkas saya kebanjiran
saya mau bikin akta
apa itu kk
kenapa ditanya
bawa ibu saya ke puskesmas
saya perlu dokter
dompet isinya surat penting hilang semua
iya
tidak
saya tidak bawa
lupa
jalan di depan rumah rusak
""".strip().splitlines()


def states(world: World, code: str, **values: Any) -> list[str]:
    return [item.state for item in items(world.guides[code], values)]


@pytest.fixture(scope="session")
def search(real_world: World) -> WordSearch:
    return WordSearch(real_world)


def shown(talk: Talking) -> list[str]:
    return [line.shown for line in talk.screen.lines]


def test_there_are_many_ways_to_ask() -> None:
    assert len({text for text, _, _ in ASKED}) >= 60


@pytest.mark.parametrize(("text", "where", "services"), ASKED)
def test_whose_list_comes(
    real_world: World, search: WordSearch, text: str, where: str, services: str
) -> None:
    talk = Talking(real_world, address="none")
    if where != "menu":
        talk.do(ev.Start(service=where))
    talk.say(text)
    if talk.effects and isinstance(talk.effects[-1], Understand):
        heard = talk.effects[-1]
        candidates, sure = search.understand(heard.text, heard.language)
        talk.result(ev.Understood(effect="", candidates=candidates, sure=sure))
    aside = talk.session.aside
    if not services:
        assert aside == Notice("requirements.which")
    elif isinstance(aside, ChooseService):
        assert aside.lists
        assert set(services.split("|")) <= set(aside.services)
    else:
        assert aside == Requirements(services)
        assert talk.screen.kind == "checklist"


@pytest.mark.parametrize("text", NOT_ASKED)
def test_what_is_not_asked_is_not_answered(real_world: World, text: str) -> None:
    assert real_world.words.requirements.about(text) is None


def test_a_document_stands_as_it_is_known(real_world: World) -> None:
    assert states(real_world, "KK_HILANG_RUSAK") == ["maybe", "maybe", "bring", "maybe"]
    damaged = {"for_whom": "self", "condition": "damaged"}
    assert states(real_world, "KK_HILANG_RUSAK", **damaged) == [
        *("not_needed", "bring", "bring", "not_needed")
    ]
    lost = {"for_whom": "mother", "condition": "lost"}
    assert states(real_world, "KK_HILANG_RUSAK", **lost) == [
        *("bring", "not_needed", "bring", "bring")
    ]
    asked = {
        letter: states(real_world, "KK_HILANG_RUSAK", **lost, police_letter=letter)[0]
        for letter in (True, False)
    }
    assert asked == {True: "have", False: "missing"}


def test_what_is_missing_is_said_and_the_question_comes_back(real_world: World) -> None:
    talk = Talking(real_world, address="none")
    talk.do(ev.Start(service="KK_HILANG_RUSAK"))
    talk.say("bawa apa aja?")
    assert "Kalau hilang, bawa: Surat kehilangan dari polisi, asli" in shown(talk)
    assert "Kalau rusak, bawa: Kartu Keluarga yang rusak" in shown(talk)
    assert talk.say("kembali").question_id == "for_whom"
    talk.say("saya sendiri", "hilang", "belum")
    before = talk.screen
    talk.say("syaratnya apa")
    assert "Belum ada, siapkan dulu: Surat kehilangan dari polisi, asli" in shown(talk)
    assert not any("rusak" in line for line in shown(talk))
    after = talk.do(ev.Choose(option="return"))
    assert replace(after, turn=before.turn) == before


def test_whoever_answers_the_question_below_need_not_go_back_first(real_world: World) -> None:
    talk = Talking(real_world, address="none")
    talk.do(ev.Start(service="KTP_HILANG"), ev.Requirements())
    talk.say("untuk ibu saya")
    assert talk.answers["visit.for_whom"] == "mother"


def test_a_story_and_a_name_are_not_searched_for_questions(real_world: World) -> None:
    talk = Talking(real_world, address="none")
    talk.do(ev.Start(service="LAPOR_JALAN"))
    while talk.screen.input != "text":
        talk.say({"choice": "1", "date": "kemarin", "place": "bidara cina"}[talk.screen.input])
    question = talk.screen.question_id
    talk.say("lubang besar, entah syarat pohon apa yang harus dibawa ke sana")
    assert not isinstance(talk.session.aside, Requirements)
    assert talk.screen.question_id != question


def test_another_list_can_be_looked_at_and_begins_nothing(real_world: World) -> None:
    talk = Talking(real_world, address="none")
    talk.do(ev.Start(service="KTP_HILANG"))
    screen = talk.do(ev.Requirements(service="KK_HILANG_RUSAK"))
    assert [option.id for option in screen.options] == ["start", "return", "officer"]
    assert talk.session.services == ("KTP_HILANG",)
    assert talk.do(ev.Choose(option="start")).service == "KK_HILANG_RUSAK"


def test_the_counter_is_told_as_a_date_in_words(real_world: World) -> None:
    talk = Talking(real_world, address="none")
    screen = talk.do(ev.Requirements(service="AKTA_MATI"))
    assert "Loket sekarang buka, sampai pukul 16.00." in [line.shown for line in screen.lines]


def test_a_list_that_was_withdrawn_gives_way_to_what_was_below(real_world: World) -> None:
    talk = Talking(real_world, address="none")
    talk.do(ev.Start(service="KTP_HILANG"), ev.Requirements(service="KLJ"))
    guides = {code: guide for code, guide in real_world.guides.items() if code != "KLJ"}
    talk.world = dataclasses.replace(real_world, guides=guides)
    assert talk.screen.question_id == "for_whom"
    assert talk.do(ev.Choose(option="return")).question_id == "for_whom"
