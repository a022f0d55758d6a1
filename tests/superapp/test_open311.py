"""GeoReport v2 over real HTTP: what is on offer and where, in XML and in JSON alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import requests

from shared.database import Database
from shared.superapp.reference.catalogue import shipped
from shared.superapp.reference.open311.changeset import dated
from shared.superapp.reference.tables import MIGRATIONS, VERSION_TABLE
from tests.superapp.georeport_answers import JSON, XML, as_text, errors, number_of, tree
from tests.superapp.running import Backend, database_url


@pytest.mark.parametrize(
    "path",
    [
        "services",
        "services/LAPOR_JALAN",
        "services/LAPOR_POHON",
        "requests",
        "requests/{number}",
        "tokens/{token}",
        "servicerequestupdates",
    ],
)
def test_xml_and_json_say_the_same(backend: Backend, path: str) -> None:
    number = number_of(backend.report(public="true"))
    token = tree_report(backend).json()[0]["token"]
    path = path.format(number=number, token=token)
    as_xml = backend.open311(path + ".xml", extensions="true")
    as_json = backend.open311(path + ".json", extensions="true")
    assert_same(as_xml, as_json)


@pytest.mark.parametrize("path", ["/open311/discovery", "/open311/v2/discovery"])
def test_discovery_is_the_same_in_both(backend: Backend, path: str) -> None:
    assert_same(backend.get(path + ".xml"), backend.get(path + ".json"))


def assert_same(as_xml: requests.Response, as_json: requests.Response) -> None:
    assert (as_xml.status_code, as_json.status_code) == (200, 200)
    assert (as_xml.headers["content-type"], as_json.headers["content-type"]) == (XML, JSON)
    assert as_xml.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    root = ET.fromstring(as_xml.content)  # noqa: S314 - our own answer
    assert tree(root) == as_text(as_json.json())
    assert "null" not in as_json.text


def tree_report(backend: Backend) -> requests.Response:
    """A report of a batch service."""
    trouble: dict[str, Any] = {"attribute[trouble][]": ["fallen", "wires"]}
    return backend.report(service_code="LAPOR_POHON", **{"attribute[damage]": None, **trouble})


def test_discovery_leads_to_the_endpoint(backend: Backend) -> None:
    found = backend.get("/open311/discovery.json").json()
    assert set(found) == {"changeset", "contact", "key_service", "endpoints"}
    (endpoint,) = found["endpoints"]
    assert set(endpoint) == {"specification", "url", "changeset", "type", "formats"}
    assert endpoint["formats"] == ["text/xml", "application/json"]
    for changeset in (found["changeset"], endpoint["changeset"]):
        assert datetime.fromisoformat(changeset) <= datetime.now(timezone.utc)
    asked = {"jurisdiction_id": "jakarta.go.id"}
    assert requests.get(endpoint["url"] + "/services.xml", asked, timeout=60).status_code == 200


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_changeset_moves_when_the_catalogue_does(kind: str, tmp_path: Path) -> None:
    with database_url(kind, tmp_path) as url:
        database = Database(url)
        database.migrate(MIGRATIONS, VERSION_TABLE)
        first, other = shipped(), replace(shipped(), etag='"other"')
        served = [
            dated(catalogue, database, now).changeset
            for catalogue, now in (
                (first, 1_000_000),
                (first, 2_000_000),  # a restart
                (other, 3_000_000),
                (first, 3_000_001),  # taken back, in the same second
                (other, 1_000_000),  # by a clock that was set back
            )
        ]
        database.close()
    assert served[0] == served[1]
    assert served[1] < served[2] < served[3] < served[4]


def test_only_reports_are_public_services(backend: Backend) -> None:
    services = {s["service_code"]: s for s in backend.open311("services.json").json()}
    assert set(services) == {"LAPOR_JALAN", "LAPOR_POHON", "LAPOR_SAMPAH"}
    assert services["LAPOR_JALAN"]["type"] == "realtime"
    assert services["LAPOR_POHON"]["type"] == "batch"
    assert backend.open311("services/KTP_HILANG.json").status_code == 404
    assert backend.report(service_code="KTP_HILANG").status_code == 404


def test_a_definition_asks_what_a_form_cannot_say_otherwise(backend: Backend) -> None:
    definition = backend.open311("services/LAPOR_JALAN.json").json()
    attributes = definition["attributes"]
    assert [a["order"] for a in attributes] == list(range(1, len(attributes) + 1))
    assert not {"description", "phone", "first_name"} & {a["code"] for a in attributes}
    damage = attributes[0]
    assert damage["required"] is True
    assert "pothole" in {value["key"] for value in damage["values"]}


@pytest.mark.parametrize("form", ["xml", "json"])
@pytest.mark.parametrize(
    "path",
    [
        "services",
        "services/LAPOR_JALAN",
        "requests",
        "requests/JKT-2026-22222-22222",
        "tokens/none",
        "servicerequestupdates",
    ],
)
def test_the_jurisdiction_is_named(backend: Backend, path: str, form: str) -> None:
    """Several are served here: none named is 400, an unknown one 404."""
    for query, status in (("", 400), ("?jurisdiction_id=", 400), ("?jurisdiction_id=bogor", 404)):
        answer = backend.get(f"/open311/v2/{path}.{form}{query}")
        assert answer.status_code == status
        errors(answer)


def test_each_jurisdiction_has_its_own_reports(backend: Backend) -> None:
    depok, pancoran_mas = "depok.go.id", "32.76.01.1006"
    number = number_of(backend.report(jurisdiction_id=depok, address_id=pancoran_mas))
    (shown,) = backend.open311(f"requests/{number}.json", jurisdiction_id=depok).json()
    assert shown["agency_responsible"] == "Pemerintah Kota Depok"
    assert shown["address"].startswith("Depok, Pancoran Mas, ")
    assert backend.open311(f"requests/{number}.json").status_code == 404
    assert backend.open311("requests.json", service_request_id=number).json() == []
    for elsewhere in ({"jurisdiction_id": depok}, {"address_id": pancoran_mas}):
        answer = backend.report(**elsewhere)
        assert answer.status_code == 400
        assert "jurisdiction" in errors(answer)[0]["description"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "nothing.json", 404),
        ("GET", "services.csv", 404),
        ("GET", "requests.json?service_code=NO_SUCH", 404),
        ("GET", "requests/JKT-2026-22222-22222.xml", 404),
        ("GET", "requests/%00.xml", 404),
        ("GET", "tokens/%00.xml", 404),
        ("GET", "tokens/none.json", 404),
        ("GET", "requests.json?service_request_id=%00", 200),
        ("GET", "requests.json?end_date=0001-01-01T00:00:00%2B23:59", 200),
        ("GET", "requests.json?start_date=9999-12-31T23:59:59-23:59", 200),
        ("DELETE", "requests.xml", 405),
    ],
)
def test_unknown_things(backend: Backend, method: str, path: str, status: int) -> None:
    asked = {"jurisdiction_id": "jakarta.go.id"}
    answer = requests.request(method, f"{backend.url}/open311/v2/{path}", params=asked, timeout=60)
    assert answer.status_code == status
    if status != 200:
        errors(answer)
    if status == 405:
        assert "GET" in answer.headers["Allow"]
