"""/officer/v1 over real HTTP: who gets in, who sees what, and how a request is closed."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
import sqlalchemy as sa
from PIL import Image

from shared.privacy.keys import load_or_make
from shared.superapp.reference import catalogue, moments
from shared.superapp.reference.audit import ACCESS_LOG, AccessLog
from shared.superapp.reference.moments import DAY_MS
from shared.superapp.reference.officers.cases import Cases
from tests.superapp.running import PIN, TEBET_TIMUR, Backend, lost_card, road_report
from tests.superapp.staff import Officer, hired, jpeg, picture

ELSEWHERE = "31.75.03.1002"


@pytest.fixture(scope="module")
def budi(backend: Backend) -> Officer:
    return hired(backend)


@pytest.fixture(scope="module")
def ani(backend: Backend) -> Officer:
    return hired(backend)


@pytest.fixture(scope="module")
def boss(backend: Backend) -> Officer:
    return hired(backend, "supervisor", "31.74")


@pytest.fixture
def later(backend: Backend) -> Iterator[Backend]:
    with backend.clock.standing():
        yield backend


def code(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]


def report(backend: Backend, **changes: Any) -> str:
    answer = backend.ask(road_report(**changes))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["service_request_id"])


def card(backend: Backend, **changes: Any) -> tuple[str, str]:
    """The number and receipt of a new request for a lost card."""
    body = lost_card(address_id=TEBET_TIMUR, **changes)
    answer = backend.ask(body)
    assert answer.status_code == 201, answer.text
    return answer.json()["service_request_id"], body["receipt"]


# Who sees what


def test_the_worklist_is_that_of_the_own_kelurahan(budi: Officer, boss: Officer) -> None:
    backend = budi.backend
    here, there = report(backend), report(backend, address_id=ELSEWHERE)
    elsewhere = hired(backend, area=ELSEWHERE)

    def listed(officer: Officer) -> set[str]:
        found: set[str] = set()
        page = 1
        while True:
            answer = officer.call("GET", f"requests?page={page}").json()
            found |= {one["service_request_id"] for one in answer["requests"]}
            if not answer["more"]:
                return found
            page += 1

    for officer, own, other in ((budi, here, there), (elsewhere, there, here), (boss, here, there)):
        assert own in listed(officer)
        assert other not in listed(officer)
        assert officer.call("GET", f"requests/{own}").status_code == 200
    unknown = budi.call("GET", "requests/JKT-2026-22222-22222")
    hidden = [
        budi.call("GET", f"requests/{there}"),
        budi.call("GET", f"requests/{there}/sheet"),
        budi.call("POST", f"requests/{there}/take"),
        budi.move(there, "in_progress"),
        budi.prove(there, jpeg(picture())),
        budi.call("POST", f"requests/{there}/pin", json={"saw_card": True}),
        budi.call("POST", f"requests/{there}/release", json={"released": True}),
    ]
    assert {answer.status_code for answer in hidden} == {404}
    assert {answer.content for answer in hidden} == {unknown.content}


def test_the_list_shows_nothing_of_a_person_and_one_request_masks(budi: Officer) -> None:
    number, receipt = card(budi.backend, attributes={"phone": "081200000019"})
    listing = budi.call("GET", "requests?status=recorded").text
    assert "Siti Contoh" not in listing
    shown = budi.open(receipt)
    assert shown["service_request_id"] == number
    said = {line["code"]: line["value"] for line in shown["answers"]}
    assert said["nik"] == "************0001"
    assert said["phone"] == "********0019"
    assert said["for_whom"] == "Diri sendiri"
    assert code(budi.call("GET", "requests?status=nonsense")) == (422, "wrong")


def test_the_sheet_is_for_who_took_it_in_the_order_of_the_form(
    budi: Officer, ani: Officer, boss: Officer
) -> None:
    number, _ = card(budi.backend)
    assert code(budi.call("GET", f"requests/{number}/sheet")) == (409, "take_first")
    assert budi.call("POST", f"requests/{number}/take").json()["taken_by"] == budi.name
    assert code(ani.call("POST", f"requests/{number}/take")) == (409, "taken")
    assert code(ani.call("GET", f"requests/{number}/sheet")) == (409, "take_first")
    sheet = budi.call("GET", f"requests/{number}/sheet").json()
    assert sheet["system"].startswith("Alpukat Betawi")
    assert [line["code"] for line in sheet["lines"][:3]] == ["nik", "name", "kk"]
    written = {line["label"]: line["value"] for line in sheet["lines"]}
    assert written["NIK"] == "3174015708490001"
    assert written["Surat Kehilangan Kepolisian"] == "Tidak"
    assert "Tebet Timur" in written["Kelurahan"]
    assert written["Nomor KK"] == ""
    assert boss.call("POST", f"requests/{number}/take").json()["taken_by"] == boss.name
    assert code(budi.call("GET", f"requests/{number}/sheet")) == (409, "take_first")


def test_every_look_at_a_sheet_is_logged_under_a_pseudonym(budi: Officer) -> None:
    backend = budi.backend
    number, _ = card(backend)
    budi.call("POST", f"requests/{number}/take")

    def reads() -> list[dict[str, Any]]:
        cipher = load_or_make(backend.home / "superapp-keys.json", {})
        log = AccessLog(backend.database, cipher, backend.clock)
        with backend.database.reading() as connection:
            entries = log.of(connection, [number])
            kept = str(connection.execute(sa.select(ACCESS_LOG)).all())
        assert budi.name not in kept
        assert number not in kept
        return [one for one in entries if (one["role"], one["action"]) == ("officer", "read")]

    before = len(reads())
    for looks in (1, 2):
        assert budi.call("GET", f"requests/{number}/sheet").status_code == 200
        found = reads()
        assert len(found) == before + looks
        assert "request.sealed" in found[-1]["fields"]


def test_a_lost_pin_locks_nobody_out(budi: Officer) -> None:
    number, receipt = card(budi.backend)
    path = f"requests/{number}/pin"
    assert code(budi.call("POST", path, json={"saw_card": False})) == (422, "card_not_seen")
    fresh = budi.call("POST", path, json={"saw_card": True}).json()["pin"]
    assert (len(fresh), fresh.isdigit()) == (6, True)

    def look(pin: str) -> int:
        url = f"/warga/v1/requests/{receipt}"
        return budi.backend.get(url, headers={"X-Pin": pin}).status_code

    assert (look(fresh), look(PIN)) == (200, 404)


# How a request goes on


def test_from_recorded_to_settled_with_an_official_number(budi: Officer, ani: Officer) -> None:
    number, receipt = card(budi.backend)
    first = budi.open(number)
    assert "expected_at" not in first
    assert [step["to"] for step in first["possible"]] == ["handed_over", "rejected", "duplicate"]
    illegal = budi.move(number, "done")
    assert code(illegal) == (409, "no_such_step")
    assert "handed_over, rejected, duplicate" in illegal.text
    budi.moved(number, "handed_over")
    assert code(budi.move(number, "numbered")) == (422, "missing")
    budi.moved(number, {"to": "numbered", "official_number": "3174-KTP-0077"})
    numbered = budi.open(number)
    assert numbered["official_number"] == "3174-KTP-0077"
    assert numbered["expected_on"].split(", ")[0] in {"Senin", "Selasa", "Rabu", "Kamis", "Jumat"}
    assert code(budi.move(number, "done")) == (409, "no_evidence")
    assert budi.prove(number, jpeg(picture())).status_code == 201
    budi.moved(number, "done")

    mine = f"/warga/v1/requests/{receipt}"
    seen = budi.backend.get(mine, headers={"X-Pin": PIN}).json()
    assert seen["official_number"] == "3174-KTP-0077"
    assert set(seen["expected_on"]) == {"id", "en"}
    assert set(seen["possible"]) == {"confirm", "reopen"}
    assert [step["status"] for step in seen["history"]] == ["handed_over", "numbered", "done"]
    assert {step["by"] for step in seen["history"]} == {"officer"}, "names stay inside"
    url = f"{budi.backend.url}{mine}/confirm"
    confirmed = requests.post(url, headers={"X-Pin": PIN}, timeout=60)
    assert (confirmed.status_code, confirmed.json()["status"]) == (200, "settled")
    assert code(requests.post(url, headers={"X-Pin": PIN}, timeout=60)) == (409, "no_such_step")


def test_the_official_number_is_sealed_at_rest(budi: Officer) -> None:
    number, _ = card(budi.backend)
    budi.moved(number, "handed_over", {"to": "numbered", "official_number": "RAHASIA-12345"})
    query = sa.text("SELECT official_number FROM request WHERE service_request_id = :number")
    with budi.backend.database.reading() as connection:
        kept = bytes(connection.execute(query, {"number": number}).scalar_one())
    assert b"RAHASIA" not in kept
    assert budi.open(number)["official_number"] == "RAHASIA-12345"


def test_who_fills_it_in_for_a_resident_does_not_close_it(budi: Officer, ani: Officer) -> None:
    backend = budi.backend
    bearer = {"Authorization": f"Bearer {budi.token}"}
    number = backend.ask(road_report(actor="officer"), **bearer).json()["service_request_id"]
    assert budi.open(number)["entered_by"] == budi.name
    budi.moved(number, "in_progress")
    budi.prove(number, jpeg(picture()))
    assert code(budi.move(number, "done")) == (409, "own_entry")
    assert code(budi.move(number, "rejected", reason="Sudah baik")) == (409, "own_entry")
    ani.moved(number, "done")
    forged = {"Authorization": "Bearer nonsense"}
    assert code(backend.ask(road_report(actor="officer"), **forged)) == (401, "not_logged_in")


def test_where_nobody_says_which_officer_it_takes_two(budi: Officer, ani: Officer) -> None:
    number = report(budi.backend, actor="officer")
    budi.moved(number, "in_progress")
    budi.prove(number, jpeg(picture()))
    shown = budi.open(number)
    assert shown["needs_two"]
    assert "done" not in {step["to"] for step in shown["possible"]}
    assert code(budi.move(number, "done")) == (409, "two_hands")
    budi.moved(number, "verification")
    assert code(budi.move(number, "done")) == (409, "second_officer")
    ani.moved(number, "done")


@pytest.mark.parametrize(
    ("actor", "hands", "two"),
    [
        ("resident", "own", False),
        ("companion", "agreed", False),  # the elder pressed it
        ("companion", "absent", True),
        ("companion", "own", True),  # nobody says that they did
    ],
)
def test_social_aid_takes_the_own_touch_or_two_officers(
    budi: Officer, ani: Officer, actor: str, hands: str, two: bool
) -> None:
    aid = {"nik": "3174015708490001", "name": "Siti Contoh", "home": TEBET_TIMUR}
    body = lost_card(service_code="KLJ", actor=actor, hands=hands, address_id=TEBET_TIMUR)
    body |= {"attributes": aid}
    number = budi.backend.ask(body).json()["service_request_id"]
    budi.moved(number, "handed_over", {"to": "numbered", "official_number": "KLJ-1"})
    budi.prove(number, jpeg(picture()))
    if two:
        assert code(budi.move(number, "done")) == (409, "two_hands")
        budi.moved(number, "verification")
        assert code(budi.move(number, "done")) == (409, "second_officer")
        ani.moved(number, "done")
    else:
        budi.moved(number, "done")


def closed(officer: Officer) -> tuple[str, str]:
    """The number and receipt of a report that this officer closed."""
    body = road_report()
    number = officer.backend.ask(body).json()["service_request_id"]
    officer.moved(number, "in_progress")
    assert officer.prove(number, jpeg(picture())).status_code == 201
    officer.moved(number, "done")
    return number, body["receipt"]


def act(backend: Backend, receipt: str, action: str, **body: str) -> requests.Response:
    url = f"{backend.url}/warga/v1/requests/{receipt}/{action}"
    return requests.post(url, json=body, headers={"X-Pin": PIN}, timeout=60)


def test_a_reopened_request_needs_new_evidence(budi: Officer) -> None:
    number, receipt = closed(budi)
    opened = act(budi.backend, receipt, "reopen", reason="Masih berlubang")
    assert (opened.status_code, opened.json()["status"]) == (200, "in_progress")
    assert budi.open(number)["history"][-1]["reason"] == "Masih berlubang"
    assert code(budi.move(number, "done")) == (409, "no_evidence")
    budi.prove(number, jpeg(picture()))
    budi.moved(number, "done")


def test_a_closing_is_provisional_until_the_days_run_out(later: Backend) -> None:
    officer = hired(later)
    number, receipt = closed(officer)
    _, reopened = closed(officer)
    until = later.get(f"/warga/v1/requests/{receipt}", headers={"X-Pin": PIN}).json()["confirm_by"]
    last = moments.parse_w3c(until)
    now = later.clock()
    assert now + 5 * DAY_MS < last < now + 12 * DAY_MS
    cipher = load_or_make(later.home / "superapp-keys.json", {})
    cases = Cases(later.database, cipher, catalogue.shipped(), later.clock)
    later.clock.ahead = last - now - 60_000
    cases.settle()
    assert later.get(f"/warga/v1/requests/{receipt}").json()["status"] == "done"
    assert act(later, reopened, "reopen").status_code == 200
    later.clock.ahead = last - now + 60_000
    assert code(act(later, receipt, "reopen")) == (409, "too_late")
    cases.settle()
    assert later.get(f"/warga/v1/requests/{receipt}").json()["status"] == "settled"
    assert later.get(f"/warga/v1/requests/{reopened}").json()["status"] == "in_progress"
    with later.database.reading() as connection:
        query = sa.text(
            "SELECT actor FROM history WHERE service_request_id = :number ORDER BY number DESC"
        )
        assert connection.execute(query, {"number": number}).scalars().first() == "clock"


def test_duplicates_name_the_request_that_was_first(budi: Officer) -> None:
    first, second = report(budi.backend), report(budi.backend)
    assert code(budi.move(second, "duplicate")) == (422, "missing")
    assert code(budi.move(second, "duplicate", original=second)) == (422, "wrong")
    assert code(budi.move(second, "duplicate", original="JKT-2026-22222-22222")) == (422, "wrong")
    budi.moved(second, {"to": "duplicate", "original": first})


def test_two_officers_at_once_take_one_step(budi: Officer, ani: Officer) -> None:
    for _ in range(5):
        number = report(budi.backend)
        with ThreadPoolExecutor(8) as pool:
            moves = [pool.submit(o.move, number, "disposition") for o in (budi, ani) * 4]
            answers = [one.result().status_code for one in moves]
        assert sorted(answers) == [200] + [409] * 7
        assert len(budi.open(number)["history"]) == 1


# Evidence


def test_a_photo_proves_one_thing_once(budi: Officer, ani: Officer) -> None:
    number, other = report(budi.backend), report(budi.backend)
    photo = jpeg(picture())
    first = budi.prove(number, photo)
    assert first.status_code == 201
    again = budi.prove(number, photo)
    assert again.json() == first.json(), "a repeated call is the same evidence"
    assert code(budi.prove(other, photo)) == (409, "used_photo")
    assert code(ani.prove(number, photo)) == (409, "used_photo")
    assert len(budi.open(number)["evidence"]) == 1


def test_a_photo_that_looks_the_same_is_flagged(budi: Officer) -> None:
    number, other = report(budi.backend), report(budi.backend)
    scene = picture(seed=-311)
    original = budi.prove(number, jpeg(scene)).json()
    assert "resembles" not in original
    smaller = scene.resize((200, 150), Image.Resampling.LANCZOS)
    for photo in (jpeg(scene, quality=40), jpeg(smaller), jpeg(scene.point(lambda v: v * 0.8))):
        answer = budi.prove(other, photo)
        assert answer.status_code == 201
        assert answer.json()["resembles"]
    assert "resembles" not in budi.prove(other, jpeg(picture())).json()
    assert any("resembles" in proof for proof in budi.open(other)["evidence"])


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"taken_at": "kemarin"}, "wrong"),
        ({"taken_at": "2099-01-01T00:00:00"}, "wrong"),
        ({"lat": "", "long": ""}, "missing"),
        ({"lat": "", "long": "", "address_id": "99.99.99.9999"}, "wrong"),
        ({"lat": "91"}, "wrong"),
        ({"long": ""}, "missing"),
    ],
)
def test_evidence_says_when_and_where(budi: Officer, fields: dict[str, str], fault: str) -> None:
    number = report(budi.backend)
    assert code(budi.prove(number, jpeg(picture()), **fields)) == (422, fault)
    at_the_office = {"lat": "", "long": "", "address_id": TEBET_TIMUR}
    assert budi.prove(number, jpeg(picture()), **at_the_office).status_code == 201


def test_what_is_no_photo_is_no_evidence(budi: Officer) -> None:
    number = report(budi.backend)
    for sent in (b"", b"%PDF-1.4", b"GIF89a", jpeg(picture())[:500]):
        assert budi.prove(number, sent).status_code in (400, 422)
    assert budi.open(number)["evidence"] == []


# The public


def test_the_description_is_public_once_an_officer_released_it(budi: Officer) -> None:
    number, _ = card(budi.backend)
    refused = budi.call("POST", f"requests/{number}/release", json={"released": True})
    assert code(refused) == (409, "not_public")
    private = report(budi.backend)
    refused = budi.call("POST", f"requests/{private}/release", json={"released": True})
    assert code(refused) == (409, "not_public")
    number = report(budi.backend, public=True)

    def described() -> bool:
        path = f"/open311/v2/requests/{number}.json?jurisdiction_id=jakarta.go.id"
        return "Lubang besar" in budi.backend.get(path).text

    assert not described()
    for released in (True, False):
        path = f"requests/{number}/release"
        shown = budi.call("POST", path, json={"released": released}).json()
        assert shown["released"] is described() is released
