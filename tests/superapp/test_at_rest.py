"""Nothing of a person is readable in the database's files or in the log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from shared.database import Database
from tests.superapp.running import PIN, Backend, database_url, lost_card, served

SENTINELS = {
    "nik": "3174014107459876",
    "kk": "3174011202109876",
    "name": "Sentinel Nama Contoh",
    "phone": "081298765432",
    "lost_where": "Sentinel Tempat Contoh",
    "helper_name": "Sentinel Pendamping",
}


def send_all(backend: Backend) -> None:
    body = lost_card(attributes=SENTINELS)
    assert backend.ask(body).status_code == 201
    assert backend.ask(body).status_code == 409
    wrong = lost_card(attributes={**SENTINELS, "for_whom": SENTINELS["name"]})
    assert backend.ask(wrong).status_code == 422
    assert backend.get(f"/warga/v1/requests/{body['receipt']}", headers={"X-Pin": PIN}).ok
    report = backend.report(
        first_name=SENTINELS["name"],
        phone=SENTINELS["phone"],
        description=SENTINELS["lost_where"],
    )
    assert report.status_code == 200
    backend.get(f"/open311/v2/requests/{SENTINELS['nik']}.xml?api_key={backend.key}")
    backend.get(f"/{SENTINELS['nik']}")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_sentinel_in_rows_files_or_log(kind: str, tmp_path: Path) -> None:
    with database_url(kind, tmp_path) as url:
        with served(url, tmp_path) as backend:
            send_all(backend)
            files = [path.read_bytes() for path in tmp_path.iterdir() if path.name != "keys"]
        log = backend.log.getvalue()  # stopped: the last line is written after its answer
        database = Database(url)
        with database.reading() as connection:
            rows = [
                str(tuple(row)).encode()
                for table in ("request", "answer")
                for row in connection.execute(sa.text(f"SELECT * FROM {table}"))  # noqa: S608
            ]
        database.close()
    assert rows
    everything = b"\n".join([*files, *rows, log.encode()])
    secrets = [*SENTINELS.values(), backend.key]
    assert [s for s in secrets if s.encode() in everything] == []
    # The log names routes, not paths, and every line can be read by a program.
    lines = [json.loads(line) for line in log.splitlines()]
    assert {"/warga/v1/requests/{receipt}", "-"} <= {line["route"] for line in lines}
    assert {line["event"] for line in lines} == {"call"}


def test_an_error_inside_is_logged_by_its_place_only(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(SENTINELS["nik"])

    monkeypatch.setattr("shared.superapp.reference.register.Register.record", fail)
    answer = backend.ask(lost_card(attributes=SENTINELS))
    assert answer.status_code == 500
    assert answer.json()["errors"][0]["code"] == "internal"
    assert '"failed"' in backend.log.getvalue()
    assert SENTINELS["nik"] not in backend.log.getvalue() + answer.text
