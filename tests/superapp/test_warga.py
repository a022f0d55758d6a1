"""/warga/v1 over real HTTP: recorded once, found by its receipt, opened by its PIN."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
import yaml

from shared.superapp.reference import catalogue, moments
from tests.superapp.running import PIN, Backend, lost_card, new_receipt, road_report


def faults(answer: requests.Response) -> set[str]:
    listed = answer.json()["errors"]
    assert listed
    assert all(set(one) == {"code", "description"} for one in listed)
    return {one["code"] for one in listed}


def new_key() -> str:
    return str(uuid.uuid4())


def look(backend: Backend, receipt: str, pin: str | None = None) -> requests.Response:
    headers = {} if pin is None else {"X-Pin": pin}
    return backend.get(f"/warga/v1/requests/{receipt}", headers=headers)


def test_the_catalogue_is_whole_and_cached(backend: Backend) -> None:
    answer = backend.get("/warga/v1/catalogue")
    shown = answer.json()
    written = yaml.safe_load(catalogue._FILE.read_text(encoding="utf-8"))
    assert moments.parse_w3c(shown["changeset"]) <= backend.clock()
    assert {s["service_code"] for s in shown["services"]} == set(written["services"])
    for service in shown["services"]:
        asked = written["services"][service["service_code"]]["attributes"]
        assert [a["code"] for a in service["attributes"]] == [a["code"] for a in asked]
        assert {"id", "en"} <= set(service["name"])
    assert "null" not in answer.text
    tag = {"If-None-Match": f'"other", W/{answer.headers["etag"]}'}
    again = backend.get("/warga/v1/catalogue", headers=tag)
    assert (again.status_code, again.content) == (304, b"")


def test_a_request_is_accepted_and_found(backend: Backend) -> None:
    body = lost_card()
    answer = backend.ask(body)
    assert answer.status_code == 201, answer.text
    accepted = answer.json()
    assert accepted["receipt"] == body["receipt"]
    assert (accepted["status"], accepted["completion"]) == ("recorded", "officer_worklist")
    assert "expected_at" not in accepted, "no date can be promised for an officer's worklist"
    # The receipt alone tells the status in a word; as people type it, too.
    typed = f"{body['receipt'][:3].lower()}-{body['receipt'][3:6]} {body['receipt'][6:]}"
    assert look(backend, typed).json() == {"receipt": body["receipt"], "status": "recorded"}


def test_the_pin_opens_it_with_numbers_masked(backend: Backend) -> None:
    body = lost_card(attributes={"phone": "081200000009", "landmark": "Dekat pasar"})
    number = backend.ask(body).json()["service_request_id"]
    answer = look(backend, body["receipt"], PIN)
    shown = answer.json()
    assert shown["service_request_id"] == number
    assert shown["attributes"]["nik"] == "************0001"
    assert shown["attributes"]["phone"] == "********0009"
    assert shown["attributes"]["name"] == "Siti Contoh"
    assert shown["attributes"]["landmark"] == "Dekat pasar"
    assert body["attributes"]["nik"] not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_wrong_pin_and_unknown_receipt_look_alike(backend: Backend) -> None:
    body = lost_card()
    backend.ask(body)
    unknown = new_receipt()
    answers = [
        look(backend, body["receipt"], "000000"),
        look(backend, body["receipt"], "x" * 500),
        look(backend, unknown, PIN),
        look(backend, unknown),
        look(backend, "ABCDEFGHK", PIN),  # its check symbol is wrong
        look(backend, "nonsense"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(set(a.headers) - {"date"})) for a in answers}) == 1


def test_pins_cannot_be_tried_for_long(backend: Backend) -> None:
    body = lost_card()
    backend.ask(body)
    statuses = [look(backend, body["receipt"], f"{n:06}").status_code for n in range(12)]
    assert statuses == [404] * 10 + [429] * 2
    refused = look(backend, body["receipt"], PIN)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 601
    assert look(backend, body["receipt"]).status_code == 200


@pytest.mark.parametrize("public", [True, False])
def test_a_road_report_is_a_row_in_open311(backend: Backend, public: bool) -> None:
    body = road_report(address_id="31.75.03.1002", lat=-6.2266134, long=106.8531234, public=public)
    answer = backend.ask(body)
    assert answer.status_code == 201, answer.text
    accepted = answer.json()
    assert (accepted["status"], accepted["completion"]) == ("waiting", "api")
    assert accepted["expected_at"] > accepted["requested_at"]
    at_home = {"jurisdiction_id": "jakarta.go.id"}
    listed = backend.get("/open311/v2/requests.xml", params=at_home).text
    assert accepted["service_request_id"] in listed
    path = f"/open311/v2/requests/{accepted['service_request_id']}.xml"
    shown = backend.get(path, params=at_home).text
    assert "Bidara Cina" in shown
    assert "6.2266" not in shown + listed
    assert body["attributes"]["description"] not in shown + listed


def test_the_same_call_again_gets_the_same_answer(backend: Backend) -> None:
    body, key = lost_card(), new_key()
    first = backend.ask(body, key)
    again = backend.ask(dict(reversed(body.items())), key)
    assert again.content == first.content
    assert again.status_code == 201
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"


def test_twenty_at_once_with_one_key_make_one_request(backend: Backend) -> None:
    together = threading.Barrier(20)

    def ask(body: dict[str, Any], key: str) -> requests.Response:
        together.wait(timeout=60)
        return backend.ask(body, key)

    with ThreadPoolExecutor(20) as pool:
        for _ in range(5):
            calls = [pool.submit(ask, body, key) for body, key in [(lost_card(), new_key())] * 20]
            answers = [call.result() for call in calls]
            assert {answer.status_code for answer in answers} == {201}
            assert len({answer.content for answer in answers}) == 1
            fresh = [answer for answer in answers if "idempotent-replayed" not in answer.headers]
            assert len(fresh) == 1


def test_many_at_once_make_as_many_requests(backend: Backend) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: backend.ask(lost_card()), range(60)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["service_request_id"] for answer in answers}) == 60


def test_a_key_is_for_one_body_and_one_client(backend: Backend) -> None:
    body, key = lost_card(), new_key()
    number = backend.ask(body, key).json()["service_request_id"]
    other = backend.ask(lost_card(), key)
    assert (other.status_code, faults(other)) == (409, {"key_reused"})
    elsewhere = backend.ask(lost_card(), key, **{"X-Api-Key": "another-secret"})
    assert elsewhere.status_code == 201
    assert elsewhere.json()["service_request_id"] != number


def test_a_receipt_is_for_one_request(backend: Backend) -> None:
    body = lost_card()
    backend.ask(body)
    again = backend.ask(body)
    assert (again.status_code, faults(again)) == (409, {"receipt_taken"})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"service_code": "NO_SUCH"}, "unknown_service"),
        ({"attributes": {"nik": None}}, "missing"),
        ({"attributes": {"nik": ""}}, "missing"),
        ({"attributes": {"nik": "317401570849000"}}, "wrong"),
        ({"attributes": {"nik": "\u0663" * 16}}, "wrong"),
        ({"attributes": {"home": "99.99.99.9999"}}, "wrong"),
        ({"attributes": {"for_whom": "neighbour"}}, "wrong"),
        ({"attributes": {"name": "\ud800"}}, "wrong"),
        ({"attributes": {"lost_on": "2026-02-30"}}, "wrong"),
        ({"attributes": {"salary": "1"}}, "unknown_attribute"),
        ({"attributes": {"name": ["a", "b"]}}, "wrong"),
        ({"receipt": "ABCDEFGHK"}, "wrong"),
        ({"pin_hash": PIN}, "wrong"),
        ({"word": "two words"}, "wrong"),
        ({"made_at": "today"}, "wrong"),
        ({"lat": -6.2}, "missing"),
        ({"documents": ["a name with blanks"]}, "wrong"),
        ({"channel": "x" * 65}, "wrong"),
        ({"public": True}, "wrong"),
        ({"attributes": {"name": "x" * 2_001}}, "wrong"),
    ],
)
def test_what_is_wrong_is_named_and_never_echoed(
    backend: Backend, changes: dict[str, Any], code: str
) -> None:
    body = lost_card(**changes)
    answer = backend.ask(body)
    assert answer.status_code == 422
    assert code in faults(answer)
    for value in (body["attributes"].get("nik"), "neighbour", "317401570849000", "two words"):
        assert not value or value not in answer.text


@pytest.mark.parametrize("body", [None, [], {}, "text", 5, {"attributes": "3174015708490001"}])
def test_another_shape_is_422(backend: Backend, body: object) -> None:
    answer = backend.ask(body)
    assert answer.status_code == 422
    assert faults(answer) == {"wrong"}
    assert "3174015708490001" not in answer.text


def test_who_may_send(backend: Backend) -> None:
    assert backend.ask(lost_card(), **{"X-Api-Key": "guessed"}).status_code == 403
    url = f"{backend.url}/warga/v1/requests"
    answer = requests.post(url, json=lost_card(), timeout=60)
    assert (answer.status_code, faults(answer)) == (403, {"api_key"})
    with_key = {"X-Api-Key": backend.key}
    without_id = requests.post(url, json=lost_card(), headers=with_key, timeout=60)
    assert (without_id.status_code, faults(without_id)) == (422, {"missing"})
    assert backend.ask(lost_card(), "x" * 201).status_code == 422


def test_too_large_a_body_is_413(backend: Backend) -> None:
    answer = backend.ask({"filler": "x" * 300_000})
    assert (answer.status_code, faults(answer)) == (413, {"too_large"})


def test_health_and_the_openapi_document(backend: Backend) -> None:
    assert backend.get("/healthz").json() == {"status": "ok"}
    assert backend.get("/readyz").json() == {"status": "ok"}
    document = backend.get("/warga/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert {"/warga/v1/catalogue", "/warga/v1/requests"} <= set(document["paths"])
    assert backend.get("/nothing").json()["errors"][0]["code"] == "not_found"
