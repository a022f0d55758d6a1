"""The one loop of every channel, on every database."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta, timezone

import pytest

from dialogs.authoring import load
from dialogs.contract.effect import CallOfficer, Effect, SaveDraft, Submit, Understand
from dialogs.contract.event import (
    Change,
    Choose,
    Confirm,
    Inbound,
    Officer,
    OfficerDone,
    OfficerTook,
    Say,
    Start,
    Submitted,
)
from dialogs.view import Viewer
from dialogs.world import World
from shared.host import Host, NotNow, Performer, Settled
from shared.store import Store

VIEWER = Viewer("talk")
NOW = datetime(2026, 11, 5, 2, tzinfo=timezone.utc)
ROAD: tuple[Inbound, ...] = (
    Start(service="LAPOR_JALAN"),
    Choose(option="pothole"),
    Say(text="Bidara Cina"),
    Say(text="kemarin"),
    Say(text="lubang besar di tengah jalan"),
    Say(text="belum"),
    Say(text="lewati"),
    Say(text="lewati"),
)


@pytest.fixture(scope="module")
def world() -> World:
    return load.world()


class Office:
    """A host whose effects can be made to fail, and whose clock can be moved."""

    def __init__(self, world: World, store: Store) -> None:
        self.now = NOW
        self.down = False
        self.done: list[Effect] = []
        self.store = store
        performers: dict[type[Effect], Performer] = {
            Submit: self._submit,
            CallOfficer: self._call,
            SaveDraft: self._not_now,
            Understand: self._not_now,
        }
        self.host = Host(world, store, performers, lambda: self.now)

    def _submit(self, session_id: str, effect: Submit, now: datetime) -> Submitted:
        if self.down:
            raise NotNow
        self.done.append(effect)
        return Submitted(
            effect=effect.id, number="K7Q-234-567", pin="482915", word="melati", status="queued"
        )

    def _call(self, session_id: str, effect: CallOfficer, now: datetime) -> OfficerTook:
        return OfficerTook(effect=effect.id, position=1)

    def _not_now(self, session_id: str, effect: Effect, now: datetime) -> None:
        raise NotNow

    def do(self, *events: Inbound, session_id: str = "s") -> Settled:
        for event in events:
            settled = self.host.handle(session_id, event, VIEWER)
        return settled


@pytest.fixture
def office(world: World, store: Store) -> Office:
    return Office(world, store)


def test_a_talk_from_start_to_receipt(office: Office) -> None:
    settled = office.do(*ROAD, Confirm())
    assert settled.screen.kind == "receipt"
    assert settled.screen.receipt is not None
    assert settled.screen.receipt.number == "K7Q-234-567"
    assert [type(effect) for effect in settled.effects] == [Submit]
    assert len(office.done) == 1


def test_an_event_that_comes_twice_is_taken_once(office: Office) -> None:
    office.do(*ROAD)
    send = Confirm(id="send")
    first = office.do(send)
    again = office.do(send)
    assert again.screen == first.screen
    assert again.effects == ()
    assert len(office.done) == 1


@pytest.mark.parametrize("id", ["nul\0", "x" * 100_000, "\ud800", "<b>é</b>"])
def test_an_id_of_any_form_is_taken_once(office: Office, id: str) -> None:
    office.do(*ROAD)
    first = office.do(Confirm(id=id))
    assert first.screen.kind == "receipt"
    assert office.do(Confirm(id=id)).screen == first.screen


def test_a_strike_on_a_screen_that_is_gone_does_nothing(office: Office) -> None:
    turn = office.do(*ROAD).screen.turn
    first = office.do(Choose(option="send", on=turn))
    second = office.do(Choose(option="send", on=turn))
    assert second.screen == first.screen
    assert len(office.done) == 1


def test_an_effect_that_fails_is_done_later_and_the_person_is_told(office: Office) -> None:
    office.down = True
    assert office.do(*ROAD, Confirm()).screen.kind == "waiting"
    office.now += timedelta(hours=1)
    assert office.host.look("s", VIEWER).screen.kind == "waiting"
    office.down = False
    office.now += timedelta(hours=1)
    assert office.host.recover() == 1
    assert office.host.look("s", VIEWER).screen.kind == "receipt"
    assert office.host.recover() == 0


def test_nothing_else_happens_while_a_request_is_being_sent(office: Office) -> None:
    office.down = True
    office.do(*ROAD, Confirm())
    assert (
        office.do(Confirm(), Change(question="damage"), Say(text="batal")).screen.kind == "waiting"
    )
    office.down = False
    office.now += timedelta(hours=1)
    office.host.recover()
    assert len(office.done) == 1


def test_a_program_that_died_before_its_effect_leaves_it_to_the_next(
    world: World, store: Store
) -> None:
    class Died(BaseException):
        pass

    office = Office(world, store)
    office.do(*ROAD)

    def die(*_: object) -> None:
        raise Died

    office.host._performers = {Submit: die}
    with pytest.raises(Died):
        office.do(Confirm())
    later = Office(world, store)
    assert later.host.recover() == 1
    assert later.host.look("s", VIEWER).screen.kind == "receipt"
    assert len(later.done) == 1


def test_news_for_a_talk_that_is_gone_are_dropped(office: Office) -> None:
    office.host.tell("nobody", OfficerDone(id="n", effect="e.0"))
    assert office.store.load("nobody") is None


def test_an_officer_who_closed_the_call_brings_the_question_back(office: Office) -> None:
    called = office.do(*ROAD[:2], Officer(id="o")).screen
    assert called.kind == "officer"
    office.host.tell("s", OfficerDone(id="done", effect="o.0"))
    screen = office.host.look("s", VIEWER).screen
    assert (screen.kind, screen.question_id) == ("question", "where")
    assert screen.notice is not None


def test_two_hands_on_one_talk_lose_no_answer(world: World, store: Store) -> None:
    """Two programs answer the same question and the next at once: each event counts, in some
    order, and the talk is at one place only."""
    offices = [Office(world, store), Office(world, store)]
    offices[0].do(Start(service="LAPOR_JALAN"))
    failed: list[BaseException] = []

    def answer(office: Office, option: str) -> None:
        try:
            for n in range(10):
                office.do(Choose(option=option, id=f"{option}{n}"), Change(question="damage"))
        except BaseException as error:
            failed.append(error)

    threads = [
        threading.Thread(target=answer, args=(office, option))
        for office, option in zip(offices, ("pothole", "crack"), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    stored = store.load("s")
    assert stored is not None
    assert stored.session.turn == 1 + 40
    assert stored.session.answers["LAPOR_JALAN.damage"].value in {"pothole", "crack"}
