"""Other authorities: their files, what is kept of them, and how a report gets there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from dialogs.authoring.source import GuideError
from dialogs.contract.effect import Request
from shared.settings import SettingsError
from shared.superapp.authorities import offered
from shared.superapp.authorities.authority import OWN, PATHS, Authority, find, load
from shared.superapp.authorities.offered import offer
from shared.superapp.client import Parcel, RefusedError, SuperApp, UnreachableError
from shared.superapp.client.georeport.client import GeoReport, UnreadableError
from tests.shared.answering import Reply, Seen, answering, nobody
from tests.superapp import replay

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 21, 9, tzinfo=timezone.utc)
LINES = {
    "code": "tepi",
    "name": "Kota Tepi",
    "url": "https://311.example.org/v2",
    "format": "json",
    "source": "example.org",
    "checked": "2026-11-21",
}
SERVICES = b'[{"service_code": "1", "service_name": "Lamp", "metadata": false}]'


def authority(url: str, **changes: Any) -> Authority:
    settings: dict[str, Any] = {
        "code": "tepi",
        "name": "Kota Tepi",
        "url": url,
        "jurisdiction_id": "",
        "api_key": "",
        "format": "json",
        "paths": PATHS,
        "asks_discovery": False,
        "needs_email": False,
        "duplicate": "",
        "emergency": "",
    }
    return Authority(**{**settings, **changes})


def parcel(**changes: Any) -> Parcel:
    request: dict[str, Any] = {
        "service": "a/b c",
        "route": "open311",
        "authority": "tepi",
        "attributes": {"kind": ["x", "y"], "size": 2.5},
        "fields": {"description": "Lampu mati"},
        "address": "Ringstraße 1",
    }
    return Parcel("key", "222222222", "hash", "melati", Request(**{**request, **changes}))


# Files -------------------------------------------------------------------------------------------


def written(folder: Path, stem: str = "tepi", **changes: str) -> dict[str, str]:
    lines = {**LINES, **changes}
    text = "".join(f"{key}: {value}\n" for key, value in lines.items() if value)
    (folder / f"{stem}.yaml").write_text(text, "utf-8")
    return {OWN: str(folder)}


def test_those_we_ship_are_read() -> None:
    known = load({})
    assert {"bloomington", "boston", "giessen", "koeln"} <= known.keys()
    assert all(each.url.startswith("https://") for each in known.values())


def test_an_own_folder_adds_and_wins(tmp_path: Path) -> None:
    environ = written(tmp_path, "koeln", code="koeln", name="Latihan", jurisdiction_id="k.de")
    assert find("koeln", environ).name == "Latihan"
    assert find("boston", environ).duplicate == "base is a duplicate"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"code": "Tepi"}, "tepi.yaml:1: “code” is not written as expected. Small letters"),
        ({"code": "lain"}, "tepi.yaml:1: the file is named tepi.yaml, the code is lain"),
        ({"url": "http://311.example.org"}, "tepi.yaml:3: personal data would travel unencrypted"),
        ({"url": "ftp://311.example.org"}, "tepi.yaml:3: “url” is not written as expected"),
        ({"format": "yaml"}, "tepi.yaml:4: “yaml” does not serve as “format”"),
        ({"source": ""}, "“source” is missing"),
        ({"api_key": "hunter2"}, "The name of the environment variable"),
        ({"quirks": "{needs_mail: true}"}, "Did you mean “needs_email”?"),
        ({"quirks": "{paths: {requests: 'r/{cod}'}}"}, "has a slot that nothing fills"),
        ({"quirks": "{paths: {requests: 'r/{format.__class__}'}}"}, "a slot that nothing fills"),
        ({"quirks": "{paths: {requests: 'r}'}}"}, "has a slot that nothing fills"),
    ],
)
def test_a_file_to_mend_is_told_in_one_line(
    changes: dict[str, str], told: str, tmp_path: Path
) -> None:
    environ = written(tmp_path, **changes)
    with pytest.raises(GuideError) as error:
        load(environ)
    assert told in str(error.value)
    assert "\n" not in str(error.value)
    assert "hunter2" not in str(error.value)


def test_an_unknown_authority_and_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Did you mean “boston”"):
        find("bostn", {})
    with pytest.raises(SettingsError, match="is no folder"):
        load({OWN: str(tmp_path / "none")})


# What is kept ------------------------------------------------------------------------------------


class Server:
    """Answers services with an ETag; `down` says 503, `changeset` and `etag` are what it is at."""

    def __init__(self) -> None:
        self.etag, self.changeset, self.down = "one", "2026-11-01 10:00", False

    def __call__(self, call: Seen) -> Reply:
        if self.down:
            return Reply(503)
        if call.path.startswith("/discovery"):
            return Reply(200, f'{{"changeset": "{self.changeset}", "endpoints": []}}'.encode())
        if call.headers.get("If-None-Match") == self.etag:
            return Reply(304)
        return Reply(200, SERVICES, {"ETag": self.etag})


@pytest.fixture
def server() -> Iterator[tuple[Server, str, list[Seen]]]:
    state = Server()
    with answering(state) as (url, seen):
        yield state, url, seen


def test_services_are_kept_and_asked_for_again_only_when_old(
    server: tuple[Server, str, list[Seen]], tmp_path: Path
) -> None:
    state, url, seen = server
    city = authority(url)
    client = GeoReport(city)
    first = offer(city, client, tmp_path, NOW)
    assert [service.name for service, _ in first.offered] == ["Lamp"]
    assert offer(city, client, tmp_path, NOW + timedelta(hours=1)) == first
    assert len(seen) == 1
    later = NOW + timedelta(days=2)
    assert offer(city, client, tmp_path, later) == first  # 304
    assert len(seen) == 2
    assert offer(city, client, tmp_path, later + timedelta(hours=1)) == first
    assert len(seen) == 2  # "not modified" makes it young again
    state.down = True
    stale = offer(city, client, tmp_path, later + timedelta(days=9))
    assert stale.offered == first.offered
    assert "cannot be reached" in stale.notice
    assert "services of 2026-11-23 09:00 are used" in stale.notice
    kept = tmp_path / offered.FOLDER / "tepi.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.write_text("half a fi")
    with pytest.raises(SettingsError, match=r"Kota Tepi .* cannot be reached"):
        offer(city, client, tmp_path, later)
    client.close()


def test_the_changeset_of_a_discovery_saves_the_rest(
    server: tuple[Server, str, list[Seen]], tmp_path: Path
) -> None:
    state, url, seen = server
    city = authority(url, asks_discovery=True)
    client = GeoReport(city)
    offer(city, client, tmp_path, NOW)
    offer(city, client, tmp_path, NOW + timedelta(days=1))
    assert [call.path for call in seen] == ["/discovery.json", "/services.json", "/discovery.json"]
    state.changeset, state.etag = "2026-11-20", "two"
    offer(city, client, tmp_path, NOW + timedelta(days=2))
    assert [call.path for call in seen][3:] == ["/discovery.json", "/services.json"]
    client.close()


def test_a_service_whose_definition_cannot_be_read_is_left_out_and_nothing_is_kept(
    tmp_path: Path,
) -> None:
    codes = ("good", "gone", "bad")

    def reply(call: Seen) -> Reply:
        if call.path.startswith("/services/good"):
            return Reply(200, b'{"service_code": "good", "attributes": []}')
        if call.path.startswith("/services/gone"):
            return Reply(404)
        if call.path.startswith("/services/"):
            return Reply(200, b"<html>Sorry</html>")
        rows = (f'{{"service_code": "{code}", "metadata": true}}' for code in codes)
        return Reply(200, f"[{','.join(rows)}]".encode())

    with answering(reply) as (url, _):
        client = GeoReport(authority(url))
        found = offer(authority(url), client, tmp_path, NOW)
        client.close()
    assert [(service.code, known is not None) for service, known in found.offered] == [
        ("good", True),
        ("gone", False),
    ]
    assert "1 of its services cannot be read now" in found.notice
    assert not (tmp_path / offered.FOLDER).exists()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<html>Sign in</html>", "a web page"),
        (b"{}}", "not JSON"),
        (b'[{"code": 400, "description": "no key"}]', "service_code"),
    ],
)
def test_an_unreadable_answer_is_one_line_with_its_authority(body: bytes, why: str) -> None:
    with answering(lambda _: Reply(200, body)) as (url, _):
        client = GeoReport(authority(url))
        with pytest.raises(UnreadableError) as error:
            client.services()
        client.close()
    assert str(error.value).startswith("Kota Tepi (tepi): the answer to services cannot be read")
    assert why in str(error.value)
    assert "\n" not in str(error.value)


# Sending -----------------------------------------------------------------------------------------


def test_a_report_is_sent_by_georeports_rules_alone() -> None:
    taken = Reply(200, b'[{"service_request_id": 501}]')
    with answering(lambda _: taken) as (url, seen):
        city = authority(
            url, jurisdiction_id="tepi.example", paths={**PATHS, "requests": "r.{format}"}
        )
        client = GeoReport(city, "secret")
        assert client.send(parcel()).reference == "501"
        client.send(parcel(address=None, lat=50.93, lon=6.96))
        client.close()
    assert seen[0].path == "/r.json"
    assert parse_qs(seen[0].body) == {
        "service_code": ["a/b c"],
        "jurisdiction_id": ["tepi.example"],
        "api_key": ["secret"],
        "address_string": ["Ringstraße 1"],
        "description": ["Lampu mati"],
        "attribute[kind][]": ["x", "y"],
        "attribute[size]": ["2.5"],
    }
    place = parse_qs(seen[1].body)
    assert (place["lat"], place["long"]) == (["50.930000"], ["6.960000"])
    assert "address_string" not in place


TOKEN = b"<service_requests><request><token>T1</token></request></service_requests>"
DUPLICATE = b"<errors><error><description>base is a duplicate.</description></error></errors>"
UNKNOWN = b'[{"code": 400, "description": "no such service"}]'


@pytest.mark.parametrize(
    ("reply", "duplicate", "end"),
    [
        (Reply(201, TOKEN), "", "T1"),
        (Reply(400, DUPLICATE), "a duplicate", ""),
        (Reply(400, DUPLICATE), "", RefusedError),
        (Reply(400, b"oh no"), "a duplicate", RefusedError),
        (Reply(200, UNKNOWN), "", RefusedError),
        (Reply(200, b"<html>Sign in</html>"), "", UnreachableError),
        (Reply(200, b"[]"), "", UnreachableError),
        (Reply(503), "", UnreachableError),
        (Reply(403, b"[]"), "", UnreachableError),
        (Reply(302, b"", {"Location": "/"}), "", UnreachableError),
    ],
)
def test_what_can_come_of_a_report(reply: Reply, duplicate: str, end: Any) -> None:
    with answering(lambda _: reply) as (url, _):
        client = GeoReport(authority(url, duplicate=duplicate))
        if isinstance(end, str):
            assert client.send(parcel()).reference == end
        else:
            with pytest.raises(end):
                client.send(parcel())
        client.close()


def test_what_became_of_a_report() -> None:
    listed = b'[{"service_request_id": "7/8", "status": "Open", "lat": "0.0", "long": "0.0"}]'

    def reply(call: Seen) -> Reply:
        known = call.path.startswith("/requests/7%2F8.json?jurisdiction_id=t")
        return Reply(200, listed) if known else Reply(404)

    with answering(reply) as (url, _):
        client = GeoReport(authority(url, jurisdiction_id="t"))
        report = client.report("7/8")
        assert report is not None
        assert (report.id, report.status, report.lat) == ("7/8", "open", None)
        assert client.report("9") is None
        client.close()


def test_the_superapp_hands_a_report_to_its_authority(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(lambda _: Reply(200, b'[{"token": "T"}]')) as (url, seen):
        environ = written(tmp_path, url=url, api_key="PANDU_KEY_TEPI")
        for name, value in {**environ, "PANDU_KEY_TEPI": "s3"}.items():
            monkeypatch.setenv(name, value)
        superapp = SuperApp(nobody())
        assert superapp.send(parcel()).reference == "T"
        assert parse_qs(seen[0].body)["api_key"] == ["s3"]
        # One whose file was taken away waits for it: its report is neither lost nor refused.
        with pytest.raises(UnreachableError) as later:
            superapp.send(parcel(authority="gone"))
        assert later.value.answered
        superapp.close()


# The program -------------------------------------------------------------------------------------


def talk(home: Path, said: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "shared.commands", "talk", "--backend", nobody(), *options],
        input=said,
        text=True,
        capture_output=True,
        timeout=120,
        cwd=ROOT,
        env={**os.environ, "PANDU_HOME": str(home / "state"), OWN: str(home / "files")},
        check=False,
    )


def test_pandu_talk_with_an_authority(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    said = "12\nRingstraße 1\nLampu di tiang itu mati sejak kemarin.\nkirim\nselesai\n"
    with replay.replaying(Path(__file__).parent / "authorities" / "tepi") as city:
        written(files, url=city.url, format="xml", quirks="{needs_email: true}")
        ended = talk(
            tmp_path, said.replace("kirim", "siti@example.com\nya"), "--authority", "tepi", "007"
        )
        assert city.posted[0]["attribute[pole]"] == ["12"]
        assert city.posted[0]["email"] == ["siti@example.com"]
    assert "Lamp Out All Night" in ended.stdout
    assert "Kirim ke Kota Tepi" in ended.stdout
    assert "Nomor bukti" in ended.stdout
    assert not ended.stderr
    # Its server is gone; what was kept serves.
    again = talk(tmp_path, "selesai\n", "--authority", "tepi", "--dry-run", "007")
    assert "Pole" in again.stdout
    missing = talk(tmp_path, "", "--authority", "nirgends")
    assert missing.returncode == 1
    assert missing.stderr.startswith("--authority: there is no authority “nirgends”.")
    assert missing.stderr.count("\n") == 1
