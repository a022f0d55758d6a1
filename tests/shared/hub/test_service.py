"""The hub over HTTP, as a process of its own: who may come, what a code opens, what is refused."""

from __future__ import annotations

import secrets
import sqlite3
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
import requests
import sqlalchemy as sa

from shared.database import Database
from shared.hub.service.guessing import BY_DEVICE, BY_PERSON
from shared.hub.service.shelf import Shelf
from shared.hub.service.tables import DRAFT, METADATA, MIGRATIONS, TRAIL, VERSION_TABLE, WRONG
from shared.privacy.cipher import Cipher
from shared.superapp.receipt import ALPHABET
from tests.shared.hub.conftest import HUB, ROOT, Hub, environment, serving

SENTINEL = "3175041204450006"
NAME = "Siti Aminah Rahasia"


def a_code() -> str:
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(6))
    return f"{symbols[:3]}-{symbols[3:]}"


def test_saved_taken_up_given_back_and_used(hub: Hub) -> None:
    assert hub.put("d1", "K7Q-M2X", '{"n":1}').json() == {"version": 1}
    assert hub.put("d1", "K7Q-M2X", '{"n":2}').json() == {"version": 1}  # the same again: nothing
    first = hub.take("k7q m2x", "claim-number-one")
    assert first.json()["talk"] == '{"n":1}'
    assert hub.take("K7Q-M2X").status_code == 404  # held
    assert hub.call("POST", "claims/renew", {"claim": "claim-number-one"}).status_code == 200
    hub.call("POST", "claims/release", {"claim": "claim-number-one"})
    assert hub.take("K7Q-M2X", "claim-number-two").status_code == 200
    assert hub.call("POST", "claims/renew", {"claim": "claim-number-one"}).status_code == 410
    hub.call("POST", "claims/finish", {"claim": "claim-number-two"})
    assert hub.take("K7Q-M2X").status_code == 404
    # A late repetition does not bring it back.
    assert hub.put("d1", "K7Q-M2X", '{"n":1}').json()["errors"][0]["code"] == "moved"


def test_every_code_of_a_talk_leads_to_the_newest(hub: Hub) -> None:
    hub.put("d1", "AAA-222", "old")
    assert hub.put("d1", "BBB-333", "new", expects=1).json() == {"version": 2}
    assert hub.put("d1", "CCC-444", "stale", expects=1).json()["errors"][0]["code"] == "moved"
    assert hub.take("AAA-222", "c" * 16).json()["talk"] == "new"
    assert hub.put("d1", "DDD-555", "other", expects=2).status_code == 409  # held by another
    kept = hub.put("d1", "DDD-555", "mine", expects=2, claim="c" * 16)
    assert kept.json() == {"version": 3}  # saving gives it back
    assert hub.take("BBB-333").json()["talk"] == "mine"


def test_a_code_belongs_to_one_talk(hub: Hub) -> None:
    assert hub.put("d1", "AAA-222").status_code == 200
    assert hub.put("d2", "aaa 222").json()["errors"][0]["code"] == "code_taken"


def answers(hub: Hub, code: str) -> tuple[int, bytes, list[tuple[str, str]]]:
    answer = hub.take(code)
    headers = {k: v for k, v in answer.headers.items() if k.lower() != "date"}
    return answer.status_code, answer.content, sorted(headers.items())


def test_wrong_used_held_and_too_old_are_one_answer(hub: Hub) -> None:
    for name in ("used", "held", "old", "erased"):
        hub.put(name, f"{name[:3]}-222")
    hub.take("use-222", "u" * 16)
    hub.call("POST", "claims/finish", {"claim": "u" * 16})
    hub.take("hel-222", "h" * 16)
    hub.call("DELETE", "drafts/erased")
    database = Database(hub.database)
    with database.writing() as connection:
        connection.execute(sa.text("UPDATE code SET until = 1 WHERE draft_id = 'old'"))
        connection.execute(sa.text("UPDATE draft SET until = 1 WHERE draft_id = 'old'"))
    database.close()
    wrong = answers(hub, "ZZZ-999")
    assert wrong[0] == 404
    for name in ("use-222", "hel-222", "old-222", "era-222", "", "%00", "x" * 64):
        assert answers(hub, name) == wrong, name


def test_a_right_and_a_wrong_code_are_found_by_the_same_statements(tmp_path: Path) -> None:
    """As far as the update that finds it or does not: time tells no difference before it."""
    database = Database(f"sqlite:///{tmp_path / 'hub.db'}")
    database.migrate(MIGRATIONS, VERSION_TABLE)
    cipher = Cipher({"00000001": b"a" * 32}, "00000001", b"b" * 32)
    shelf = Shelf(database, cipher, lambda: datetime.now(timezone.utc))
    for name in ("used", "held", "old"):
        shelf.put("dev", name, f"{name}22", "{}", expects=0)
    shelf.take("dev", "", "used22", "u" * 16)
    shelf.finish("dev", "u" * 16)
    shelf.take("dev", "", "held22", "h" * 16)
    with database.writing() as connection:
        connection.execute(sa.text("UPDATE code SET until = 1 WHERE draft_id = 'old'"))
    said: list[str] = []
    sa.event.listen(
        database.engine, "before_cursor_execute", lambda c, cur, sql, *rest: said.append(sql)
    )

    def statements(code: str) -> list[str]:
        said.clear()
        assert shelf.take("dev", "", code, "c" * 16) is None
        return list(said)

    first = statements("wrong2")
    assert len(first) > 3
    for code in ("used22", "held22", "old22"):
        assert statements(code) == first
    database.close()


def test_guessing_ends_for_the_day(hub: Hub) -> None:
    hub.put("d1", "K7Q-M2X")
    for _ in range(BY_PERSON):
        assert hub.take(a_code(), person="chat-1").status_code == 404
    refused = hub.take("K7Q-M2X", person="chat-1")  # also the right one
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 86_400
    assert hub.take("K7Q-M2X", "r" * 16, person="chat-2").status_code == 200
    hub.call("POST", "claims/release", {"claim": "r" * 16})
    with ThreadPoolExecutor(16) as pool:
        tried = list(pool.map(lambda _: hub.take(a_code()).status_code, range(BY_DEVICE + 20)))
    assert tried.count(404) == BY_DEVICE - BY_PERSON  # not one more, of many at once
    assert hub.take("K7Q-M2X", person="chat-3").status_code == 429
    other = hub.device("add", "kiosk-2")
    assert hub.take("K7Q-M2X", token=other).status_code == 200
    assert hub.metrics()["pandu_hub_wrong_codes"] == BY_DEVICE


def test_guessing_is_not_forgiven_by_a_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    with serving(tmp_path / "hub", url) as hub:
        for _ in range(BY_PERSON):
            hub.take(a_code(), person="chat-1")
    with serving(tmp_path / "hub", url) as hub:
        assert hub.take(a_code(), person="chat-1").status_code == 429


def test_only_known_devices_come_in(hub: Hub) -> None:
    token = hub.device("add", "kiosk-cipinang")
    assert hub.call("POST", "standing", {"drafts": []}, token).status_code == 200
    assert "kiosk-cipinang" in hub.device("list")
    for wrong in ("", "kiosk-cipinang", token + "x", token.swapcase(), "nobody.x"):
        assert hub.call("POST", "standing", {"drafts": []}, wrong or "x").status_code == 401
    plain = requests.post(f"{hub.url}/hub/v1/standing", json={"drafts": []}, timeout=60)
    assert plain.status_code == 401
    hub.device("revoke", "kiosk-cipinang")
    assert hub.call("POST", "standing", {"drafts": []}, token).status_code == 401
    assert "revoked" in hub.device("list")
    again = hub.device("add", "kiosk-cipinang")
    assert again != token
    assert hub.call("POST", "standing", {"drafts": []}, again).status_code == 200
    database = Database(hub.database)
    with database.reading() as connection:
        rows = str(list(connection.execute(sa.text("SELECT * FROM device"))))
    database.close()
    assert again.partition(".")[2] not in rows  # a hash alone is kept
    assert again not in hub.log()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "Kiosk 1"), "device: a name has small letters"),
        (("revoke", "nobody"), "device: no device called nobody is let in"),
    ],
)
def test_a_slip_with_devices_is_one_plain_line(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [*HUB, "device", *words],
        env=environment(tmp_path),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1


def test_a_claim_of_another_device_is_not_mine(one_hub: Hub) -> None:
    other = one_hub.device("add", "kiosk-2")
    one_hub.put("d1", "K7Q-M2X")
    one_hub.take("K7Q-M2X", "c" * 16)
    body = {"claim": "c" * 16}
    assert one_hub.call("POST", "claims/renew", body, other).status_code == 410
    one_hub.call("POST", "claims/finish", body, other)
    one_hub.call("POST", "claims/release", body, other)
    assert one_hub.call("POST", "claims/renew", body).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "drafts/d1", {"code": "K7Q-M2X"}),
        ("PUT", "drafts/d1", {"code": "K7Q-M2X", "talk": "x" * 70_000}),
        ("POST", "claims", {"code": 5}),
        ("POST", "claims", {"code": SENTINEL, "claim": "short"}),
        ("POST", "standing", {"drafts": SENTINEL}),
        ("GET", "claims", None),
        ("POST", "nothing", {"name": NAME}),
    ],
)
def test_what_cannot_be_read_is_refused_without_repeating_it(
    one_hub: Hub, method: str, path: str, body: Any
) -> None:
    answer = one_hub.call(method, path, body)
    assert 400 <= answer.status_code < 500
    assert SENTINEL not in answer.text
    assert NAME not in answer.text


def test_health_and_metrics_say_nothing_of_anybody(hub: Hub) -> None:
    hub.put("d1", "K7Q-M2X", f'{{"nik":"{SENTINEL}"}}')
    hub.put("d2", "K7Q-M3X")
    hub.take("K7Q-M3X")
    hub.take(a_code(), person="chat-9")
    assert hub.http.get(f"{hub.url}/healthz", timeout=60).json() == {"status": "ok"}
    assert hub.http.get(f"{hub.url}/readyz", timeout=60).json() == {"status": "ok"}
    found = hub.metrics()
    assert found['pandu_hub_drafts{state="waiting"}'] == 1
    assert found['pandu_hub_drafts{state="held"}'] == 1
    assert found['pandu_hub_steps{action="saved"}'] == 2
    assert found["pandu_hub_wrong_codes"] == 1
    shown = hub.http.get(f"{hub.url}/metrics", timeout=60).text
    assert [word for word in (SENTINEL, "chat-9", "K7Q", "d1") if word in shown] == []


def everything(hub: Hub, folder: Path) -> bytes:
    """All that lies on disk, or in the database server, and all that was logged."""
    files = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    database = Database(hub.database)
    with database.reading() as connection:
        for table in METADATA.sorted_tables:
            for row in connection.execute(sa.select(table)):
                files += b"".join(
                    bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row
                )
    database.close()
    return files


def test_a_sentinel_is_found_nowhere(hub: Hub, tmp_path: Path) -> None:
    talk = f'{{"nik":"{SENTINEL}","name":"{NAME}"}}'
    code = "K7Q-M2X"
    hub.put("d1", code, talk)
    hub.take(code, "c" * 16, person="chat-812345")
    hub.take(SENTINEL, person=NAME)  # somebody types an NIK where a code is asked
    hub.call("POST", "claims/release", {"claim": "c" * 16})
    hub.put("d1", code, talk + "x" * 70_000)
    hub.call("POST", f"claims?nik={SENTINEL}", {"nik": SENTINEL})
    hub.call("GET", f"drafts/{SENTINEL}")
    lying = everything(hub, tmp_path)
    secrets_told = (SENTINEL, NAME, code, code.replace("-", ""), "chat-812345", "c" * 16)
    assert [one for one in secrets_told if one.encode() in lying] == []
    database = Database(hub.database)
    with database.writing() as connection:  # a planted leak is found
        connection.execute(sa.update(TRAIL).values(device=SENTINEL))
    database.close()
    assert SENTINEL.encode() in everything(hub, tmp_path)


def test_the_trail_says_who_did_what_and_outlives_the_talk(hub: Hub) -> None:
    hub.put("d1", "K7Q-M2X")
    other = hub.device("add", "kiosk-2")
    hub.take("K7Q-M2X", "c" * 16, token=other)
    hub.call("DELETE", "drafts/d1")
    database = Database(hub.database)
    with database.reading() as connection:
        rows = connection.execute(sa.select(TRAIL).order_by(TRAIL.c.number))
        told = [(row.device, row.action, row.draft_id) for row in rows]
        bodies = list(connection.execute(sa.select(DRAFT.c.body)).scalars())
        assert connection.execute(sa.text("SELECT count(*) FROM code")).scalar() == 0
    database.close()
    assert told == [("here", "saved", "d1"), ("kiosk-2", "taken", "d1"), ("here", "erased", "d1")]
    assert bodies == [None]


def test_what_is_past_its_time_is_swept(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    with serving(tmp_path / "hub", url) as hub:
        hub.put("old", "AAA-222")
        hub.put("new", "BBB-222")
        hub.take(a_code())
    with sqlite3.connect(tmp_path / "hub.db") as connection:
        connection.execute("UPDATE draft SET until = 1 WHERE draft_id = 'old'")
        connection.execute("UPDATE code SET until = 1 WHERE draft_id = 'old'")
        connection.execute("UPDATE wrong SET day = '2020-01-01'")
    with serving(tmp_path / "hub", url) as hub:
        swept = threading.Event()
        database = Database(hub.database)
        for _ in range(600):
            with database.reading() as connection:
                left = list(connection.execute(sa.select(DRAFT.c.draft_id)).scalars())
                counted = list(connection.execute(sa.select(WRONG.c.day)))
            if left == ["new"] and not counted:
                break
            swept.wait(0.1)
        database.close()
    assert (left, counted) == (["new"], [])
