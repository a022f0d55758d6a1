"""Answers that hardly fit together: asked about once, changed or left as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogs.authoring.source import GuideError
from dialogs.contract import event as ev
from dialogs.contract.session import Doubting
from dialogs.world import World
from tests.dialogs.talking import Talking
from tests.dialogs.worlds import world_with

GUIDE = Path(__file__).parent / "guides" / "RAGU.yaml"
MAN = "3175041204450006"  # born on 12 April 1945
WOMAN = "3175045204450003"


@pytest.fixture(scope="module")
def world() -> World:
    return world_with(GUIDE)


def talk_to(world: World, *said: str) -> Talking:
    talk = Talking(world, address="none")
    talk.do(ev.Start(service="RAGU"), ev.Consent(yes=True))
    talk.say(*said)
    return talk


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ((MAN, "12 April 1945"), ""),
        ((MAN, "April 1945"), ""),
        ((MAN, "1945"), ""),
        ((MAN, "13 April 1945"), "doubt.nik_birth"),
        ((MAN, "1946"), "doubt.nik_birth"),
        ((WOMAN, "12 April 1945"), ""),
        ((MAN, "12 April 1945", "laki-laki"), ""),
        ((MAN, "12 April 1945", "perempuan"), "doubt.nik_sex"),
        ((WOMAN, "12 April 1945", "perempuan"), ""),
        ((WOMAN, "12 April 1945", "laki-laki"), "doubt.nik_sex"),
        ((MAN, "12 April 1945", "laki-laki", "1 Mei 1970"), ""),
        ((MAN, "12 April 1945", "laki-laki", "1945"), ""),
        ((MAN, "12 April 1945", "laki-laki", "1 Mei 1940"), "doubt.before_birth"),
        ((MAN, "12 April 1945", "laki-laki", "1970", "ya", "tidak"), ""),
        ((MAN, "12 April 1945", "laki-laki", "1970", "tidak", "ya"), ""),
        ((MAN, "12 April 1945", "laki-laki", "1970", "ya", "ya"), "RAGU.contradictions.0"),
    ],
)
def test_what_is_doubted(world: World, said: tuple[str, ...], doubt: str) -> None:
    talk = talk_to(world, *said)
    aside = talk.session.aside
    assert (aside.doubt if isinstance(aside, Doubting) else "") == doubt
    if doubt:
        assert talk.screen.question is not None
        assert talk.screen.question.id == doubt
        assert len(talk.screen.options) == 3


def test_both_may_be_right_and_it_is_asked_once(world: World) -> None:
    talk = talk_to(world, MAN, "13 April 1945")
    talk.say("dua-duanya betul")
    assert talk.screen.question_id == "sex"
    talk.do(ev.Change(question="born"))
    talk.say("14 April 1945")
    assert talk.screen.question_id == "sex"
    assert talk.answers["self.born"] == "1945-04-14"


@pytest.mark.parametrize("which", ["born", "nik"])
def test_either_can_be_changed(world: World, which: str) -> None:
    talk = talk_to(world, MAN, "13 April 1945")
    talk.do(ev.Choose(option=which))
    assert talk.screen.question_id == which
    assert talk.screen.current is not None
    talk.say({"born": "12 April 1945", "nik": "3175041304450006"}[which])
    assert talk.screen.question_id == "sex"
    assert talk.session.aside is None


def test_a_doubt_stops_nobody(world: World) -> None:
    """Also with every doubt there is, the request is sent."""
    talk = talk_to(world, MAN, "13 April 1945", "ya", "perempuan", "ya", "1940", "ya", "ya", "ya")
    assert isinstance(talk.session.aside, Doubting)
    talk.say("ya")
    assert talk.screen.kind == "check"
    talk.do(ev.Confirm())
    assert [type(effect).__name__ for effect in talk.effects] == ["Submit"]


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        (("suami saya", "saya", "di rumah", "kemarin", "Sukarno", MAN, "Siti", WOMAN), ""),
        (("suami saya", "suami saya"), "AKTA_MATI.contradictions.0"),
        (("ibu saya", "ibu saya"), "AKTA_MATI.contradictions.1"),
        (("bapak saya", "bapak saya"), "AKTA_MATI.contradictions.2"),
        (("anak saya", "anak saya"), "AKTA_MATI.contradictions.3"),
        (("ibu saya", "bapak saya"), ""),
        (("tetangga", "orang lain"), ""),
        (("suami saya", "saya", "di rumah", "1940", "Sukarno", MAN), "doubt.before_nik_birth"),
        (("suami saya", "saya", "di rumah", "1945", "Sukarno", MAN), ""),
        (
            ("suami saya", "saya", "di rumah", "kemarin", "Sukarno", MAN, "Siti", MAN),
            "doubt.same_nik",
        ),
        # A death long ago, before the one who reports was born.
        (
            ("bapak saya", "saya", "di rumah", "1946", "Sukarno", MAN, "Siti", "3175045204500003"),
            "",
        ),
    ],
)
def test_two_people_on_one_request(real_world: World, said: tuple[str, ...], doubt: str) -> None:
    talk = Talking(real_world, address="none")
    talk.do(ev.Start(service="AKTA_MATI"))
    for words in said:
        talk.say(words)
        if talk.screen.kind == "consent":
            talk.do(ev.Consent(yes=True))
    aside = talk.session.aside
    assert (aside.doubt if isinstance(aside, Doubting) else "") == doubt


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('{alone: "yes", help: "yes"}', '{help: "yes"}', "a contradiction is between two answers"),
        ("    ask: help", "    ask: hepl", "no question “hepl” stands before this"),
        (
            "    limits: {limit: past}",
            "    heard: {after: [pindah]}",
            "a date is known by its form",
        ),
        (
            "    heading: Tinggal",
            "    heading: Tinggal\n    heard: sometimes",
            "does not serve as",
        ),
    ],
)
def test_what_an_author_writes_wrongly_is_told(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    text = GUIDE.read_text("utf-8")
    assert old in text
    broken = tmp_path / "RAGU.yaml"
    broken.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(GuideError) as found:
        world_with(broken)
    assert says in str(found.value)
