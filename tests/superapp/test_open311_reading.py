"""Reports that are read: what is public, filters, pages, the 90 days, extensions, updates."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from shared.superapp.reference.tables import HISTORY, REQUEST
from tests.superapp.georeport_answers import errors, number_of
from tests.superapp.running import Backend, lost_card

PUBLIC = {
    "service_request_id",
    "status",
    "service_name",
    "service_code",
    "agency_responsible",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "address",
    "address_id",
    "zipcode",
}


def step(backend: Backend, number: str, before: str, after: str) -> None:
    """What an officer's work leaves in the database."""
    now = backend.clock()
    report = REQUEST.c.service_request_id == number
    with backend.database.writing() as connection:
        changed = {"status": after, "updated_ms": now}
        connection.execute(sa.update(REQUEST).where(report).values(**changed))
        history = {"service_request_id": number, "at_ms": now, "actor": "officer"}
        connection.execute(sa.insert(HISTORY), {**history, "before": before, "after": after})


def release(backend: Backend, number: str) -> None:
    report = REQUEST.c.service_request_id == number
    with backend.database.writing() as connection:
        connection.execute(sa.update(REQUEST).where(report).values(released_ms=backend.clock()))


def listed(backend: Backend, **query: str) -> list[str]:
    answer = backend.open311("requests.json", **query)
    assert answer.status_code == 200, answer.text
    return [row["service_request_id"] for row in answer.json()]


@pytest.mark.parametrize("chosen", ["true", "false", None])
def test_a_report_shows_nothing_private(backend: Backend, chosen: str | None) -> None:
    number = number_of(
        backend.report(
            public=chosen,
            lat="-6.2266134",
            long="106.8531234",
            first_name="Sukarno",
            last_name="Contoh",
            phone="081200000001",
            email="contoh@example.org",
            address_string="Jalan Contoh 5",
            **{"attribute[landmark]": "Warung Bu Contoh", "attribute[rt]": "3"},
        )
    )
    for path, query in (
        (f"requests/{number}.json", {}),
        (f"requests/{number}.json", {"extensions": "true"}),
        ("requests.json", {"page_size": "1"}),  # the newest
    ):
        answer = backend.open311(path, **query)
        (shown,) = answer.json()
        assert shown["service_request_id"] == number
        assert set(shown) - {"extended_attributes", "notes"} == PUBLIC
        assert shown["status"] == "open"
        assert shown["address"].startswith("Tebet Timur, ")
        for private in ("6.2266", "106.85", "Sukarno", "Contoh", "0812", "Lubang", "Warung"):
            assert private not in answer.text


@pytest.mark.parametrize(("chosen", "told"), [("true", True), ("false", False)])
def test_a_description_is_public_when_chosen_and_released(
    backend: Backend, chosen: str, told: bool
) -> None:
    number = number_of(backend.report(public=chosen, description="Lubang sedalam lutut"))
    for form in ("json", "xml"):
        assert "sedalam" not in backend.open311(f"requests/{number}.{form}").text
    release(backend, number)
    for form in ("json", "xml"):
        assert ("sedalam" in backend.open311(f"requests/{number}.{form}").text) == told


def test_personal_requests_are_not_public(backend: Backend) -> None:
    number = backend.ask(lost_card()).json()["service_request_id"]
    assert backend.open311(f"requests/{number}.json").status_code == 404
    assert listed(backend, service_request_id=number) == []


def test_filters_and_pages(backend: Backend) -> None:
    numbers = [number_of(backend.report(public="true")) for _ in range(5)]
    private = number_of(backend.report())
    ids = ",".join([*numbers, private, "JKT-2026-XXXXX-XXXXX", "' OR 1=1"])
    asked = sorted([*numbers, private])
    assert sorted(listed(backend, service_request_id=ids)) == asked
    # A list of ids overrides every other filter.
    assert sorted(listed(backend, service_request_id=ids, status="closed")) == asked
    pages = [
        listed(backend, service_request_id=ids, page=str(p), page_size="2") for p in (1, 2, 3, 4)
    ]
    assert [len(page) for page in pages] == [2, 2, 2, 0]
    assert sorted(number for page in pages for number in page) == asked
    assert set(numbers) <= set(listed(backend, service_code="LAPOR_JALAN", status="open"))
    assert not set(numbers) & set(listed(backend, service_code="LAPOR_POHON"))
    assert set(numbers) <= set(listed(backend, service_code="LAPOR_POHON,LAPOR_JALAN"))
    assert set(numbers) <= set(listed(backend, status="open,closed", page_size="5000"))
    step(backend, numbers[0], "waiting", "done")
    assert listed(backend, status="closed")[0] == numbers[0]
    assert numbers[0] not in listed(backend, status="open")
    assert listed(backend)[0] == numbers[0]  # the last changed first


def test_the_window_is_ninety_days(backend: Backend) -> None:
    number = number_of(backend.report(public="true"))
    now = datetime.now(timezone.utc)
    assert number in listed(backend)
    backend.clock.ahead = 91 * 86_400_000
    try:
        assert number not in listed(backend)
        assert backend.open311(f"requests/{number}.json").status_code == 200
        start = (now - timedelta(days=1)).isoformat(timespec="seconds")
        assert number in listed(backend, start_date=start)
        # As careless clients write it: "+00:00" unescaped, which arrives as a blank.
        path = f"/open311/v2/requests.json?jurisdiction_id=jakarta.go.id&start_date={start}"
        assert number in backend.get(path).text
        end = (now - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        assert number not in listed(backend, end_date=end)
    finally:
        backend.clock.ahead = 0
    too_long = {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"}
    assert backend.open311("requests.json", **too_long).status_code == 400


def test_at_most_a_thousand_rows(backend: Backend) -> None:
    """Copies of one report, made in the database: 1,003 in Tangerang, two pages."""
    tangerang, sukarasa = "tangerangkota.go.id", "36.71.01.1001"
    number = number_of(
        backend.report(jurisdiction_id=tangerang, address_id=sukarasa, public="true")
    )
    with backend.database.writing() as connection:
        report = REQUEST.c.service_request_id == number
        row = dict(connection.execute(sa.select(REQUEST).where(report)).mappings().one())
        copies = [{**row, "service_request_id": f"COPY-{i:04}"} for i in range(1_002)]
        connection.execute(sa.insert(REQUEST), copies)
    asked = {"jurisdiction_id": tangerang}
    pages = [listed(backend, **asked, page=page) for page in ("1", "2")]
    assert [len(page) for page in pages] == [1_000, 3]
    assert len({*pages[0], *pages[1]}) == 1_003  # the same time in all: ordered by number
    assert listed(backend, **asked, page_size="100000") == pages[0]


@pytest.mark.parametrize(
    "query",
    [
        "start_date=yesterday",
        "start_date=2026-13-01",
        "end_date=2026-01-01T00:00:00%2B99:99",
        "status=lost",
        "page=0",
        "page=x",
        "page_size=-1",
        "page=99999999999999999999",
        "page=%C2%B2",
        "extensions=perhaps",
    ],
)
def test_a_filter_that_cannot_be_read_is_400(backend: Backend, query: str) -> None:
    answer = backend.get(f"/open311/v2/requests.json?jurisdiction_id=jakarta.go.id&{query}")
    assert answer.status_code == 400
    errors(answer)


def test_extensions_tell_how_it_went_and_stay_away_unasked(backend: Backend) -> None:
    number = number_of(backend.report())
    step(backend, number, "waiting", "coordination")
    step(backend, number, "coordination", "done")
    (plain,) = backend.open311(f"requests/{number}.json").json()
    assert set(plain) == PUBLIC
    (shown,) = backend.open311(f"requests/{number}.json", extensions="true").json()
    assert shown["extended_attributes"] == {
        "detailed_status": "FIXED",
        "detailed_status_name": "Selesai",
    }
    assert [(n["status"], n["detailed_status"], n["summary"]) for n in shown["notes"]] == [
        ("open", "OPEN", "Menunggu"),
        ("open", "INVESTIGATING", "Koordinasi"),
        ("closed", "FIXED", "Selesai"),
    ]


def test_updates_tell_each_change_once(backend: Backend) -> None:
    numbers = number_of(backend.report(public="true")), number_of(backend.report())
    for number in numbers:
        step(backend, number, "waiting", "coordination")
        step(backend, number, "coordination", "duplicate")

    def updates(**query: str) -> list[tuple[str, str]]:
        answer = backend.open311("servicerequestupdates.json", **query)
        assert answer.status_code == 200, answer.text
        return [
            (u["status"], u["description"])
            for u in answer.json()
            if u["service_request_id"] in numbers
        ]

    both = [("DUPLICATE", "Duplikat"), ("INVESTIGATING", "Koordinasi")]
    assert updates() == [*both, *both]
    assert updates(service_request_id=numbers[0]) == both
    assert updates(service_request_id=",".join(numbers), page_size="3") == [*both, both[0]]
    assert updates(end_date="2026-01-01T00:00:00Z") == []
