"""Corrections in words: what changes, what stays, and where the person stands afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dialogs.contract import event as ev
from dialogs.contract.session import Noted, ReadBack, WhichAnswer
from dialogs.journey import walk
from dialogs.world import World
from tests.dialogs.talking import Talking, notice

BEFORE = {
    "where": ("saya", "boleh", "Siti Aminah", "3175041204450006", "kemarin"),
    "police": ("di Pasar Senen",),
    "phone": ("belum", "Bidara Cina RT 3 RW 5"),
    "check": ("0812 3456 7890",),
}
STANDS = {"where": "lost_where", "police": "police_letter", "phone": "phone", "check": None}


class Row(NamedTuple):
    state: str
    text: str
    expected: str


def rows() -> Iterator[Row]:
    state = ""
    for line in Path(__file__).with_name("corrections.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            state = line.strip("[]")
        elif line and not line.startswith("#"):
            text, _, expected = line.rpartition(" → ")
            yield Row(state, text, expected)


def talk_at(world: World, state: str) -> Talking:
    talk = Talking(world, address="none")
    talk.do(ev.Start(service="KTP_HILANG"))
    for name, said in BEFORE.items():
        talk.say(*said)
        if name == state:
            break
    assert talk.screen.question_id == STANDS[state]
    return talk


def answers(talk: Talking) -> dict[str, Any]:
    """Question id → value; the parts of a place by themselves."""
    plain: dict[str, Any] = {}
    for step in walk(talk.world, talk.session, talk.channel).steps:
        value = step.answer.value if step.answer else None
        plain[step.question.id] = value
        if isinstance(value, dict):
            plain |= {f"{step.question.id}.{part}": one for part, one in value.items()}
    return plain


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row.state}: {row.text}")
def test_what_a_correction_changes(real_world: World, row: Row) -> None:
    talk = talk_at(real_world, row.state)
    before, stood = answers(talk), talk.screen.question_id
    talk.say(row.text)
    aside = talk.session.aside
    how, _, what = row.expected.partition(" ")
    if how not in ("ask", "go", "here"):
        how, what = "", row.expected
    if row.expected == "no":
        assert not isinstance(aside, WhichAnswer)
        assert not (isinstance(aside, Noted) and aside.corrected)
        assert not (isinstance(aside, ReadBack) and aside.amends)
        return
    if row.expected == "which":
        assert isinstance(aside, WhichAnswer)
        assert answers(talk) == before
        return
    if how == "go":
        assert talk.screen.question_id == what
        assert answers(talk) == before
        return
    if how == "ask":
        assert isinstance(aside, ReadBack), talk.screen
        assert aside.amends
        assert answers(talk) == before
        talk.say("ya")
    elif how == "":
        assert isinstance(talk.session.aside, Noted)
        assert notice(talk.screen) == "noted.corrected"
    name, _, value = what.partition("=")
    after = answers(talk)
    assert str(after[name]) == value
    if how != "here" and name != "for_whom":  # which leads to another person's questions
        assert talk.screen.question_id == stood
        question = name.partition(".")[0]
        changed = {key for key in before if before[key] != after.get(key)}
        assert {key.partition(".")[0] for key in changed} <= {question}


def test_a_place_keeps_its_kelurahan_and_a_date_its_year(real_world: World) -> None:
    talk = talk_at(real_world, "phone")
    talk.say("salah, RT-nya 5 bukan 3", "ya", "eh tanggal 2 ding", "ya")
    after = answers(talk)
    assert after["home"] == {"code": "31.75.03.1002", "rt": "005", "rw": "005"}
    assert after["lost_on"] == "2026-11-02"


def test_what_is_read_back_can_be_corrected_itself(real_world: World) -> None:
    talk = talk_at(real_world, "phone")
    talk.say("salah, RT-nya 5 bukan 3", "bukan, RW-nya 6")
    assert answers(talk)["home.rt"] == "003"  # nothing is changed before the yes
    talk.say("ya")
    assert answers(talk)["home"] == {"code": "31.75.03.1002", "rt": "005", "rw": "006"}


def test_a_no_to_what_was_read_back_asks_that_question(real_world: World) -> None:
    talk = talk_at(real_world, "phone")
    talk.say("salah, RT-nya 5 bukan 3", "bukan")
    assert talk.screen.question_id == "home"
    talk.say("Bidara Cina RT 7 RW 5")
    assert talk.screen.question_id == "phone"
    assert answers(talk)["home.rt"] == "007"


def test_which_answer_is_asked_by_buttons_and_takes_the_words_along(real_world: World) -> None:
    talk = talk_at(real_world, "check")
    rows = [row.question_id for row in talk.screen.summary]
    assert [option.id for option in talk.say("salah").options] == [*rows, "none"]
    talk.do(ev.Choose(option="none"))
    assert talk.screen.kind == "check"
    talk.say("ralat, Zzyzx")
    talk.do(ev.Choose(option="name"))
    assert answers(talk)["name"] == "Zzyzx"


def test_who_went_back_still_stands_there(real_world: World) -> None:
    talk = talk_at(real_world, "phone")
    talk.do(ev.Back(), ev.Back())
    assert talk.screen.question_id == "police_letter"
    talk.say("salah, namanya Siti Rahma")
    assert talk.screen.question_id == "police_letter"
    assert answers(talk)["name"] == "Siti Rahma"


def test_a_date_that_cannot_be_is_told_at_its_question(real_world: World) -> None:
    talk = talk_at(real_world, "police")
    screen = talk.say("salah, tanggalnya 31 Februari 2026")
    assert screen.question_id == "lost_on"
    assert screen.problem is not None
    assert answers(talk)["lost_on"] == "2026-11-04"
