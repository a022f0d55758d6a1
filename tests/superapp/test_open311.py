"""GeoReport v2 over real HTTP: what it answers, in XML and in JSON alike."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import requests

from tests.superapp.running import TEBET_TIMUR, Backend, lost_card

XML, JSON = "text/xml; charset=utf-8", "application/json; charset=utf-8"
# Elements whose children are a list, as GeoReport names them.
LISTS = {
    "services",
    "service_requests",
    "attributes",
    "values",
    "endpoints",
    "formats",
    "errors",
}


def tree(element: ET.Element) -> Any:
    """An XML answer as the JSON one should be, scalars as text."""
    if element.tag in LISTS:
        return [tree(child) for child in element]
    if len(element):
        return {child.tag: tree(child) for child in element}
    return element.text or ""


def as_text(value: Any) -> Any:
    """A JSON answer with its scalars as XML writes them."""
    if isinstance(value, dict):
        return {name: as_text(child) for name, child in value.items()}
    if isinstance(value, list):
        return [as_text(child) for child in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def number_of(answer: requests.Response) -> str:
    assert answer.status_code == 200, answer.text
    return str(answer.json()[0]["service_request_id"])


def errors(answer: requests.Response) -> list[dict[str, str]]:
    """The error list, in whichever form; every code is the HTTP status."""
    listed: list[dict[str, str]]
    if answer.headers["content-type"] == JSON:
        listed = answer.json()
    else:
        assert answer.headers["content-type"] == XML
        listed = tree(ET.fromstring(answer.content))  # noqa: S314 - our own answer
    assert listed
    assert all(set(one) == {"code", "description"} for one in listed)
    assert {one["code"] for one in listed} == {str(answer.status_code)}
    return listed


@pytest.mark.parametrize(
    "path",
    [
        "/open311/discovery",
        "/open311/v2/discovery",
        "/open311/v2/services",
        "/open311/v2/services/LAPOR_JALAN",
        "/open311/v2/requests",
        "/open311/v2/requests/{number}",
    ],
)
def test_xml_and_json_say_the_same(backend: Backend, path: str) -> None:
    path = path.format(number=number_of(backend.report()))
    as_xml, as_json = backend.get(path + ".xml"), backend.get(path + ".json")
    assert (as_xml.status_code, as_json.status_code) == (200, 200)
    assert (as_xml.headers["content-type"], as_json.headers["content-type"]) == (XML, JSON)
    assert as_xml.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    root = ET.fromstring(as_xml.content)  # noqa: S314 - our own answer
    assert tree(root) == as_text(as_json.json())
    assert "null" not in as_json.text


def test_discovery_leads_to_the_endpoint(backend: Backend) -> None:
    found = backend.get("/open311/discovery.json").json()
    assert set(found) == {"changeset", "contact", "key_service", "endpoints"}
    (endpoint,) = found["endpoints"]
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert datetime.fromisoformat(endpoint["changeset"]) < datetime.now(timezone.utc)
    assert requests.get(endpoint["url"] + "/services.xml", timeout=10).status_code == 200


def test_only_reports_are_public_services(backend: Backend) -> None:
    codes = [service["service_code"] for service in backend.get("/open311/v2/services.json").json()]
    assert codes == ["LAPOR_JALAN"]
    assert backend.get("/open311/v2/services/KTP_HILANG.json").status_code == 404
    assert backend.report(service_code="KTP_HILANG").status_code == 404


def test_a_definition_asks_what_a_form_cannot_say_otherwise(backend: Backend) -> None:
    definition = backend.get("/open311/v2/services/LAPOR_JALAN.json").json()
    attributes = definition["attributes"]
    assert [a["order"] for a in attributes] == list(range(1, len(attributes) + 1))
    assert not {"description", "phone", "first_name"} & {a["code"] for a in attributes}
    damage = attributes[0]
    assert damage["required"] is True
    assert "pothole" in {value["key"] for value in damage["values"]}


def test_a_report_is_listed_without_anything_private(backend: Backend) -> None:
    number = number_of(
        backend.report(
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
    for path in ("requests", f"requests/{number}"):
        answer = backend.get(f"/open311/v2/{path}.json")
        (shown,) = [r for r in answer.json() if r["service_request_id"] == number]
        assert set(shown) == {
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
        assert shown["status"] == "open"
        assert shown["address"].startswith("Tebet Timur, ")
        for private in ("6.2266", "106.85", "Sukarno", "Contoh", "0812", "Lubang", "Warung"):
            assert private not in answer.text


def test_personal_requests_are_not_public(backend: Backend) -> None:
    number = backend.ask(lost_card()).json()["service_request_id"]
    assert number not in backend.get("/open311/v2/requests.json").text
    assert backend.get(f"/open311/v2/requests/{number}.json").status_code == 404
    listed = backend.get("/open311/v2/requests.json", params={"service_request_id": number})
    assert listed.json() == []


@pytest.mark.parametrize(
    ("place", "accepted"),
    [
        ({"address_id": TEBET_TIMUR}, True),
        ({"address_id": "31.74.01.9999"}, False),
        ({"address_string": "Jalan Tebet Raya 1"}, True),
        ({"lat": "-6.2", "long": "106.8"}, True),
        ({"lat": "-6.2"}, False),
        ({"long": "106.8"}, False),
        ({"lat": "-6.2", "long": "nan"}, False),
        ({"lat": "-96.2", "long": "106.8"}, False),
        ({}, False),
    ],
)
def test_the_rule_of_the_place(backend: Backend, place: dict[str, str], accepted: bool) -> None:
    fields: dict[str, Any] = {"address_id": None, **place}
    answer = backend.report(**fields)
    assert answer.status_code == (200 if accepted else 400)
    if not accepted:
        errors(answer)


@pytest.mark.parametrize("form", ["xml", "json"])
@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"api_key": None}, 403),
        ({"api_key": "guessed"}, 403),
        ({"service_code": None}, 400),
        ({"service_code": "NO_SUCH"}, 404),
        ({"jurisdiction_id": "bogor.go.id"}, 404),
        ({"description": None}, 400),
        ({"description": "x" * 4_001}, 400),
        ({"description": "<script>alert(1)</script>"}, 400),
        ({"attribute[damage]": None}, 400),
        ({"attribute[damage]": "meteor"}, 400),
        ({"attribute[unknown]": "1"}, 400),
        ({"attribute[damage][]": ["pothole", "crack"], "attribute[damage]": None}, 400),
        ({"phone": "call me"}, 400),
        ({"receipt": "ABCDEFGHK"}, 400),
        ({"pin_hash": "482913"}, 400),
    ],
)
def test_what_is_wrong_gets_its_status_and_a_list(
    backend: Backend, form: str, changes: dict[str, Any], status: int
) -> None:
    answer = backend.report(form, **changes)
    assert answer.status_code == status
    listed = errors(answer)
    sent = [value for value in changes.values() if isinstance(value, str) and len(value) > 3]
    assert not any(value in one["description"] for one in listed for value in sent)


def test_edges_that_are_fine(backend: Backend) -> None:
    assert backend.report(jurisdiction_id="jakarta.go.id").status_code == 200
    assert backend.report(description="x" * 4_000).status_code == 200
    assert backend.report(description="jalan < 2 meter, 😀").status_code == 200
    header = {"X-Api-Key": backend.key}
    form = {"service_code": "LAPOR_JALAN", "address_id": TEBET_TIMUR, "description": "Lubang"}
    url = backend.url + "/open311/v2/requests.xml"
    parts: dict[str, Any] = {
        name: (None, value) for name, value in {**form, "attribute[damage]": "crack"}.items()
    }
    assert requests.post(url, files=parts, headers=header, timeout=10).status_code == 200
    photo = {**parts, "media": ("photo.jpg", b"\xff\xd8\xff")}
    assert requests.post(url, files=photo, headers=header, timeout=10).status_code == 400


def test_an_idempotent_report_is_recorded_once(backend: Backend) -> None:
    backend.http.headers["Idempotency-Key"] = "0f8fad5b-d9cb-469f-a165-70867728950e"
    try:
        first, again = backend.report(), backend.report("xml")
        assert number_of(first) in again.text
        assert backend.report(description="Lain").status_code == 409
    finally:
        del backend.http.headers["Idempotency-Key"]


def test_filters_and_pages(backend: Backend) -> None:
    numbers = [number_of(backend.report()) for _ in range(5)]
    path = "/open311/v2/requests.json"
    ids = ",".join([*numbers, "JKT-2026-XXXXX-XXXXX", "' OR 1=1"])

    def listed(**query: str) -> list[str]:
        answer = backend.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return [row["service_request_id"] for row in answer.json()]

    assert sorted(listed(service_request_id=ids)) == sorted(numbers)
    # A list of ids overrides every other filter.
    assert sorted(listed(service_request_id=ids, status="closed")) == sorted(numbers)
    pages = [listed(service_request_id=ids, page=str(p), page_size="2") for p in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert sorted(number for page in pages for number in page) == sorted(numbers)
    assert set(numbers) <= set(listed(service_code="LAPOR_JALAN", status="open"))
    assert listed(status="closed") == []
    assert set(numbers) <= set(listed(status="open,closed", page_size="5000"))


def test_the_window_is_ninety_days(backend: Backend) -> None:
    number = number_of(backend.report())
    path = "/open311/v2/requests.json"
    now = datetime.now(timezone.utc)
    assert number in backend.get(path).text
    backend.clock.ahead = 91 * 86_400_000
    try:
        assert number not in backend.get(path).text
        assert number in backend.get(f"/open311/v2/requests/{number}.json").text
        start = (now - timedelta(days=1)).isoformat(timespec="seconds")
        assert number in backend.get(path, params={"start_date": start}).text
        # As careless clients write it: "+00:00" unescaped, which arrives as a blank.
        assert number in backend.get(f"{path}?start_date={start}").text
        end = (now - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        assert number not in backend.get(path, params={"end_date": end}).text
    finally:
        backend.clock.ahead = 0
    too_long = {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"}
    assert backend.get(path, params=too_long).status_code == 400


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
    ],
)
def test_a_filter_that_cannot_be_read_is_400(backend: Backend, query: str) -> None:
    answer = backend.get(f"/open311/v2/requests.json?{query}")
    assert answer.status_code == 400
    errors(answer)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/open311/v2/nothing.json", 404),
        ("GET", "/open311/v2/services.csv", 404),
        ("GET", "/open311/v2/services.json?jurisdiction_id=bogor.go.id", 404),
        ("GET", "/open311/v2/requests.json?service_code=NO_SUCH", 404),
        ("GET", "/open311/v2/requests/JKT-2026-22222-22222.xml", 404),
        ("GET", "/open311/v2/requests/%00.xml", 404),
        ("GET", "/open311/v2/requests.json?service_request_id=%00", 200),
        ("GET", "/open311/v2/requests.json?end_date=0001-01-01T00:00:00%2B23:59", 200),
        ("GET", "/open311/v2/requests.json?start_date=9999-12-31T23:59:59-23:59", 200),
        ("DELETE", "/open311/v2/requests.xml", 405),
    ],
)
def test_unknown_things(backend: Backend, method: str, path: str, status: int) -> None:
    answer = requests.request(method, backend.url + path, timeout=10)
    assert answer.status_code == status
    if status != 200:
        errors(answer)


@pytest.mark.parametrize("form", ["xml", "json"])
def test_a_client_of_others_reads_it(backend: Backend, form: str) -> None:
    """georeport, an independent client; its XML mode goes through xmltodict."""
    georeport = pytest.importorskip("georeport", reason="the client georeport is not installed")
    number = number_of(backend.report())
    client = georeport.GeoReport(
        f"{backend.url}/open311/v2", jurisdiction="jakarta.go.id", output_format=form
    )
    services = client.get_service_list()
    first = services[0] if isinstance(services, list) else services
    assert first["service_code"] == "LAPOR_JALAN"
    assert client.get_service_definition("LAPOR_JALAN")["service_code"] == "LAPOR_JALAN"
    assert client.get_service_request(number)["status"] == "open"
    listed = client.get_service_requests(service_request_id=number)
    assert number in str(listed)
