"""The super-app client: both interfaces against the real backend; every status against a server."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dialogs.contract.effect import Consented, Request
from shared.superapp.client import Parcel, RefusedError, SuperApp, UnreachableError
from shared.superapp.client.retry import CAP, wait
from shared.superapp.client.wire import Timeouts
from tests.shared.answering import Reply, Seen, answering, nobody
from tests.shared.requests_made import NAME, NIK, STORY, TEBET_TIMUR, lost_card, road
from tests.superapp.running import PIN, PIN_HASH, Backend, new_receipt, served

ASKED_AT = "2026-11-05T09:00:00+07:00"
SENTINELS = (NIK, NAME, "Lubang besar")


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    home = tmp_path_factory.mktemp("superapp")
    with served(f"sqlite:///{home / 'superapp.db'}", home) as it:
        yield it


def parcel(request: Request, key: str = "0b7b2c1e-key") -> Parcel:
    number = new_receipt()
    return Parcel(f"{key}-{number}", number, PIN_HASH, "melati", request)


def test_a_report_arrives_once_and_is_followed_by_its_number(backend: Backend) -> None:
    app = SuperApp(backend.url, backend.key)
    sent = parcel(road())
    reference = app.send(sent).reference
    assert app.send(sent).reference == reference
    jakarta = {"jurisdiction_id": "jakarta.go.id"}
    (row,) = backend.get(f"/open311/v2/requests/{reference}.json", params=jakarta).json()
    assert row["service_code"] == "LAPOR_JALAN"
    listed = backend.get("/open311/v2/requests.xml", params=jakarta)
    assert listed.ok
    assert reference in listed.text
    assert STORY not in listed.text
    details = app.warga.status(sent.receipt, PIN)
    assert details is not None
    assert details["attributes"]["description"] == STORY


def test_a_lost_card_is_found_by_its_receipt(backend: Backend) -> None:
    app = SuperApp(backend.url, backend.key)
    sent = parcel(lost_card())
    reference = app.send(sent).reference
    assert app.send(sent).reference == reference
    assert app.warga.status(sent.receipt) == {"receipt": sent.receipt, "status": "recorded"}
    details = app.warga.status(sent.receipt, PIN)
    assert details is not None
    assert details["service_request_id"] == reference
    assert app.warga.status(sent.receipt, "000000") is None
    assert app.warga.status("../healthz") is None


def test_the_proof_of_a_consent_goes_with_its_request_once(backend: Backend) -> None:
    app = SuperApp(backend.url, backend.key)
    yes = Consented("KTP_HILANG", "f23a529c9d8b", "id", "kiosk", ASKED_AT, "companion")
    sent = parcel(replace(lost_card(), consent=yes, hands="agreed", actor="companion"))
    app.send(sent)
    app.send(sent)
    card = {"X-Receipt": sent.receipt, "X-Pin": PIN}
    kept = backend.get("/warga/v1/me/export", headers=card).json()["requests"]
    (proof,) = next(one for one in kept if one["receipt"] == sent.receipt)["consents"]
    assert proof["purpose"] == "KTP_HILANG"
    assert proof["text_version"] == "f23a529c9d8b"
    assert (proof["given"], proof["helper"], proof["channel"]) == (True, "companion", "kiosk")


def test_a_yes_that_cannot_be_proved_sends_nothing(backend: Backend) -> None:
    app = SuperApp(backend.url, backend.key)
    vague = Consented("two words", "f23a529c9d8b", "id", "kiosk", ASKED_AT)
    sent = parcel(replace(lost_card(), consent=vague))
    with pytest.raises(RefusedError):
        app.send(sent)
    assert app.warga.status(sent.receipt) is None


def test_the_catalogue_is_fetched_once(backend: Backend) -> None:
    app = SuperApp(backend.url)
    catalogue = app.warga.catalogue()
    assert catalogue is not None
    assert {"KTP_HILANG", "LAPOR_JALAN"} <= {
        s["service_code"] for s in catalogue.services["services"]
    }
    assert app.warga.catalogue(catalogue.etag) is None


def test_what_is_wrong_is_refused_without_repeating_it(backend: Backend) -> None:
    app = SuperApp(backend.url, backend.key)
    wrong = road(attributes={"damage": "Siti Contoh", "description": "Lubang besar"})
    with pytest.raises(RefusedError) as caught:
        app.send(parcel(wrong))
    assert caught.value.code == 400
    assert not any(word in str(caught.value) for word in SENTINELS)


def test_a_key_nobody_knows_is_our_fault_and_not_the_requests(backend: Backend) -> None:
    with pytest.raises(UnreachableError) as caught:
        SuperApp(backend.url, "another").send(parcel(lost_card()))
    assert caught.value.answered


def test_the_form_is_as_georeport_wants_it() -> None:
    with answering(lambda _: Reply(200, b'[{"token": "T1"}]')) as (url, seen):
        request = road(
            attributes={"damage": "crack", "seen": ["a", "b&c"], "phone": "+62811"},
            lat=-6.2,
            lon=106.8,
        )
        sent = parcel(request)
        assert SuperApp(url, "secret").send(sent).reference == "T1"
    (call,) = seen
    assert call.path == "/open311/v2/requests.json"
    assert call.headers["X-Api-Key"] == "secret"
    assert call.headers["Idempotency-Key"] == sent.idempotency_key
    assert "secret" not in call.body
    assert parse_qsl(call.body) == [
        ("jurisdiction_id", "jakarta.go.id"),
        ("service_code", "LAPOR_JALAN"),
        ("receipt", sent.receipt),
        ("pin_hash", PIN_HASH),
        ("word", "melati"),
        ("lat", "-6.2000000"),
        ("long", "106.8000000"),
        ("address_id", TEBET_TIMUR),
        ("attribute[damage]", "crack"),
        ("attribute[seen][]", "a"),
        ("attribute[seen][]", "b&c"),
        ("phone", "+62811"),
    ]


@pytest.mark.parametrize("request_of", [road, lost_card])
@pytest.mark.parametrize("code", [400, 404, 409, 410, 413, 422, 451])
def test_these_are_for_good(code: int, request_of: Callable[[], Request]) -> None:
    with answering(lambda _: Reply(code, b'[{"code": "wrong"}]')) as (url, seen):
        with pytest.raises(RefusedError):
            SuperApp(url).send(parcel(request_of()))
        assert len(seen) == 1


@pytest.mark.parametrize(
    "code", [301, 302, 307, 308, 401, 403, 407, 408, 425, 429, 500, 502, 503, 504]
)
def test_these_may_pass_later_and_nothing_is_followed(code: int) -> None:
    with answering(lambda _: Reply(code, b"", {"Location": "/elsewhere"})) as (url, seen):
        with pytest.raises(UnreachableError) as caught:
            SuperApp(url).send(parcel(lost_card()))
        assert caught.value.answered
        assert [call.path for call in seen] == ["/warga/v1/requests"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Wi-Fi</html>",
        b"[]",
        b"{}",
        b"null",
        b"7",
        b'[{"service_request_id": ""}]',
        b'[{"service_request_id": 12}]',
        b'{"service_request_id": "J-1", "receipt": "ZZZ"}',
        b"\xff\xfe",
    ],
)
@pytest.mark.parametrize("request_of", [road, lost_card])
def test_a_captive_portals_yes_is_none(body: bytes, request_of: Callable[[], Request]) -> None:
    with answering(lambda _: Reply(200, body)) as (url, _), pytest.raises(UnreachableError):
        SuperApp(url).send(parcel(request_of()))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_heard(headers: dict[str, str], seconds: float | None) -> None:
    refusing = answering(lambda _: Reply(503, b"", headers))
    with refusing as (url, _), pytest.raises(UnreachableError) as caught:
        SuperApp(url).send(parcel(road()))
    assert caught.value.retry_after == seconds


def test_retry_after_as_a_date_is_held_against_the_servers_clock() -> None:
    there = datetime(2031, 5, 5, tzinfo=timezone.utc)  # years ahead of ours
    dates = {
        "Date": format_datetime(there, usegmt=True),
        "Retry-After": format_datetime(there + timedelta(seconds=90), usegmt=True),
    }
    refusing = answering(lambda _: Reply(429, b"", dates))
    with refusing as (url, _), pytest.raises(UnreachableError) as caught:
        SuperApp(url).send(parcel(road()))
    assert caught.value.retry_after == 90


def test_silence_and_a_broken_line_are_no_answer() -> None:
    given_up = threading.Event()

    def silence(_: Seen) -> Reply:
        given_up.wait(60)
        return Reply(200)

    with answering(lambda _: None) as (broken, _), answering(silence) as (silent, _):
        for url in (nobody(), broken, silent):
            started = time.monotonic()
            with pytest.raises(UnreachableError) as caught:
                SuperApp(url).send(parcel(lost_card()), Timeouts(0.2, 0.2))
            assert not caught.value.answered
            assert caught.value.__cause__ is None
            assert caught.value.__suppress_context__
            assert time.monotonic() - started < 30, "it waited for an answer"
            assert not any(word in str(caught.value) for word in SENTINELS)
        given_up.set()


def test_a_proxy_of_the_environment_is_not_asked_about_this_machine(
    backend: Backend, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HTTP_PROXY", nobody())
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    with answering(lambda _: Reply(200, b'[{"token": "T1"}]')) as (url, seen):
        SuperApp(url).send(parcel(road()))
    assert "Authorization" not in seen[0].headers


def test_nothing_personal_is_printed() -> None:
    assert not any(word in repr(parcel(lost_card())) for word in SENTINELS)


@given(st.integers(1, 10_000), st.integers(), st.none() | st.floats(0, 1e6))
def test_the_pause_grows_to_its_cap_and_hears_the_server(
    attempts: int, seed: int, retry_after: float | None
) -> None:
    pause = wait(attempts, random.Random(seed), retry_after)
    assert pause >= timedelta(seconds=retry_after or 0)
    assert pause <= timedelta(
        seconds=max(min(CAP, 2.0 ** min(attempts, 20)), retry_after or 0) + 1e-6
    )


def test_the_pause_is_spread() -> None:
    rng = random.Random(1)
    pauses = [wait(20, rng).total_seconds() for _ in range(2_000)]
    assert 140 < sum(pauses) / len(pauses) < 160
    assert min(pauses) < 10
