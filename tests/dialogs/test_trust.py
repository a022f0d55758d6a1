"""What protects a person, one behaviour at a time; random talks hold it in test_journeys.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from dialogs import consent
from dialogs.contract import event as ev
from dialogs.contract.effect import CallOfficer, Submit
from dialogs.world import World
from tests.dialogs.talking import SEND, Talking, notice
from tests.dialogs.worlds import world_with

GUIDE = Path(__file__).parent / "journeys" / "guides" / "BERPAGAR.yaml"
CODE = "BERPAGAR"
GO, YES, NO = ev.Choose(option="go"), ev.Choose(option="yes"), ev.Choose(option="no")


@pytest.fixture(scope="module")
def world() -> World:
    return world_with(GUIDE)


def begun(world: World, **session: Any) -> Talking:
    talk = Talking(world, **session)
    talk.do(ev.Start(service=CODE))
    return talk


def filled(world: World, whom: str = "saya", actor: ev.Actor = "resident") -> Talking:
    """At the check screen, filled in by this actor for this person."""
    talk = begun(world)
    for event in (
        GO,
        ev.Say(text=whom),
        ev.Say(text="ya"),
        ev.Say(text="boleh"),
        ev.Say(text="Siti Aminah"),
        ev.Choose(option="age"),
        ev.Say(text="sudah"),
        ev.Say(text="lewati"),
    ):
        screen = talk.do(ev_as(event, actor))
    assert screen.kind == "check"
    return talk


def ev_as(event: Any, actor: ev.Actor) -> Any:
    return replace(event, actor=actor)


# For whom it is ----------------------------------------------------------------------------------


def test_for_whom_it_is_stands_before_the_first_question(world: World) -> None:
    screen = begun(world).screen
    assert screen.kind == "eligibility"
    assert [line.id for line in screen.lines] == [
        "BERPAGAR.eligibility.0",
        "BERPAGAR.eligibility.1",
        "eligibility.minutes",
        "check.not_sent",
    ]


def test_what_does_not_fit_ends_with_what_may(world: World) -> None:
    talk = begun(world)
    screen = talk.say("tidak")
    assert screen.kind == "stop"
    assert [option.id for option in screen.options] == ["KTP_HILANG", "change", "officer", "next"]
    assert talk.do(ev.Choose(option="change")).kind == "eligibility"
    talk.say("tidak cocok")
    talk.do(ev.Choose(option="KTP_HILANG"))
    assert talk.session.services == (CODE, "KTP_HILANG")
    assert talk.screen.service == "KTP_HILANG"


def test_an_answer_that_rules_out_ends_it_at_once_and_may_be_changed(world: World) -> None:
    talk = begun(world)
    talk.do(GO)
    screen = talk.say("saya", "tidak")
    assert (screen.kind, screen.question and screen.question.id) == ("stop", "BERPAGAR.stops.0")
    assert screen.lines[0].shown == "Bawa: Akta kematian"
    assert talk.do(ev.Back()).question_id == "jakarta"
    assert talk.say("ya").kind == "consent"
    assert talk.do(ev.Change(question="jakarta"), NO).kind == "stop"
    assert talk.say("ubah").question_id == "jakarta"
    assert talk.do(NO).kind == "stop"
    assert talk.say("panggil petugas").kind == "officer"


# Consent -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said", ["terserah", "kayaknya boleh", "ya gimana ya", "lanjut", "kirim", "sudah", "mungkin"]
)
def test_no_hedge_and_no_command_is_a_yes(world: World, said: str) -> None:
    talk = begun(world)
    talk.do(GO)
    talk.say("saya", "ya")
    assert talk.say(said).kind == "consent"
    assert "self.:consent" not in talk.session.answers


def test_consent_is_asked_again_for_somebody_else_and_for_more_data(world: World) -> None:
    talk = Talking(world)
    talk.do(ev.Start(service="KTP_HILANG"))
    talk.say("saya", "boleh", "Siti Aminah")
    assert talk.do(ev.Change(question="for_whom"), ev.Choose(option="mother")).kind == "consent"
    talk.do(ev.Change(question="for_whom"), ev.Choose(option="self"))
    assert talk.screen.kind == "question"
    talk.do(ev.Start(service="KK_HILANG_RUSAK"))
    assert talk.say("rusak").kind == "consent"


def test_what_does_not_fit_is_not_asked_for(world: World) -> None:
    talk = Talking(world)
    talk.do(ev.Start(service="KTP_RUSAK"), ev.Choose(option="self"))
    assert talk.say("sudah tidak ada").kind == "stop"
    talk.do(ev.Choose(option="KTP_HILANG"), YES)
    assert talk.answers["self.:consent"]["for"] == ["KTP_HILANG"]


def test_much_that_is_noted_is_said_in_breaths(world: World) -> None:
    questions = consent.personal([world.guides["SKTM"]])
    talk = Talking(world, language="en")
    talk.do(ev.Start(service="SKTM"))
    while talk.screen.kind != "consent":
        talk.do(ev.Choose(option=talk.screen.options[0].id))
    what = [line for line in talk.screen.lines if line.id in ("consent.what", "consent.also")]
    assert len(what) == 2
    assert all(len(line.shown.split()) <= 14 for line in what)
    told = " ".join(line.shown for line in what).lower()
    for question in questions:
        label = world.texts.text("en", question.label).shown.lower()
        assert label in told


def test_a_yes_is_kept_with_the_words_it_answers(world: World) -> None:
    kept = []
    for language in ("id", "en", "id"):
        talk = Talking(world, language=language)
        talk.do(ev.Start(service="KTP_HILANG"), ev.Choose(option="self"), YES)
        kept.append(talk.answers["self.:consent"])
    assert kept[0] == kept[2]
    assert kept[0]["text"] != kept[1]["text"]
    assert kept[1]["language"] == "en"
    assert kept[0]["for"] == ["KTP_HILANG"]
    assert kept[0]["asks"] == ["home", "name", "nik", "phone"]


def test_taken_back_the_data_is_gone_and_the_list_stays(world: World) -> None:
    talk = filled(world)
    screen = talk.say("batal setuju")
    assert notice(screen) == "consent.withdrawn"
    assert screen.kind == "checklist"
    assert not {"self.name", "self.phone", "BERPAGAR.cause"} & talk.answers.keys()
    assert not [effect for effect in talk.effects if isinstance(effect, Submit)]


# Two hands ---------------------------------------------------------------------------------------


def sent(talk: Talking) -> Submit:
    (submit,) = (effect for effect in talk.effects if isinstance(effect, Submit))
    return submit


@pytest.mark.parametrize(
    ("whom", "actor", "asked"),
    [
        ("saya", "resident", False),
        ("anak saya", "resident", False),
        ("ibu saya", "resident", True),  # who says "for my mother" speaks for her
        ("saya", "companion", True),
        ("saya", "officer", True),
    ],
)
def test_who_fills_in_for_somebody_does_not_confirm(
    world: World, whom: str, actor: ev.Actor, asked: bool
) -> None:
    talk = filled(world, whom, actor)
    screen = talk.do(ev_as(ev.Confirm(), actor))
    assert (screen.kind == "handover") is asked
    if not asked:
        assert sent(talk).request.hands == "own"
        return
    screen = talk.do(ev.Choose(option="here"))
    assert screen.kind == "agree"
    assert not talk.effects
    talk.do(ev.Consent(yes=True))
    assert sent(talk).request.hands == "agreed"
    assert sent(talk).request.actor == ("officer" if actor == "officer" else "companion")


def test_a_companion_alone_sends_nothing_and_an_officer_is_told(world: World) -> None:
    talk = filled(world, "ibu saya", "companion")
    screen = talk.do(ev.Confirm(), ev.Choose(option="absent", actor="companion"))
    (call,) = talk.effects
    assert isinstance(call, CallOfficer)
    assert call.reason == "elder_absent"
    assert notice(screen) == "handover.needs_elder"


def test_an_officer_at_home_sends_it_for_a_second_one(world: World) -> None:
    talk = filled(world, "saya", "officer")
    talk.do(ev_as(ev.Confirm(), "officer"), ev_as(ev.Choose(option="absent"), "officer"))
    assert (sent(talk).request.hands, sent(talk).request.actor) == ("absent", "officer")


def test_one_private_question_a_visit_where_one_hand_is_enough(world: World) -> None:
    talk = Talking(world)
    talk.do(ev.Start(service="KK_HILANG_RUSAK"))
    talk.say("ibu saya", "rusak", "boleh", "Siti Aminah", "3175041204450006", "lewati")
    talk.say("bidara cina", "lewati", "kirim")
    talk.do(ev.Choose(option="here"))
    talk.say("setuju")
    talk.result(SEND)
    talk.do(ev.Choose(option="next"), ev.Start(service="KTP_HILANG"))
    talk.say("boleh", "kemarin", "lewati", "sudah")
    assert talk.say("kirim").kind == "waiting"
    assert [one.request.hands for one in talk.effects if isinstance(one, Submit)] == ["agreed"] * 2


# What is said ------------------------------------------------------------------------------------


def test_condolence_once_a_visit_and_not_aloud(world: World) -> None:
    talk = begun(world)
    assert notice(talk.screen) == "condolence"
    assert talk.screen.notice
    assert talk.screen.notice.private
    assert notice(talk.do(GO)) == ""
    assert notice(talk.do(ev.Start(service=CODE))) == ""


def test_nothing_sent_yet_is_there_on_every_screen_and_not_after(world: World) -> None:
    talk = begun(world)
    screens = [talk.screen, talk.do(GO), *(talk.say(text) for text in ("saya", "ya", "boleh"))]
    talk = filled(world)
    for screen in (*screens, talk.screen):
        assert screen.assurance
        assert screen.assurance.shown == "Gratis. Belum dikirim. Bisa dibatalkan."
    talk.say("kirim")
    screen = talk.result(SEND)
    assert screen.assurance
    assert screen.assurance.id == "receipt.status.queued"


def test_a_private_question_is_read_and_its_answers_are_said_by_their_place(world: World) -> None:
    talk = begun(world)
    talk.do(GO)
    screen = talk.say("saya", "ya", "boleh", "Siti Aminah")
    assert screen.question_id == "cause"
    assert screen.question
    assert screen.question.spoken == ("Pertanyaan ini dibaca di layar saja.",)
    assert [option.label.spoken for option in screen.options][:2] == [
        ("Pilihan pertama",),
        ("Pilihan kedua",),
    ]
    loud = talk.say("boleh keras")
    assert loud.question
    assert loud.question.spoken == ("Sakit apa almarhum?",)
    assert loud.options[0].label.spoken == ("Sakit lama",)
    assert not talk.do(ev.Menu()).notice
    assert not talk.session.aloud


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("panggil saya Bu Siti aja", "Bu Siti"),
        ("panggil saya Bapak", "bapak"),
        ("call me Mrs Lee please", "Mrs Lee"),
        ("panggilnya Mbah Darmi aja", "Mbah Darmi"),
        ("panggil petugas", None),
        ("panggil saya petugas", None),
        ("panggil ibu saya", None),
    ],
)
def test_an_address_may_be_changed_anywhere(world: World, said: str, called: str | None) -> None:
    talk = Talking(world)
    talk.do(ev.Start(service="KTP_HILANG"))
    talk.say(said)
    assert talk.session.address == (called or "none")
