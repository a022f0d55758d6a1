"""Two Open311 clients that others wrote, against our backend as it is started from the shell."""

from __future__ import annotations

from collections.abc import Iterator

import georeport
import pytest
from civicbot.http import HttpError, HttpTransport, RateLimiter
from civicbot.open311 import Open311Client, ValidationError
from civicbot.registry import Endpoint

from tests.superapp.running import JAKARTA, TEBET_TIMUR, process


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The endpoint of `./pandu backend` and its API key."""
    home = tmp_path_factory.mktemp("started")
    with process(home) as (_, url):
        key = (home / "api-key").read_text().strip().rpartition(":")[2]
        yield f"{url}/open311/v2", key


@pytest.fixture
def civicbot(started: tuple[str, str]) -> Open311Client:
    endpoint = Endpoint("jakarta", "Jakarta", started[0], write=True)
    at_once = HttpTransport(rate_limiter=RateLimiter(0.0))
    return Open311Client(endpoint, at_once, jurisdiction_id=JAKARTA)


def test_civicbot_checks_what_is_required_and_posts(
    civicbot: Open311Client, started: tuple[str, str]
) -> None:
    sending = {"dry_run": False, "confirm": "SEND", "validate_remote": True, "api_key": started[1]}
    report = {"address_id": TEBET_TIMUR, "description": "Lubang besar"}
    with pytest.raises(ValidationError, match="required attribute 'damage' missing"):
        civicbot.create_request("LAPOR_JALAN", **sending, **report)
    with pytest.raises(ValidationError, match="meteor"):
        civicbot.create_request("LAPOR_JALAN", attributes={"damage": "meteor"}, **sending, **report)
    sent = civicbot.create_request(
        "LAPOR_JALAN", attributes={"damage": "pothole"}, **sending, **report
    )
    (accepted,) = sent.response
    shown = civicbot.get_request(accepted["service_request_id"])
    assert (shown["service_code"], shown["status"]) == ("LAPOR_JALAN", "open")
    assert civicbot.list_requests(service_request_ids=[accepted["service_request_id"]]) == [shown]


def test_civicbot_sends_lists_and_follows_a_token(
    civicbot: Open311Client, started: tuple[str, str]
) -> None:
    sent = civicbot.create_request(
        "LAPOR_POHON",
        attributes={"trouble": ["fallen", "wires"]},
        lat=-6.2266,
        lng=106.8531,
        description="Pohon di atas kabel",
        dry_run=False,
        confirm="SEND",
        validate_remote=True,
        api_key=started[1],
    )
    token = sent.response[0]["token"]
    assert civicbot.get_token(token)[0]["token"] == token
    with pytest.raises(HttpError) as caught:
        civicbot.get_token("none")
    assert caught.value.status == 404


@pytest.mark.parametrize("form", ["xml", "json"])
def test_georeport_lists_defines_and_follows(
    civicbot: Open311Client, started: tuple[str, str], form: str
) -> None:
    """Its XML mode goes through xmltodict, which makes a list of one an object."""
    sent = civicbot.create_request(
        "LAPOR_JALAN",
        attributes={"damage": "crack"},
        address_id=TEBET_TIMUR,
        description="Retak",
        dry_run=False,
        confirm="SEND",
        api_key=started[1],
    )
    number = sent.response[0]["service_request_id"]
    client = georeport.GeoReport(started[0], jurisdiction=JAKARTA, output_format=form)
    listed = [service["service_code"] for service in client.get_service_list()]
    assert listed == ["LAPOR_JALAN", "LAPOR_POHON", "LAPOR_SAMPAH"]
    definition = client.get_service_definition("LAPOR_JALAN")
    attributes = definition["attributes"]
    listed = attributes["attribute"] if form == "xml" else attributes
    assert listed[0]["code"] == "damage"
    assert client.get_service_request(number)["status"] == "open"
    (row,) = as_list(client.get_service_requests(service_request_id=number))
    assert row["service_request_id"] == number


def as_list(value: object) -> list[dict[str, str]]:
    return value if isinstance(value, list) else [value]  # type: ignore[list-item]
