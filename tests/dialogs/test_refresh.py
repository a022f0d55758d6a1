"""A guide is changed under a running talk: what holds stays, the rest is asked again and told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.authoring import load
from dialogs.contract import event as ev
from dialogs.contract.session import GuideChanged, Saved, Waiting
from dialogs.world import World
from tests.dialogs.conftest import OFFICE
from tests.dialogs.talking import NOW, Talking, notice

pytestmark = pytest.mark.once
Guide = dict[str, Any]
Edit = Callable[[Guide], None]
FOLDERS = ("texts", "questions", "services", "life_events")


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, Edit | None], World]:
    """The world after an author edited (or, with None, withdrew) a service."""

    def change(code: str, edit: Edit | None) -> World:
        for folder in FOLDERS:
            shutil.copytree(load.DIALOGS / folder, tmp_path / folder, dirs_exist_ok=True)
        for name in ("channels.yaml", "offices.yaml"):
            shutil.copy(load.DIALOGS / name, tmp_path)
        file = tmp_path / "services" / f"{code}.yaml"
        if edit is None:
            file.unlink()
            for event in (tmp_path / "life_events").glob("*.yaml"):
                event.unlink()
        else:
            guide = yaml.safe_load(file.read_text("utf-8").replace('"no"', "\"'no'\""))
            edit(guide)
            file.write_text(yaml.safe_dump(guide, allow_unicode=True, sort_keys=False), "utf-8")
        return load.world(folder=tmp_path, office=OFFICE)

    return change


@pytest.fixture
def talk(real_world: World) -> Talking:
    """Somebody who has told of a hole in the road and stands at the question about danger."""
    talking = Talking(real_world, address="ibu")
    talking.do(
        ev.Start(service="LAPOR_JALAN"), ev.Choose(option="pothole"), ev.Choose(option="here")
    )
    screen = talking.say("kemarin", "Lubangnya dalam sekali")
    assert screen.question_id == "danger"
    return talking


def question(guide: Guide, id: str) -> dict[str, Any]:
    return next(q for q in guide["questions"] if q.get("id") == id)


def without(guide: Guide, id: str) -> None:
    guide["questions"] = [q for q in guide["questions"] if q.get("id") != id]
    guide["send"]["attributes"].pop(id, None)


def test_new_words_are_no_change(talk: Talking, changed: Any) -> None:
    def reword(guide: Guide) -> None:
        question(guide, "danger")["question"] = "Pernah ada yang jatuh di situ?"

    talk.world = changed("LAPOR_JALAN", reword)
    screen = talk.screen
    assert screen.question is not None
    assert screen.question.shown == "Pernah ada yang jatuh di situ?"
    assert screen.notice is None
    assert talk.say("belum").question_id == "reporter"


def test_a_removed_question_is_gone_and_the_rest_stays(talk: Talking, changed: Any) -> None:
    before = talk.answers
    talk.world = changed("LAPOR_JALAN", lambda guide: without(guide, "since"))
    screen = talk.screen
    assert screen.question_id == "danger"
    assert notice(screen) == "changed.line"
    assert screen.progress is not None
    assert screen.progress.of == 6
    screen = talk.do(ev.Change(question="since"))
    assert notice(screen) == "notice.no_such_question"
    assert talk.answers == before


def test_an_answer_to_a_question_that_is_no_more_answers_nothing_else(
    talk: Talking, changed: Any
) -> None:
    """ "Sudah" was said to the danger; now a yes or no of something else stands there."""

    def swap(guide: Guide) -> None:
        question(guide, "danger").update(id="lamp", question="Ada lampu di situ?")
        del guide["send"]["attributes"]["danger"]

    talk.world = changed("LAPOR_JALAN", swap)
    before = talk.answers
    screen = talk.say("sudah")
    assert talk.answers == before
    assert screen.question_id == "lamp"
    assert notice(screen) == "changed.line"
    assert talk.say("sudah").question_id == "reporter"
    assert talk.answers == {**before, "LAPOR_JALAN.lamp": True}


def test_an_alarm_is_heard_all_the_same(talk: Talking, changed: Any) -> None:
    talk.world = changed("LAPOR_JALAN", lambda guide: without(guide, "since"))
    assert talk.say("tolong ada orang tidak sadar").kind == "emergency"
    assert talk.do(ev.Back()).question_id == "danger"


def test_a_renamed_question_keeps_its_answer(talk: Talking, changed: Any) -> None:
    def rename(guide: Guide) -> None:
        question(guide, "description").update(id="story", was=["description"])
        guide["send"]["attributes"]["description"] = "story"

    talk.world = changed("LAPOR_JALAN", rename)
    assert talk.screen.question_id == "danger"
    talk.do(ev.Repeat())
    assert talk.answers["LAPOR_JALAN.story"] == "Lubangnya dalam sekali"
    assert "LAPOR_JALAN.description" not in talk.answers


def test_a_choice_that_is_no_more_is_asked_again_and_told(talk: Talking, changed: Any) -> None:
    def fewer(guide: Guide) -> None:
        damage = question(guide, "damage")
        damage["choices"] = [c for c in damage["choices"] if c["id"] != "pothole"]

    before = talk.answers
    talk.world = changed("LAPOR_JALAN", fewer)
    screen = talk.screen
    assert screen.question_id == "damage"
    assert notice(screen) == "changed.line"
    assert [line.shown for line in screen.lines] == ["Kami tanyakan lagi: Kerusakan."]
    assert talk.do(ev.Repeat()).question_id == "damage"
    screen = talk.do(ev.Choose(option="crack"))
    assert screen.question_id == "danger"
    assert talk.answers == {**before, "LAPOR_JALAN.damage": "crack"}


def test_a_change_is_noticed_also_by_way_of_the_menu(talk: Talking, changed: Any) -> None:
    def no_pothole(guide: Guide) -> None:
        damage = question(guide, "damage")
        damage["choices"] = [c for c in damage["choices"] if c["id"] != "pothole"]

    talk.do(ev.Menu())
    talk.world = changed("LAPOR_JALAN", no_pothole)
    screen = talk.do(ev.Start(service="LAPOR_JALAN"))
    assert screen.question_id == "damage"


def test_a_question_of_another_kind_is_asked_again(talk: Talking, changed: Any) -> None:
    def as_place(guide: Guide) -> None:
        question(guide, "since").update(kind="place", limits={})

    talk.world = changed("LAPOR_JALAN", as_place)
    assert talk.screen.question_id == "since"
    assert isinstance(talk.do(ev.Repeat()) and talk.session.aside, GuideChanged)
    assert talk.do(ev.Choose(option="here")).question_id == "danger"


def test_a_question_that_may_no_longer_be_left_out(real_world: World, changed: Any) -> None:
    talk = Talking(real_world, address="none")
    talk.do(ev.Start(service="LAPOR_JALAN"), ev.Choose(option="pothole"), ev.Choose(option="here"))
    assert talk.do(ev.Skip()).question_id == "description"

    def needed(guide: Guide) -> None:
        question(guide, "since")["optional"] = False

    talk.world = changed("LAPOR_JALAN", needed)
    assert talk.screen.question_id == "since"
    assert talk.do(ev.Skip()).question_id == "since"
    assert talk.say("kemarin").question_id == "description"


def test_nothing_is_sent_by_a_yes_to_yesterdays_list(talk: Talking, changed: Any) -> None:
    talk.do(ev.Consent(yes=False), ev.Skip(), ev.Skip())
    assert talk.screen.kind == "check"

    def more(guide: Guide) -> None:
        lamp = {**question(guide, "danger"), "id": "lamp", "question": "Ada lampu di situ?"}
        guide["questions"].insert(2, lamp)

    talk.world = changed("LAPOR_JALAN", more)
    screen = talk.do(ev.Confirm())
    assert talk.effects == []
    assert screen.question_id == "lamp"
    assert talk.say("ya").kind == "check"
    talk.do(ev.Confirm())
    assert [type(effect).__name__ for effect in talk.effects] == ["Submit"]


def test_a_withdrawn_service_leads_to_the_menu_and_loses_nothing(
    talk: Talking, changed: Any, real_world: World
) -> None:
    before = talk.answers
    talk.world = changed("LAPOR_JALAN", None)
    screen = talk.screen
    assert screen.kind == "menu"
    assert notice(screen) == "changed.withdrawn"
    assert "LAPOR_JALAN" not in [option.id for option in screen.options]
    assert talk.say("belum").kind == "menu"
    assert talk.answers == before
    talk.world = real_world  # and when it is back, the person goes on
    assert talk.do(ev.Start(service="LAPOR_JALAN")).question_id == "danger"


def test_the_overlay_of_a_withdrawn_emergency_lets_go(talk: Talking, changed: Any) -> None:
    assert talk.say("tolong ada orang tidak sadar").kind == "emergency"
    talk.world = changed("AMBULANS", None)
    assert talk.screen.question_id == "danger"
    assert talk.say("belum").question_id == "danger"  # that was said to the 112 screen
    assert talk.say("belum").question_id == "reporter"


def test_a_code_on_the_screen_stays_there(talk: Talking, changed: Any) -> None:
    talk.do(ev.Save())
    assert isinstance(talk.session.aside, Waiting)
    talk.world = changed("LAPOR_JALAN", lambda guide: without(guide, "since"))
    screen = talk.result(ev.DraftSaved(effect="", code="K7Q-M2X", until=NOW))
    assert screen.kind == "saved"
    talk.do(ev.Repeat())
    assert isinstance(talk.session.aside, Saved)


def test_a_request_that_was_sent_is_not_read_again(talk: Talking, changed: Any) -> None:
    talk.do(ev.Consent(yes=False), ev.Skip(), ev.Skip(), ev.Confirm())
    talk.world = changed("LAPOR_JALAN", lambda guide: without(guide, "since"))
    sent = ev.Submitted(effect="", number="222-222-222", pin="000000", word="a", status="queued")
    assert talk.result(sent).kind == "receipt"
    assert talk.do(ev.Repeat()).notice is None
