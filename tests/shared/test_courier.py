"""The courier with a real backend: on disk first, once at the backend, told until it is known."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest
from msgspec.structs import replace

from dialogs.contract.effect import Submit
from dialogs.contract.event import Refused, Submitted
from shared.store import Store
from shared.superapp import courier as courier_module
from shared.superapp import receipt, words
from shared.superapp.client import SuperApp
from shared.superapp.client.wire import QUICK
from shared.superapp.courier import Courier, News
from tests.shared.answering import Reply, Seen, answering, nobody
from tests.shared.requests_made import lost_card, road
from tests.superapp.running import Backend, served

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=7)))
LATER = NOW + timedelta(hours=2)


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    home = tmp_path_factory.mktemp("superapp")
    with served(f"sqlite:///{home / 'superapp.db'}", home) as it:
        yield it


RNG = random.Random(7)  # one for all: receipts meet at the backend only where a test says so


def courier(store: Store, url: str, key: str | None = None) -> Courier:
    return Courier(store.outbox, store.tray, SuperApp(url, key), device="K7Q", rng=RNG)


def test_with_a_backend_the_receipt_says_sent(store: Store, backend: Backend) -> None:
    carrier = courier(store, backend.url, backend.key)
    report = carrier.submit("s1", Submit(id="e1.0", request=road()), NOW)
    card = carrier.submit("s1", Submit(id="e2.0", request=lost_card()), NOW)
    assert isinstance(report, Submitted)
    assert isinstance(card, Submitted)
    assert (report.status, card.status) == ("sent", "recorded")
    assert (report.id, report.effect, report.at) == ("e1.0.sent", "e1.0", NOW)
    assert receipt.check(card.number)
    assert card.number.startswith("K7Q")
    assert card.word in words.code_words()
    details = SuperApp(backend.url).warga.status(card.number, card.pin)
    assert details is not None
    assert details["service_code"] == "KTP_HILANG"
    again = carrier.submit("s1", Submit(id="e2.0", request=lost_card()), LATER)
    assert again == replace(card, at=LATER)


def test_a_silent_backend_holds_no_resident_up(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sum(QUICK) <= 2
    monkeypatch.setattr(courier_module, "QUICK", QUICK)
    done = threading.Event()

    def silence(_: Seen) -> None:
        done.wait(60)

    with answering(silence) as (url, seen):
        began = time.monotonic()
        event = courier(store, url).submit("s1", Submit(id="e1.0", request=road()), NOW)
        assert time.monotonic() - began < 30, "it waited for an answer"
        done.set()
    assert len(seen) == 1
    assert isinstance(event, Submitted)
    assert event.status == "queued"


def test_without_a_backend_it_waits_and_arrives_in_order(store: Store, backend: Backend) -> None:
    cut_off = courier(store, nobody())
    effects = [
        Submit(id=f"e{n}.0", request=request()) for n, request in enumerate((road, lost_card, road))
    ]
    queued = [cut_off.submit("s1", effect, NOW) for effect in effects]
    assert [event.status for event in queued if isinstance(event, Submitted)] == ["queued"] * 3
    assert cut_off.deliver_due(LATER) == []
    carrier = courier(store, backend.url, backend.key)
    news = carrier.deliver_due(LATER + timedelta(hours=1))
    assert [each.event.id for each in news] == ["e0.0.sent", "e1.0.recorded", "e2.0.sent"]
    numbers = [each.event.number for each in news if isinstance(each.event, Submitted)]
    assert numbers == [event.number for event in queued if isinstance(event, Submitted)]
    again = carrier.deliver_due(LATER)
    assert again == [News("s1", replace(each.event, at=LATER)) for each in news]
    for each in news:
        carrier.told(each)
    assert carrier.deliver_due(LATER) == []
    assert store.outbox.waiting() == 0


def test_what_is_refused_goes_to_an_officer(store: Store, backend: Backend) -> None:
    carrier = courier(store, backend.url, backend.key)
    wrong = road(attributes={"damage": "nothing known"})
    event = carrier.submit("s1", Submit(id="e1.0", request=wrong), NOW)
    assert event == Refused(id="e1.0.refused", at=NOW, effect="e1.0")
    (call,) = store.tray.open()
    assert (call.service, call.reason, call.session_id) == ("LAPOR_JALAN", "refused", "s1")
    assert carrier.submit("s1", Submit(id="e1.0", request=wrong), NOW) == event
    assert len(store.tray.open()) == 1
    entry = store.outbox.find("s1", "e1.0")
    assert entry is not None
    assert entry.letter is not None


def test_a_server_in_trouble_is_asked_again_when_it_says(store: Store) -> None:
    with answering(lambda _: Reply(503, b"", {"Retry-After": "600"})) as (url, seen):
        carrier = courier(store, url)
        carrier.submit("s1", Submit(id="e1.0", request=road()), NOW)
        carrier.submit("s2", Submit(id="e1.0", request=road()), NOW)
        assert len(seen) == 2
        carrier.deliver_due(NOW + timedelta(seconds=599))
        assert len(seen) == 2
        carrier.deliver_due(NOW + timedelta(seconds=600))
        assert len(seen) == 4  # one in trouble keeps no other waiting


def test_a_server_that_asks_for_a_year_is_asked_within_the_hour(store: Store) -> None:
    with answering(lambda _: Reply(429, b"", {"Retry-After": "31536000"})) as (url, seen):
        carrier = courier(store, url)
        carrier.submit("s1", Submit(id="e1.0", request=road()), NOW)
        carrier.deliver_due(NOW + timedelta(hours=1))
        assert len(seen) == 2


def test_an_answer_that_was_lost_is_asked_for_with_the_same_key(
    store: Store, backend: Backend
) -> None:
    real = SuperApp(backend.url, backend.key)
    keys: list[str] = []

    def lose(call: Seen) -> None:
        keys.append(call.headers["Idempotency-Key"])

    with answering(lose) as (url, _):
        carrier = courier(store, url)
        carrier.submit("s1", Submit(id="e1.0", request=road()), NOW)
        carrier.deliver_due(LATER)
    assert len(keys) == 2
    assert len(set(keys)) == 1
    again = Courier(store.outbox, store.tray, real, device="K7Q")
    assert [each.event.id for each in again.deliver_due(LATER + timedelta(hours=1))] == [
        "e1.0.sent"
    ]


def test_receipts_that_meet_are_minted_anew(store: Store) -> None:
    first = Courier(
        store.outbox, store.tray, SuperApp(nobody()), device="K7Q", rng=random.Random(5)
    )
    second = Courier(
        store.outbox, store.tray, SuperApp(nobody()), device="K7Q", rng=random.Random(5)
    )
    one = first.submit("s1", Submit(id="e1.0", request=road()), NOW)
    two = second.submit("s2", Submit(id="e1.0", request=road()), NOW)
    assert isinstance(one, Submitted)
    assert isinstance(two, Submitted)
    assert one.number != two.number
