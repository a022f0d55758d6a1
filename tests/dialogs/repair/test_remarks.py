"""Questions and feelings beside the path: met, nothing lost, nobody up the ladder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from dialogs.authoring import load
from dialogs.authoring.source import Source
from dialogs.contract import event as ev
from dialogs.contract.effect import CallOfficer
from dialogs.contract.session import Explaining, Told
from dialogs.world import World
from tests.dialogs.talking import Talking

SAID = {
    "name": ("saya", "boleh"),
    "lost_on": ("Siti Aminah", "3175041204450006"),
    "lost_where": ("kemarin",),
    "check": ("di pasar", "belum", "cikini", "0812 3456 7890"),
}


class Row(NamedTuple):
    state: str
    text: str
    expected: str


def rows(name: str) -> Iterator[Row]:
    state = ""
    for line in Path(__file__).with_name(f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            state = line.strip("[]")
        elif line and not line.startswith("#"):
            text, _, expected = line.rpartition(" → ")
            yield Row(state, text, expected)


def talk_at(world: World, state: str, **session: str) -> Talking:
    talk = Talking(world, address="none", **session)
    talk.do(ev.Start(service="KTP_HILANG"))
    for name, said in SAID.items():
        talk.say(*said)
        if name == state:
            break
    return talk


def topic(talk: Talking) -> str:
    aside = talk.session.aside
    return aside.topic if isinstance(aside, Told) else ""


def goes_back(talk: Talking, kind: str, question: str | None) -> None:
    """From the answer to the very place, without a rung."""
    assert talk.screen.kind == "explain"
    talk.do(ev.Choose(option="return"))
    assert (talk.screen.kind, talk.screen.question_id) == (kind, question)
    assert talk.session.rungs == {}


@pytest.mark.parametrize("row", list(rows("digressions")), ids=lambda row: f"{row.state}: {row[1]}")
def test_a_question_beside_the_path(real_world: World, row: Row) -> None:
    talk = talk_at(real_world, row.state)
    before, answers = talk.screen, talk.answers
    talk.say(row.text)
    if row.expected == "no":
        assert topic(talk) == ""
        return
    if row.expected.startswith("why "):
        aside = talk.session.aside
        assert isinstance(aside, Explaining)
        assert aside.question.endswith(row.expected.removeprefix("why "))
    else:
        assert topic(talk) == row.expected
    assert talk.answers == answers
    goes_back(talk, before.kind, before.question_id)


@pytest.mark.parametrize("row", list(rows("feelings")), ids=lambda row: f"{row.state}: {row[1]}")
def test_a_feeling(real_world: World, row: Row) -> None:
    talk = talk_at(real_world, row.state)
    before, answers = talk.screen, talk.answers
    talk.say(row.text)
    if row.expected == "no":
        assert not topic(talk).startswith("mood.")
        return
    if row.expected.startswith("keeps "):
        assert row.expected.removeprefix("keeps ") in map(str, talk.answers.values())
        assert talk.session.rungs == {}
        return
    assert topic(talk) == f"mood.{row.expected}"
    called = [effect for effect in talk.effects if isinstance(effect, CallOfficer)]
    assert len(called) == (row.expected == "despair")
    if talk.answers == answers:  # a story is kept, whatever it tells
        goes_back(talk, before.kind, before.question_id)


def test_every_term_is_explained_and_every_fact_is_dated() -> None:
    data = Source(load.DIALOGS / "words" / "glossary.yaml").data["terms"]
    texts = load.library().texts
    assert len(data) >= 30
    assert {f"term.{id}" for id in data} | {"term.unknown"} == {
        id for id in texts if id.startswith("term.")
    }
    for term in data.values():
        assert ("source" in term) is ("checked" in term)
        assert "checked" not in term or date.fromisoformat(term["checked"])


def test_what_was_sent_is_said_as_it_is(real_world: World) -> None:
    talk = talk_at(real_world, "check")
    talk.say("ini sudah dikirim belum?")
    assert topic(talk) == "asked.sent"
    assert talk.screen.question is not None
    assert talk.screen.question.id == "asked.not_sent"
    talk.do(ev.Choose(option="return"), ev.Confirm())
    talk.result(ev.Submitted(effect="", number="2", pin="1", word="w", status="queued"))
    screen = talk.say("ini sudah dikirim belum?")
    assert screen.question is not None
    assert screen.question.id == "receipt.status.queued"


def test_three_repeats_call_somebody_once_and_say_so(real_world: World) -> None:
    talk = talk_at(real_world, "lost_on")
    talk.do(ev.Repeat(), ev.Repeat())
    assert talk.effects == []
    screen = talk.say("ulangi")
    calls = [effect for effect in talk.effects if isinstance(effect, CallOfficer)]
    assert [call.reason for call in calls] == ["stuck"]
    assert screen.notice is not None
    assert (screen.notice.id, screen.question_id) == ("officer.quietly", "lost_on")
    talk.do(ev.Repeat(), ev.Repeat(), ev.Officer())
    assert talk.screen.kind == "officer"
    assert len(talk.effects) == 1  # the call that is open stands
    talk.do(ev.OfficerDone(effect=talk.effects[0].id))
    talk.do(ev.Officer())
    assert len(talk.effects) == 2


def test_repeats_are_counted_on_one_screen(real_world: World) -> None:
    talk = talk_at(real_world, "lost_on")
    talk.do(ev.Repeat(), ev.Repeat())
    talk.say("kemarin", "ulangi", "ulangi")
    assert talk.effects == []


def test_despair_in_a_story_keeps_the_story(real_world: World) -> None:
    talk = talk_at(real_world, "lost_where")
    screen = talk.say("di jalan, saya capek hidup begini")
    assert topic(talk) == "mood.despair"
    assert screen.question is not None
    assert "112" in screen.question.shown
    assert "di jalan, saya capek hidup begini" in talk.answers.values()
    talk = talk_at(real_world, "lost_where")
    before = talk.answers
    talk.say("mending mati aja saya")
    assert topic(talk) == "mood.despair"
    assert talk.answers == before  # that is no place
