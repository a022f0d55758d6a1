"""A seeded NIK, phone and name are nowhere after 1,000 mixed requests, some of them killed.

Looked through: the log, the metrics, the database's files with WAL and journal (or every row of
PostgreSQL), temporary files, everything else in the folder, and every answer that is an error.
"""

from __future__ import annotations

import base64
import json
import random
import signal
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests
import sqlalchemy as sa

from shared.database import Database
from shared.superapp.reference.api_keys import load_or_make_api_key
from tests.shared.installation import backend
from tests.superapp.running import JAKARTA, TEBET_TIMUR, database_url, lost_card
from tests.superapp.sentinels import files, search, writings

NIK, NAME, PHONE = "3174014107459876", "Sentinel Ratnasari", "081298765432"
VALUES = (NIK, NAME, PHONE)
CALLS = {"sqlite": 1_000, "postgresql": 400}
CALLERS = 8
PERSON = {"nik": NIK, "name": NAME, "phone": PHONE}
ISSUES = "/open311/v2/requests"
Call = Callable[["Caller", random.Random], "requests.Response | None"]


class Caller:
    """One backend, and all the errors it answered with."""

    def __init__(self, url: str, key: str) -> None:
        self.url = url
        self.key = key
        self.errors: list[tuple[str, bytes]] = []
        self.statuses: set[int] = set()

    def send(self, method: str, path: str, **given: Any) -> requests.Response | None:
        """None when the backend was killed under it."""
        headers = {"X-Api-Key": self.key, **given.pop("headers", {})}
        try:
            answer = requests.request(method, self.url + path, headers=headers, timeout=60, **given)
        except requests.RequestException:
            return None
        self.statuses.add(answer.status_code)
        if answer.status_code >= 400:
            heads = json.dumps(dict(answer.headers)).encode()
            self.errors.append((f"{answer.status_code} {method}", heads + answer.content))
        return answer

    def ask(self, body: Any, **headers: str) -> requests.Response | None:
        key = {"Idempotency-Key": str(uuid.uuid4()), **headers}
        return self.send("POST", "/warga/v1/requests", json=body, headers=key)


def card(**changes: Any) -> dict[str, Any]:
    return lost_card(attributes={**PERSON, **changes.pop("attributes", {})}, **changes)


def report(**changes: Any) -> dict[str, Any]:
    return {
        "jurisdiction_id": JAKARTA,
        "service_code": "LAPOR_JALAN",
        "address_id": TEBET_TIMUR,
        "description": f"Hubungi {NAME} di {PHONE}, NIK {NIK}",
        "attribute[damage]": "pothole",
        "first_name": NAME,
        "phone": PHONE,
        **changes,
    }


def seen(caller: Caller, path: str, method: str = "GET", **body: Any) -> requests.Response | None:
    """Sends a card and looks at it with its receipt and PIN."""
    sent = card()
    caller.ask(sent)
    heads = {"X-Receipt": sent["receipt"], "X-Pin": "482913"}
    return caller.send(method, path.format(sent["receipt"]), headers=heads, **body)


def twice(caller: Caller) -> requests.Response | None:
    """The same key with another body: 409."""
    key = str(uuid.uuid4())
    caller.ask(card(), **{"Idempotency-Key": key})
    return caller.ask(card(), **{"Idempotency-Key": key})


def commented(caller: Caller) -> requests.Response | None:
    """A client's comment on its report."""
    sent = caller.send("POST", f"{ISSUES}.json", data=report())
    if sent is None or not sent.ok:
        return sent
    comment = {
        "jurisdiction_id": JAKARTA,
        "service_request_id": sent.json()[0]["service_request_id"],
        "update_id": NIK,
        "updated_datetime": "2026-11-21T10:00:00+07:00",
        "description": f"{NAME}, {PHONE}",
        "first_name": NAME,
    }
    return caller.send("POST", "/open311/v2/servicerequestupdates.json", data=comment)


MIXED: tuple[Call, ...] = (
    # taken
    lambda c, r: c.ask(card()),
    lambda c, r: c.send("POST", f"{ISSUES}.json", data=report()),
    lambda c, r: c.send("POST", f"{ISSUES}.xml", data=report(email="sentinel@example.org")),
    lambda c, r: c.ask(card(), **{"Idempotency-Key": NIK}),
    lambda c, r: seen(c, "/warga/v1/requests/{}"),
    lambda c, r: seen(c, "/warga/v1/me/export"),
    lambda c, r: seen(c, "/warga/v1/me", "PATCH", json={"attributes": {"name": NAME}}),
    lambda c, r: seen(c, "/warga/v1/me", "DELETE"),
    lambda c, r: commented(c),
    # refused
    lambda c, r: twice(c),
    lambda c, r: c.ask(card(attributes={"nik": NAME, "lost_on": NIK})),
    lambda c, r: c.ask(card(word=NAME, channel=PHONE, language=NIK)),
    lambda c, r: c.ask(card(receipt=NIK, pin_hash=PHONE)),
    lambda c, r: c.ask(card(service_code=NAME)),
    lambda c, r: c.ask(card(**{NAME: NIK})),
    lambda c, r: c.send("POST", f"{ISSUES}.xml", data=report(service_code=NIK)),
    lambda c, r: c.send("POST", f"{ISSUES}.json", data=report(lat=NIK, long=NAME)),
    lambda c, r: c.send("POST", f"{ISSUES}.json", data=report(description=f"<b>{NAME}</b>")),
    lambda c, r: c.send("POST", f"{ISSUES}.json", data=report(address_id=NIK)),
    # wrong keys
    lambda c, r: c.ask(card(), **{"X-Api-Key": NIK}),
    lambda c, r: c.send("POST", f"{ISSUES}.json?api_key={NIK}", data=report()),
    lambda c, r: c.send("GET", "/officer/v1/requests", headers={"Authorization": f"Bearer {NIK}"}),
    lambda c, r: c.send("POST", "/officer/v1/session", json={"name": NAME, "password": NIK}),
    # malformed
    lambda c, r: c.send("POST", "/warga/v1/requests", data=f'{{"nik": "{NIK}", '.encode()),
    lambda c, r: c.send("POST", "/warga/v1/requests", data=NAME.encode("utf-16")),
    lambda c, r: c.send("POST", f"{ISSUES}.json", data=f"phone={PHONE}&%zz={NIK}"),
    lambda c, r: c.send("POST", f"{ISSUES}.json", files={NIK: (NAME, PHONE.encode())}),
    lambda c, r: c.send("POST", "/warga/v1/requests", data=(NIK * 20_000).encode()),
    lambda c, r: c.send("GET", f"/warga/v1/requests/{NIK}"),
    lambda c, r: c.send("GET", f"{ISSUES}/{PHONE}.xml?jurisdiction_id={NAME}"),
    lambda c, r: c.send("GET", f"{ISSUES}.json?start_date={NIK}&jurisdiction_id={JAKARTA}"),
    lambda c, r: c.send("GET", f"/{NIK}/{NAME}?phone={PHONE}"),
    lambda c, r: c.send("PUT", "/warga/v1/requests", data=r.randbytes(64) + NIK.encode()),
)


def storm(caller: Caller, seed: int, most: int, kill: Callable[[], None] | None = None) -> None:
    """`most` of the mixed requests, from several callers at once.

    In their midst, once a quarter as many were refused, comes `kill`; the rest find nobody.
    """
    rng = random.Random(seed)
    chosen = [(MIXED[n % len(MIXED)], random.Random(rng.random())) for n in range(most)]

    def call(one: tuple[Call, random.Random]) -> None:
        one[0](caller, one[1])
        if kill is not None and len(caller.errors) >= most // 4:
            kill()

    with ThreadPoolExecutor(CALLERS) as pool:
        list(pool.map(call, chosen))


def rows(url: str) -> Iterator[tuple[str, bytes]]:
    """Every row of every table, as the database gives it."""
    database = Database(url)
    with database.reading() as connection:
        for table in sa.inspect(connection).get_table_names():
            for row in connection.execute(sa.text(f'SELECT * FROM "{table}"')):  # noqa: S608
                values = (bytes(v) if isinstance(v, memoryview) else v for v in row)
                yield (
                    table,
                    b"\n".join(v if isinstance(v, bytes) else str(v).encode() for v in values),
                )
    database.close()


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_seeded_values_are_nowhere(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    home.mkdir()
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    key = load_or_make_api_key(home / "api-key")
    places: list[tuple[str, bytes]] = []
    with database_url(kind, home) as url:
        with backend(home, url) as serving:
            killed = Caller(serving.url, key)
            storm(killed, 1, CALLS[kind] // 4, serving.process.kill)
            assert serving.process.wait(60) == -signal.SIGKILL
        places += [*files(home, temporary)]  # with the WAL of a program that had no time to tidy
        with backend(home, url) as serving:
            caller = Caller(serving.url, key)
            storm(caller, 2, CALLS[kind])
            places.append(("metrics", caller.send("GET", "/metrics").content))  # type: ignore[union-attr]
            places += [*files(home, temporary), *rows(url)]
    places += [*files(home, temporary), *killed.errors, *caller.errors]
    assert {200, 201, 202, 400, 401, 403, 404, 409, 413, 422} <= caller.statuses
    assert any(name == "backend.log" and content for name, content in places)
    if kind == "sqlite":
        assert any(name.endswith("-wal") and content for name, content in places)
    assert sorted(set(search(VALUES, places))) == []


@pytest.mark.parametrize("value", VALUES)
def test_a_leak_on_purpose_is_found_in_every_writing(value: str, tmp_path: Path) -> None:
    for number, (name, way) in enumerate(writings(value).items()):
        beside = random.Random(number)
        (tmp_path / f"{number}").write_bytes(beside.randbytes(50) + way + beside.randbytes(50))
        found = {leak.writing for leak in search(VALUES, files(tmp_path)) if leak.value == value}
        assert name in found
        (tmp_path / f"{number}").unlink()
    assert list(search(VALUES, files(tmp_path))) == []


def test_base64_is_found_at_whatever_place_it_begins() -> None:
    for before in range(7):
        text = base64.b64encode(b"x" * before + NIK.encode() + b"more")
        assert [leak.value for leak in search([NIK], [("", text)])]
