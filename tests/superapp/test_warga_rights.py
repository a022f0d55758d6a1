"""What a resident does later over /warga/v1: answer a closing, add papers, see, correct, erase."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
import sqlalchemy as sa
from PIL import Image

from shared.superapp.reference import moments
from tests.superapp.running import PIN, TEBET_TIMUR, Backend, lost_card, new_receipt, road_report
from tests.superapp.staff import Officer, hired, jpeg, picture

NIK = "3174015708490001"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def budi(backend: Backend) -> Officer:
    return hired(backend)


@pytest.fixture
def later(backend: Backend) -> Iterator[Backend]:
    with backend.clock.standing():
        yield backend


def code(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]


def sent(backend: Backend, body: dict[str, Any] | None = None) -> tuple[str, str]:
    """Number and receipt of a new request."""
    body = body or lost_card(address_id=TEBET_TIMUR)
    answer = backend.ask(body)
    assert answer.status_code == 201, answer.text
    return answer.json()["service_request_id"], body["receipt"]


def act(backend: Backend, receipt: str, action: str, pin: str = PIN) -> requests.Response:
    url = f"{backend.url}/warga/v1/requests/{receipt}/{action}"
    return requests.post(url, headers={"X-Pin": pin}, timeout=60)


def me(backend: Backend, method: str, path: str, receipt: str, **options: Any) -> requests.Response:
    headers = {"X-Receipt": receipt, "X-Pin": options.pop("pin", PIN)}
    url = f"{backend.url}/warga/v1/me{path}"
    return requests.request(method, url, headers=headers, timeout=60, **options)


# The resident's own steps


def test_withdrawn_until_it_has_an_official_number(budi: Officer) -> None:
    backend = budi.backend
    number, receipt = sent(backend)
    answer = act(backend, receipt, "withdraw")
    assert (answer.status_code, answer.json()["status"]) == (200, "withdrawn")
    assert answer.json()["possible"] == []
    assert code(act(backend, receipt, "withdraw")) == (409, "no_such_step")
    number, receipt = sent(backend)
    budi.moved(number, "handed_over", {"to": "numbered", "official_number": "1"})
    assert code(act(backend, receipt, "withdraw")) == (409, "no_such_step")


@pytest.mark.parametrize("action", ["confirm", "reopen", "withdraw"])
def test_a_step_asks_for_receipt_and_pin(backend: Backend, action: str) -> None:
    _, receipt = sent(backend)
    wrong, unknown = act(backend, receipt, action, "000000"), act(backend, new_receipt(), action)
    assert (wrong.status_code, wrong.content) == (404, unknown.content)
    url = f"{backend.url}/warga/v1/requests/{receipt}/{action}"
    assert requests.post(url, timeout=60).status_code == 422
    assert backend.get(f"/warga/v1/requests/{receipt}").json()["status"] == "recorded"


def test_a_rejection_says_why_and_may_be_answered(budi: Officer) -> None:
    number, receipt = sent(budi.backend)
    budi.moved(number, {"to": "rejected", "reason": "KTP-nya sudah ditemukan"})
    headers = {"X-Pin": PIN}
    seen = budi.backend.get(f"/warga/v1/requests/{receipt}", headers=headers).json()
    assert seen["history"][-1]["reason"] == "KTP-nya sudah ditemukan"
    assert set(seen["confirm_by_on"]) == {"id", "en"}
    assert act(budi.backend, receipt, "reopen").json()["status"] == "coordination"
    budi.moved(number, "handed_over")


# Documents


def add_document(
    backend: Backend, receipt: str, content: bytes, pin: str = PIN
) -> requests.Response:
    url = f"{backend.url}/warga/v1/requests/{receipt}/documents"
    files = {"document": ("surat", content)}
    return requests.post(url, files=files, headers={"X-Pin": pin}, timeout=60)


def test_a_photo_loses_its_metadata_and_a_pdf_stays(backend: Backend) -> None:
    number, receipt = sent(backend)
    told = Image.Exif()
    told[0x010F] = "RahasiaKamera"
    written = io.BytesIO()
    picture().save(written, "JPEG", exif=told)
    assert b"RahasiaKamera" in written.getvalue()
    photo = add_document(backend, receipt, written.getvalue())
    paper = add_document(backend, receipt, PDF)
    assert (photo.status_code, paper.status_code) == (201, 201)
    assert photo.json()["content_type"] == "image/jpeg"
    assert paper.json() == paper.json() | {"content_type": "application/pdf", "size": len(PDF)}
    kept = backend.documents.content(photo.json()["document_id"])
    assert kept is not None
    assert b"RahasiaKamera" not in kept
    assert backend.documents.content(paper.json()["document_id"]) == PDF
    assert len(backend.documents.of(number)) == 2


def test_a_document_is_what_its_bytes_say(budi: Officer) -> None:
    backend = budi.backend
    _, receipt = sent(backend)
    for content in (b"", b"MZ\x90", b"<svg/>", b"GIF89a" + b"\0" * 50, jpeg(picture())[:300]):
        assert add_document(backend, receipt, content).status_code in (400, 422)
    assert add_document(backend, receipt, b"%PDF-" + b"x" * 7_000_000).status_code == 413
    assert add_document(backend, receipt, PDF, "000000").status_code == 404
    act(backend, receipt, "withdraw")
    assert code(add_document(backend, receipt, PDF)) == (409, "over")


# Consents


def consent(backend: Backend, key: str | None = None, **changes: Any) -> requests.Response:
    body = {
        "given": True,
        "purpose": "KTP_HILANG",
        "text_version": "v2026-11-01",
        "language": "id",
        "channel": "kiosk",
        "helper": "companion",
        "asked_at": "2026-11-21T10:00:00+07:00",
        **changes,
    }
    headers = {"X-Api-Key": backend.key, "Idempotency-Key": key or str(uuid.uuid4())}
    return requests.post(f"{backend.url}/warga/v1/consents", json=body, headers=headers, timeout=60)


def test_a_consent_is_proved_once_and_a_refusal_too(backend: Backend) -> None:
    receipt, key = new_receipt(), str(uuid.uuid4())
    first = consent(backend, key, receipt=receipt)
    assert first.status_code == 201, first.text
    assert consent(backend, key, receipt=receipt).json() == first.json()
    assert code(consent(backend, key, receipt=receipt, given=False)) == (409, "key_reused")
    assert consent(backend, given=False).json()["given"] is False
    query = sa.text("SELECT count(*) FROM consent WHERE receipt = :receipt")
    with backend.database.reading() as connection:
        assert connection.execute(query, {"receipt": receipt}).scalar_one() == 1


def test_one_consent_of_twenty_calls_at_once(backend: Backend) -> None:
    key, receipt = str(uuid.uuid4()), new_receipt()
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: consent(backend, key, receipt=receipt), range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"purpose": "two words"}, "wrong"),
        ({"helper": "Siti Contoh"}, "wrong"),
        ({"asked_at": "today"}, "wrong"),
        ({"receipt": "ABCDEFGHK"}, "wrong"),
        ({"given": None}, "wrong"),
    ],
)
def test_a_consent_holds_nothing_of_a_person(
    backend: Backend, changes: dict[str, Any], fault: str
) -> None:
    answer = consent(backend, **changes)
    assert code(answer) == (422, fault)
    assert "Siti" not in answer.text


# The feed


def changes(backend: Backend, since: str = "0", **options: Any) -> dict[str, Any]:
    headers = {"X-Api-Key": options.pop("key", backend.key)}
    params = {"since": since, **options}
    answer = backend.get("/warga/v1/changes", headers=headers, params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def newest(backend: Backend) -> str:
    cursor, more = "0", True
    while more:
        page = changes(backend, cursor)
        cursor, more = page["cursor"], page["more"]
    return str(cursor)


def test_the_feed_tells_each_step_once_in_order(budi: Officer) -> None:
    backend = budi.backend
    start = newest(backend)
    number, receipt = sent(backend)
    assert changes(backend, start) == {"changes": [], "cursor": start, "more": False}
    budi.moved(number, "handed_over", "recorded", "handed_over")
    act(backend, receipt, "withdraw")
    seen, cursor, more = [], start, True
    while more:
        page = changes(backend, cursor, limit=2)
        assert len(page["changes"]) <= 2
        seen += [(one["receipt"], one["status"]) for one in page["changes"]]
        cursor, more = page["cursor"], page["more"]
    steps = ["handed_over", "recorded", "handed_over", "withdrawn"]
    assert seen == [(receipt, step) for step in steps]


def test_a_client_learns_of_its_own_requests_alone(budi: Officer) -> None:
    backend = budi.backend
    start = newest(backend)
    number, _ = sent(backend)
    budi.moved(number, "handed_over")
    assert changes(backend, start, key="another-secret")["changes"] == []
    assert len(changes(backend, start)["changes"]) == 1
    assert backend.get("/warga/v1/changes").status_code == 403
    for since in ("x", "-1", "9" * 30, "\u0663"):
        headers = {"X-Api-Key": backend.key}
        answer = backend.get("/warga/v1/changes", headers=headers, params={"since": since})
        assert answer.status_code == 422, since


def test_a_reader_of_the_feed_misses_nothing_under_load(budi: Officer) -> None:
    backend = budi.backend
    start = newest(backend)
    numbers = [sent(backend)[0] for _ in range(12)]
    seen: list[str] = []
    with ThreadPoolExecutor(6) as pool:
        moving = [pool.submit(budi.move, number, "handed_over") for number in numbers]
        cursor = start
        while not all(one.done() for one in moving):
            page = changes(backend, cursor)
            cursor = page["cursor"]
            seen += [one["receipt"] for one in page["changes"]]
    seen += [one["receipt"] for one in changes(backend, cursor)["changes"]]
    assert len(seen) == len(set(seen)) == len(numbers)


# To see, to correct, to erase


def test_a_person_sees_all_that_is_kept(budi: Officer) -> None:
    number, receipt = sent(budi.backend)
    consent(budi.backend, receipt=receipt)
    budi.moved(number, "handed_over")
    answer = me(budi.backend, "GET", "/export", receipt)
    assert answer.status_code == 200, answer.text
    (request,) = answer.json()["requests"]
    assert request["service_request_id"] == number
    assert request["answers"]["nik"] == NIK
    assert [step["after"] for step in request["history"]] == ["handed_over"]
    assert request["consents"]
    assert me(budi.backend, "GET", "/export", receipt, pin="000000").status_code == 404


def test_a_correction_is_due_in_three_days_and_applied_by_an_officer(later: Backend) -> None:
    officer = hired(later)
    number, receipt = sent(later)
    wish = {"attributes": {"name": "Siti Contoh Binti Uji", "nik": "3174015708490002"}}
    answer = me(later, "PATCH", "", receipt, json=wish)
    assert answer.status_code == 202, answer.text
    due = moments.parse_w3c(answer.json()["due_at"])
    assert abs(due - later.clock() - 3 * moments.DAY_MS) < 60_000
    (listed,) = [
        one
        for one in officer.call("GET", "corrections").json()
        if one["service_request_id"] == number
    ]
    assert (listed["codes"], listed["urgent"]) == (["name", "nik"], False)
    assert "Binti" not in str(listed)
    path = f"corrections/{listed['correction']}"
    assert officer.call("GET", path).json()["wanted"] == wish["attributes"]
    elsewhere = hired(later, area="31.75.03.1002")
    assert elsewhere.call("GET", path).status_code == 404
    assert elsewhere.call("POST", path, json={"applied": True}).status_code == 404
    later.clock.ahead = 2 * moments.DAY_MS + 60_000
    officer = hired(later)
    assert "pandu_corrections_urgent 0" not in later.get("/metrics").text
    assert officer.call("GET", path).json()["urgent"] is True
    assert officer.call("POST", path, json={"applied": True}).status_code == 204
    assert officer.call("POST", path, json={"applied": True}).status_code == 404
    later.clock.ahead = 0
    seen = later.get(f"/warga/v1/requests/{receipt}", headers={"X-Pin": PIN}).json()
    assert seen["attributes"]["name"] == "Siti Contoh Binti Uji"
    assert seen["attributes"]["nik"] == "************0002"
    assert seen["attributes"]["for_whom"] == "self", "the rest stays"


def test_a_correction_turned_down_changes_nothing(budi: Officer) -> None:
    _, receipt = sent(budi.backend)
    answer = me(budi.backend, "PATCH", "", receipt, json={"attributes": {"name": "Orang Lain"}})
    path = f"corrections/{answer.json()['correction']}"
    assert budi.call("POST", path, json={"applied": False}).status_code == 204
    headers = {"X-Pin": PIN}
    seen = budi.backend.get(f"/warga/v1/requests/{receipt}", headers=headers).json()
    assert seen["attributes"]["name"] == "Siti Contoh"


@pytest.mark.parametrize(
    "wish", [{}, {"nik": "12"}, {"salary": "1"}, {"name": ""}, {"home": "99.99.99.9999"}]
)
def test_a_correction_is_checked_like_a_request(backend: Backend, wish: dict[str, str]) -> None:
    _, receipt = sent(backend)
    assert me(backend, "PATCH", "", receipt, json={"attributes": wish}).status_code == 422


def test_erased_is_gone(budi: Officer) -> None:
    backend = budi.backend
    number, receipt = sent(backend)
    add_document(backend, receipt, PDF)
    budi.moved(number, "handed_over")
    assert me(backend, "DELETE", "", receipt, pin="000000").status_code == 404
    answer = me(backend, "DELETE", "", receipt)
    assert answer.status_code == 200, answer.text
    assert answer.json()["request"] == 1
    assert backend.get(f"/warga/v1/requests/{receipt}").status_code == 404
    assert me(backend, "GET", "/export", receipt).status_code == 404
    assert budi.call("GET", f"requests/{number}").status_code == 404


# Metrics


def test_the_metrics_count_and_tell_nothing_of_a_person(budi: Officer) -> None:
    backend = budi.backend
    body = road_report()
    sent(backend, body)
    text = backend.get("/metrics").text
    samples = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    waiting = 'pandu_requests{service="LAPOR_JALAN",status="waiting"}'
    before = int(samples[waiting])
    sent(backend, road_report())
    assert f"{waiting} {before + 1}\n" in backend.get("/metrics").text
    for personal in (NIK, "Siti", body["receipt"], budi.name, "Lubang"):
        assert personal not in text
    names = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")}
    assert {name.partition("{")[0] for name in samples} <= names
