"""The step of a talk: what changes nothing, what is sent, what a word does."""

from __future__ import annotations

import copy
from typing import Any

import msgspec
import pytest
import yaml

from dialogs.authoring import load
from dialogs.contract import event as ev
from dialogs.contract.effect import CallOfficer, SaveDraft, Submit
from dialogs.contract.session import Session
from dialogs.journey import walk
from dialogs.kinds import KINDS
from dialogs.show import show
from dialogs.turn import turn
from dialogs.view import Viewer
from dialogs.words import plain
from dialogs.world import World
from tests.dialogs.talking import NOW, SEND, Talking, notice
from tests.dialogs.test_bad_input import places

COMMANDS: dict[str, ev.Inbound] = {
    "back": ev.Back(),
    "repeat": ev.Repeat(),
    "explain": ev.Explain(),
    "simpler": ev.Simpler(),
    "skip": ev.Skip(),
    "officer": ev.Officer(),
    "save": ev.Save(),
    "cancel": ev.Cancel(),
    "menu": ev.Menu(),
    "confirm": ev.Confirm(),
    "withdraw": ev.Withdraw(),
    "check_status": ev.CheckStatus(),
    "aloud": ev.Aloud(),
    "quiet": ev.Quiet(),
    **{f"language:{code}": ev.Language(code=code) for code in ("id", "en", "jv", "su")},
}


def words(file: str) -> dict[str, dict[str, list[str]]]:
    text = (load.DIALOGS / "words" / f"{file}.yaml").read_text("utf-8")
    read: dict[str, dict[str, list[str]]] = yaml.load(text, yaml.BaseLoader)  # noqa: S506
    return read


@pytest.fixture
def talk(real_world: World) -> Talking:
    return Talking(real_world, address="none")


@pytest.fixture
def ready(talk: Talking) -> Talking:
    """A lost family card, told to the end."""
    talk.do(ev.Start(service="KK_HILANG_RUSAK"))
    talk.say("saya", "hilang", "sudah", "boleh", "darto", "3171230506500011", "lewati")
    talk.say("cikini", "lewati")
    assert talk.screen.kind == "check"
    return talk


# What changes nothing -----------------------------------------------------------------------------


def test_a_turn_leaves_the_session_it_was_given_alone(real_world: World) -> None:
    for _, session, channel in places():
        before = copy.deepcopy(session)
        for event in (ev.Say(id="e", text="ya", channel=channel), ev.Back(id="e", channel=channel)):
            turn(real_world, session, event)
        assert session == before


def test_a_session_is_the_same_from_its_json() -> None:
    for _, session, _ in places():
        assert msgspec.json.decode(msgspec.json.encode(session), type=Session) == session


def test_an_event_for_an_older_screen_changes_nothing(ready: Talking) -> None:
    before = ready.session
    for on in (0, before.turn - 1, before.turn + 1):
        for event in (ev.Confirm(on=on), ev.Say(text="ya", on=on), ev.Menu(on=on)):
            ready.do(event)
            assert ready.session is before
    ready.do(ev.Confirm(on=before.turn))
    assert [type(effect) for effect in ready.effects] == [Submit]


def test_a_result_that_nobody_awaits_changes_nothing(ready: Talking) -> None:
    before = ready.session
    for result in (
        SEND,
        ev.Refused(effect="x"),
        ev.Understood(effect="x", candidates=(ev.Candidate("KTP_HILANG", 1.0),), sure=True),
        ev.OfficerTook(effect="x", position=1),
        ev.OfficerDone(effect="x"),
        ev.DraftSaved(effect="x", code="K7Q-M2X", until=NOW),
    ):
        ready.do(result)
        assert ready.session is before


# What is sent -------------------------------------------------------------------------------------


def sent(talk: Talking) -> list[dict[str, Any]]:
    return [effect.request.attributes for effect in talk.effects if isinstance(effect, Submit)]


def test_twice_yes_is_sent_once(ready: Talking) -> None:
    for event in (ev.Confirm(), ev.Confirm(), ev.Say(text="kirim"), ev.Choose(option="send")):
        ready.do(event)
    assert ready.screen.kind == "waiting"
    assert len(sent(ready)) == 1
    assert ready.result(SEND, ready.effects[0]).kind == "receipt"
    for late in (ev.Back(), ev.Cancel(), ev.Change(question="nik")):
        assert notice(ready.do(late)) == "notice.sent_already"
    assert len(sent(ready)) == 1


def test_an_inert_answer_is_kept_unseen_and_unsent(ready: Talking) -> None:
    ready.do(ev.Change(question="condition"), ev.Choose(option="damaged"))
    assert "visit.police_letter" in ready.answers
    assert "police_letter" not in [row.question_id for row in ready.screen.summary]
    ready.do(ev.Confirm())
    assert "police_letter" not in sent(ready)[0]


def test_an_inert_answer_is_back_with_its_branch(ready: Talking) -> None:
    ready.do(ev.Change(question="condition"), ev.Choose(option="damaged"))
    ready.do(ev.Change(question="condition"), ev.Choose(option="lost"))
    ready.do(ev.Confirm())
    assert sent(ready)[0]["police_letter"] == "yes"


def test_a_life_event_asks_nothing_twice(talk: Talking) -> None:
    asked: list[str | None] = []
    screen = talk.do(ev.Start(service="KARTU_HILANG_SEMUA"))
    says = {
        "for_whom": "saya", "name": "siti", "nik": "3175045204450006", "lost_on": "kemarin",
        "lost_where": "lewati", "police_letter": "belum", "home": "cikini", "phone": "lewati",
        "condition": "hilang", "kk": "lewati",
    }  # fmt: skip
    for _ in range(30):
        if screen.kind == "question":
            asked.append(screen.question_id)
            screen = talk.say(says[screen.question_id or ""])
        elif screen.kind == "consent":
            screen = talk.say("boleh")
        elif screen.kind == "check":
            talk.do(ev.Confirm())
            screen = talk.result(SEND)
        elif screen.kind == "receipt":
            screen = talk.do(ev.Confirm())
    assert screen.kind == "menu"
    assert sorted(filter(None, asked)) == sorted(says)
    assert [len(attributes) > 4 for attributes in sent(talk)] == [True, True]


@pytest.mark.parametrize("event", [ev.Confirm(), ev.Choose(option="send"), ev.Say(text="1")])
def test_what_a_screen_covers_is_not_pressed(ready: Talking, event: Any) -> None:
    """The talk is being saved; the button of the check screen below is not there."""
    ready.do(ev.Save())
    assert ready.screen.kind == "waiting"
    ready.effects.clear()
    assert ready.do(event).kind == "waiting"
    assert ready.effects == []


def test_consent_answers_also_after_an_answer_that_did_not_serve(talk: Talking) -> None:
    talk.do(ev.Start(service="LAPOR_JALAN"), ev.Choose(option="pothole"), ev.Choose(option="here"))
    assert talk.say("kemarin", "lubang besar").question_id == "danger"
    assert talk.say("xyz").problem is not None
    assert talk.do(ev.Consent(yes=False)).question_id == "reporter"


def test_what_was_left_out_is_asked_where_it_is_needed(talk: Talking) -> None:
    """A report does without a name, a lost card does not."""
    talk.do(ev.Start(service="LAPOR_JALAN"), ev.Choose(option="pothole"), ev.Choose(option="here"))
    talk.say("kemarin", "lubang besar", "belum")
    assert talk.do(ev.Skip()).question_id == "phone"
    talk.do(ev.Menu(), ev.Start(service="KTP_HILANG"))
    assert talk.do(ev.Choose(option="self"), ev.Consent(yes=True)).question_id == "name"
    assert talk.say("Siti Aminah").question_id == "nik"


def test_news_changes_a_word_and_nothing_that_is_pressed(ready: Talking) -> None:
    ready.do(ev.Confirm())
    waiting = ready.session.turn
    assert ready.result(SEND).receipt is not None
    news = ev.Submitted(effect="", number="999-999-999", pin="1", word="x", status="sent")
    screen = ready.result(news)
    assert screen.receipt is not None
    assert (screen.receipt.status, screen.receipt.number) == ("sent", "222-222-222")
    assert screen.turn == waiting
    assert ready.result(SEND).receipt == screen.receipt  # never back to "queued"


def test_what_the_authority_refuses_is_told_with_a_person(ready: Talking) -> None:
    ready.do(ev.Confirm())
    screen = ready.result(ev.Refused(effect=""))
    assert screen.kind == "receipt"
    assert screen.receipt is None
    assert screen.question is not None
    assert screen.question.id == "receipt.status.refused"


def test_a_channel_that_defers_never_asks_nor_sends(real_world: World) -> None:
    talk = Talking(real_world, channel="telegram", address="none")
    talk.do(ev.Start(service="KTP_HILANG"))
    screen = talk.say("saya", "kemarin", "lewati", "belum")
    assert screen.kind == "check"
    assert {row.value.id for row in screen.summary} >= {"check.deferred"}
    assert notice(talk.do(ev.Change(question="nik"))) == "notice.no_such_question"
    talk.do(ev.Confirm())
    assert [type(effect) for effect in talk.effects] == [SaveDraft]
    talk.channel = "kiosk"  # the same talk, taken up at the office
    assert talk.do(ev.Back()).kind == "consent"  # here it may be asked for
    assert talk.say("boleh").question_id == "name"


# Calls --------------------------------------------------------------------------------------------


def test_an_officer_is_called_once_and_says_when_done(ready: Talking) -> None:
    ready.do(ev.Officer(), ev.Officer())
    assert [type(effect) for effect in ready.effects] == [CallOfficer]
    assert ready.result(ev.OfficerTook(effect="", position=2)).kind == "officer"
    assert notice(ready.result(ev.OfficerDone(effect=""))) == "officer.done"
    assert ready.screen.kind == "check"


# What is said -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", words("commands"))
def test_every_word_of_a_command_does_what_its_button_does(name: str, real_world: World) -> None:
    start, _ = turn(
        real_world,
        Session(id="talk", address="none"),
        ev.Start(id="e1", service="LAPOR_JALAN", channel="talk"),
    )
    here, _ = turn(real_world, start, ev.Say(id="e2", text="berlubang", at=NOW, channel="talk"))
    pressed = msgspec.structs.replace(COMMANDS[name], id="e3", at=NOW, channel="talk")
    wanted = turn(real_world, here, pressed)
    for phrases in words("commands")[name].values():
        for phrase in phrases:
            for said in (phrase, phrase.upper(), f" {phrase}! "):
                event = ev.Say(id="e3", text=said, at=NOW, channel="talk")
                assert turn(real_world, here, event) == wanted, said


@pytest.mark.parametrize("meant", ["yes", "no"])
def test_every_yes_and_no_answers_a_command_that_is_asked_back(
    meant: str, real_world: World
) -> None:
    talk = Talking(real_world, address="none")
    talk.do(ev.Start(service="LAPOR_JALAN"), ev.Choose(option="pothole"), ev.Cancel())
    asked = talk.session
    taken = set(real_world.words.commands)
    for phrase in (p for ps in words("yes_no")[meant].values() for p in ps):
        if plain(phrase) in taken:
            continue
        talk.session = asked
        screen = talk.say(phrase)
        assert screen.kind == ("menu" if meant == "yes" else "question"), phrase


def test_going_on_is_not_yes_to_stopping(talk: Talking) -> None:
    for text in ("lanjut", "lanjutkan", "terus", "go on", "tidak, lanjutkan"):
        talk.do(ev.Start(service="LAPOR_JALAN"), ev.Choose(option="pothole"), ev.Cancel())
        assert talk.say(text).question_id == "where", text
        assert talk.answers == {"LAPOR_JALAN.damage": "pothole"}


def test_an_alarm_stands_above_everything_but_names_and_places(real_world: World) -> None:
    for name, session, channel in places():
        if session.overlay is not None:
            continue
        alarm = ev.Say(id="alarm", text="tolong, suami saya tidak sadar", at=NOW, channel=channel)
        after, _ = turn(real_world, session, alarm)
        step = walk(real_world, session, channel).current
        looks = step is None or KINDS[step.question.kind].looks_for_emergency
        assert (after.overlay == "AMBULANS") is looks, name
        back, _ = turn(real_world, after, ev.Back(id="b", at=NOW, channel=channel))
        assert back.overlay is None, name
        for key, answer in session.answers.items():
            assert back.answers[key] == answer or (step and step.key == key), name


@pytest.mark.parametrize("code", ["id", "en", "jv", "su"])
def test_every_screen_is_there_in_every_language(code: str, real_world: World) -> None:
    for name, session, channel in places():
        before = show(real_world, session, NOW, Viewer(channel))
        event = ev.Language(id="l", code=code, at=NOW, channel=channel)
        after, effects = turn(real_world, session, event)
        screen = show(real_world, after, NOW, Viewer(channel))
        assert not effects
        assert (screen.kind, screen.question_id) == (before.kind, before.question_id), name
        assert screen.language == code
        assert [o.id for o in screen.options] == [o.id for o in before.options], name
