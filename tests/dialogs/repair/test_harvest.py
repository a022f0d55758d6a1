"""Two answers in one breath: only what is exact, told at once, and in the summary."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.authoring import load
from dialogs.contract import event as ev
from dialogs.contract.session import Noted, ReadBack
from dialogs.harvest import EXACT, FOUND
from dialogs.journey import walk
from dialogs.kinds import KINDS
from dialogs.kinds.kind import Context
from dialogs.talk import local_day
from dialogs.world import World
from tests.dialogs.conftest import OFFICE
from tests.dialogs.talking import NOW, SEND, Talking

SAID = {
    "name": ("saya", "boleh"),
    "lost_on": ("saya", "boleh", "Siti Aminah", "3175041204450006"),
    "damage": (),
}
SCRAPS = st.sampled_from(
    (
        *("kemarin", "di", "bidara cina", "cikini", "senen", "hilang", "pasar", "rt 3", "rw 5"),
        *("3175041204450006", "0812 3456 7890", "bukan", "siti", "berlubang", "hari", "tinggal"),
        *("saya", "3", "5 November 2026", "mungkin", ",", "tapi", "ibu saya", "ya", "menteng"),
        *("sejak", "kk", "nik", "jalan", "1945", "dua", "retak", "lubang", "jatuh", "besok"),
    )
)


class Row(NamedTuple):
    service: str
    state: str
    text: str
    expected: str


def rows() -> Iterator[Row]:
    service = state = ""
    for line in Path(__file__).with_name("heard.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            service, state = line.strip("[]").split()
        elif line and not line.startswith("#"):
            text, _, expected = line.rpartition(" → ")
            yield Row(service, state, text, expected)


def talk_at(world: World, service: str, state: str) -> Talking:
    talk = Talking(world, address="none")
    talk.do(ev.Start(service=service))
    talk.say(*SAID[state])
    assert talk.screen.question_id == state
    return talk


def known(talk: Talking) -> dict[str, str]:
    """Question id → value; of a place also its code alone."""
    found = {}
    for step in walk(talk.world, talk.session, talk.channel).steps:
        if step.answer is not None and step.answer.value is not None:
            value = step.answer.value
            found[step.question.id] = str(value)
            if isinstance(value, dict) and "code" in value:
                found[f"{step.question.id}.code"] = value["code"]
    return found


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row.state}: {row.text}")
def test_what_is_heard(real_world: World, row: Row) -> None:
    talk = talk_at(real_world, row.service, row.state)
    before = known(talk)
    talk.say(row.text)
    aside = talk.session.aside
    after = {name: value for name, value in known(talk).items() if name not in before}
    if row.expected == "no":
        assert after == {}
        return
    wanted = [each.lstrip("+") for each in row.expected.replace(" +", "\n+").split("\n")]
    expected = dict(each.split("=", 1) for each in wanted)
    assert {name: after.get(name) for name in expected} == expected
    assert {name.partition(".")[0] for name in after} == {n.partition(".")[0] for n in expected}
    heard = {
        each[1:].partition("=")[0].partition(".")[0]
        for each in row.expected.split()
        if each.startswith("+")
    }
    if heard:
        assert isinstance(aside, Noted)
        told = {key.partition(".")[2] for key in aside.questions}
        assert heard <= told


def test_the_words_that_chose_a_service_answer_it_already(real_world: World) -> None:
    talk = Talking(real_world, address="none")
    talk.say("ktp saya ilang di pasar senen kemarin, NIK 3175041204450006")
    found = (ev.Candidate("KTP_HILANG", 0.9),)
    talk.result(ev.Understood(effect="", candidates=found, sure=True))
    screen = talk.say("ya")
    assert screen.notice is not None
    assert screen.notice.id == "noted.heard"
    # Nothing sensitive before somebody agreed to it.
    assert known(talk) == {"lost_on": "2026-11-04", "lost_where": "pasar senen"}
    talk.say("saya", "boleh", "Siti Aminah", "3175041204450006")
    assert talk.screen.question_id == "police_letter"
    talk.say("belum", "cikini", "0812 3456 7890")
    rows = {row.question_id: row.value.shown for row in talk.screen.summary}
    assert rows["lost_on"] == "4 November 2026"
    assert rows["lost_where"] == "pasar senen"
    talk.do(ev.Confirm())
    talk.result(SEND)
    assert talk.screen.kind == "receipt"


def test_what_is_read_back_tells_what_else_was_heard(real_world: World) -> None:
    talk = talk_at(real_world, "LAPOR_JALAN", "damage")
    screen = talk.say("berlubang", "di bidara cina sejak kemarin")
    assert isinstance(talk.session.aside, ReadBack)
    assert screen.notice is not None
    assert screen.notice.id == "noted.heard"
    assert known(talk)["since"] == "2026-11-04"


_world = load.world(office=OFFICE)


@settings(max_examples=250)
@given(
    st.sampled_from(("KTP_HILANG", "LAPOR_JALAN", "KK_HILANG_RUSAK")),
    st.integers(0, 5),
    st.lists(SCRAPS, min_size=2, max_size=9).map(" ".join),
)
def test_nothing_is_heard_that_is_not_exact_and_told(service: str, turns: int, text: str) -> None:
    """Whatever stands in a sentence: a question that was not asked is filled only by its kind's own
    find, exactly; never a sensitive one but for whole numbers; and the person is told."""
    talk = Talking(_world, address="none")
    talk.do(ev.Start(service=service))
    good = {
        "choice": "1", "yes_no": "belum", "date": "kemarin", "place": "cikini", "phone": "lewati",
        "kk": "lewati", "nik": "3175041204450006", "name": "Siti", "text": "di pasar",
    }  # fmt: skip
    for _ in range(turns):
        if talk.screen.kind == "consent":
            talk.do(ev.Consent(yes=True))
        elif talk.screen.kind == "question":
            talk.say(good.get(talk.screen.input, "lewati"))
    before = walk(talk.world, talk.session, talk.channel)
    asked = before.current.key if before.current else None
    talk.say(text)
    aside = talk.session.aside
    told = aside.questions if isinstance(aside, Noted) else ()
    told = aside.also if isinstance(aside, ReadBack) else told
    for step in walk(talk.world, talk.session, talk.channel).steps:
        old = before.step(step.key)
        if step.answer is None or step.key == asked or (old and old.answer):
            continue
        assert step.key in told
        assert step.question.heard or step.question.kind in FOUND
        assert not step.question.sensitive or step.question.kind in EXACT
        if not step.question.heard:
            context = Context(talk.world, step.question, "id", local_day(NOW))
            values = [one.value for one in KINDS[step.question.kind].find(text, context)]
            value = step.answer.value
            bare = {"code": value["code"]} if isinstance(value, dict) else value
            assert bare in values or value in values
