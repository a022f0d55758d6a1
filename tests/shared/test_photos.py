"""A photo of a talk: sealed here until the report is at the super-app, and gone afterwards."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from dialogs.contract.effect import Submit
from dialogs.contract.event import Submitted
from shared.store import Store
from shared.store.photos import MOST_BYTES, PhotoTooLargeError
from shared.store.tables import photo
from shared.superapp.client import SuperApp
from shared.superapp.courier import Courier
from tests.shared.answering import nobody
from tests.shared.requests_made import road
from tests.superapp.running import Backend, served
from tests.superapp.test_open311_posting import photograph

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    home = tmp_path_factory.mktemp("superapp")
    with served(f"sqlite:///{home / 'superapp.db'}", home) as it:
        yield it


RNG = random.Random(7)


def courier(store: Store, url: str, key: str | None = None) -> Courier:
    app = SuperApp(url, key, store.photos.get)
    return Courier(store.outbox, store.tray, app, device="K7Q", rng=RNG, photos=store.photos)


def sealed(store: Store) -> list[bytes]:
    with store._database.reading() as connection:
        return [bytes(body) for body in connection.execute(sa.select(photo.c.body)).scalars()]


def test_a_photo_is_sealed_and_found_by_its_name_alone(store: Store) -> None:
    content = photograph()
    ref = store.photos.put("s1", content, NOW)
    assert store.photos.get(ref) == content
    assert store.photos.get("photo:unknown") is None
    assert all(content[:40] not in body for body in sealed(store))
    store.photos.forget(ref)
    assert store.photos.get(ref) is None
    with pytest.raises(PhotoTooLargeError):
        store.photos.put("s1", bytes(MOST_BYTES + 1), NOW)


def test_a_report_takes_its_photo_along_once_and_leaves_none_behind(
    store: Store, backend: Backend
) -> None:
    ref = store.photos.put("s1", photograph(), NOW)
    request = replace(road(), media=ref)
    cut_off = courier(store, nobody())
    queued = cut_off.submit("s1", Submit(id="e1.0", request=request), NOW)
    assert isinstance(queued, Submitted)
    assert queued.status == "queued"
    assert store.photos.get(ref) is not None
    carrier = courier(store, backend.url, backend.key)
    later = NOW + timedelta(hours=2)
    (news,) = carrier.deliver_due(later)
    assert isinstance(news.event, Submitted)
    assert news.event.status == "sent"
    assert sealed(store) == []
    entry = store.outbox.find("s1", "e1.0")
    assert entry is not None
    assert entry.reference is not None
    kept = backend.documents.of(entry.reference)
    assert [(one.kind, one.content_type) for one in kept] == [("media", "image/jpeg")]


def test_a_photo_that_is_kept_no_longer_holds_nothing_up(store: Store, backend: Backend) -> None:
    request = replace(road(), media="photo:gone")
    carrier = courier(store, backend.url, backend.key)
    sent = carrier.submit("s2", Submit(id="e2.0", request=request), NOW)
    assert isinstance(sent, Submitted)
    assert sent.status == "sent"
