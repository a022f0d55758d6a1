"""The outbox: first row counts, order per talk, leases, erasure."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from dialogs.contract.effect import Request
from shared.store import Store
from shared.store.outbox import LEASE, Entry, Letter, ReceiptTakenError
from shared.store.tables import outbox

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=7)))
SECOND = timedelta(seconds=1)


def put(store: Store, session: str, effect: str, receipt: str, pin: str = "204816") -> Entry:
    request = Request(service="KTP_HILANG", route="warga", attributes={"nik": "3175036508450001"})
    return store.outbox.put(
        session,
        effect,
        idempotency_key=f"key-{session}-{effect}",
        receipt=receipt,
        letter=Letter(request, pin, "hash", "melati"),
        now=NOW,
    )


def test_the_same_effect_again_is_the_first_row(store: Store) -> None:
    first = put(store, "s1", "e1.0", "AAAAAAAAA")
    again = put(store, "s1", "e1.0", "BBBBBBBBB", pin="999999")
    assert again == first
    assert again.letter is not None
    assert (again.receipt, again.letter.pin, again.status) == ("AAAAAAAAA", "204816", "queued")


def test_a_receipt_is_given_once(store: Store) -> None:
    put(store, "s1", "e1.0", "AAAAAAAAA")
    with pytest.raises(ReceiptTakenError):
        put(store, "s2", "e1.0", "AAAAAAAAA")
    assert store.outbox.waiting() == 1


def test_rows_of_one_talk_go_in_their_order(store: Store) -> None:
    put(store, "s1", "e1.0", "AAAAAAAAA")
    put(store, "s1", "e2.0", "BBBBBBBBB")
    put(store, "s2", "e1.0", "CCCCCCCCC")
    first, other = (store.outbox.claim(NOW, "K1") for _ in range(2))
    assert first is not None
    assert other is not None
    assert (first.receipt, other.receipt) == ("AAAAAAAAA", "CCCCCCCCC")
    assert store.outbox.claim(NOW, "K1") is None
    assert store.outbox.claim(NOW, "K1", only=("s1", "e2.0")) is None
    store.outbox.postpone(first.number, NOW + 9 * SECOND)
    assert store.outbox.claim(NOW, "K1") is None  # the later one waits for the postponed
    again = store.outbox.claim(NOW + 9 * SECOND, "K1")
    assert again is not None
    assert (again.receipt, again.attempts) == ("AAAAAAAAA", 1)
    store.outbox.acknowledge(again.number, "JKT-1")
    second = store.outbox.claim(NOW, "K1")
    assert second is not None
    assert second.receipt == "BBBBBBBBB"


def test_a_dead_sender_loses_nothing(store: Store) -> None:
    put(store, "s1", "e1.0", "AAAAAAAAA")
    assert store.outbox.claim(NOW, "K1") is not None
    store.outbox.recover("K2")
    assert store.outbox.claim(NOW, "K2") is None  # K1 may still be sending it
    assert store.outbox.claim(NOW + LEASE, "K2") is not None
    store.outbox.recover("K2")
    assert store.outbox.claim(NOW, "K2") is not None


def test_a_clock_set_back_stops_nothing(store: Store) -> None:
    put(store, "s1", "e1.0", "AAAAAAAAA")
    assert store.outbox.claim(NOW - timedelta(days=400), "K1") is not None


def test_who_was_late_changes_nothing(store: Store) -> None:
    number = put(store, "s1", "e1.0", "AAAAAAAAA").number
    store.outbox.claim(NOW, "K1")
    store.outbox.acknowledge(number, "JKT-1")
    store.outbox.postpone(number, NOW)
    store.outbox.reject(number)
    entry = store.outbox.find("s1", "e1.0")
    assert entry is not None
    assert (entry.status, entry.reference) == ("recorded", "JKT-1")


def test_what_was_delivered_is_erased_once_told(store: Store) -> None:
    for session, receipt in (("s1", "AAAAAAAAA"), ("s2", "BBBBBBBBB"), ("s3", "CCCCCCCCC")):
        put(store, session, "e1.0", receipt)
    store.outbox.told("s1", "e1.0")  # too early: nothing to tell yet
    for end in (lambda n: store.outbox.acknowledge(n, "JKT-1"), store.outbox.reject):
        claimed = store.outbox.claim(NOW, "K1")
        assert claimed is not None
        end(claimed.number)
    assert [entry.status for entry in store.outbox.untold()] == ["recorded", "refused"]
    for session in ("s1", "s2", "s3"):
        store.outbox.told(session, "e1.0")
    assert store.outbox.untold() == []
    letters = {
        session: store.outbox.find(session, "e1.0").letter is not None  # type: ignore[union-attr]
        for session in ("s1", "s2", "s3")
    }
    assert letters == {"s1": False, "s2": True, "s3": True}  # an officer needs what was refused
    with store._database.reading() as connection:
        bodies = connection.execute(sa.select(outbox.c.body).order_by(outbox.c.number)).scalars()
        assert [body is None for body in bodies] == [True, False, False]


def test_two_senders_never_hold_the_same_row(store: Store) -> None:
    for number in range(24):
        put(store, f"s{number}", "e1.0", f"AAAAAAA{number:02}")
    claimed: list[str] = []

    def send(name: str) -> None:
        while (entry := store.outbox.claim(NOW, name)) is not None:
            claimed.append(entry.receipt)

    threads = [threading.Thread(target=send, args=(f"K{name}",)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(claimed) == len(set(claimed)) == 24


def test_nothing_personal_is_printed(store: Store) -> None:
    entry = put(store, "s1", "e1.0", "AAAAAAAAA")
    assert "3175036508450001" not in repr(entry)
    assert "204816" not in repr(entry)
