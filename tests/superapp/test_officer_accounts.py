"""Who gets into /officer/v1: passwords, lockout, sessions, roles."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
import sqlalchemy as sa

from shared.superapp.reference.officers.accounts import (
    LOCKED_MS,
    SESSION_MS,
    TRIES,
    AccountError,
    Accounts,
)
from shared.superapp.reference.officers.tables import ACCOUNT, SESSION
from tests.superapp.running import Backend
from tests.superapp.staff import PASSWORD, Officer, hired, log_in


@pytest.fixture(scope="module")
def budi(backend: Backend) -> Officer:
    return hired(backend)


@pytest.fixture
def later(backend: Backend) -> Iterator[Backend]:
    with backend.clock.standing():
        yield backend


def code(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]


# Who gets in


def test_a_password_is_kept_as_argon2id_and_a_token_as_a_digest(budi: Officer) -> None:
    with budi.backend.database.reading() as connection:
        kept = connection.execute(sa.select(ACCOUNT.c.password_hash)).scalars().all()
        tokens = connection.execute(sa.select(SESSION.c.token_hash)).scalars().all()
    assert all(one.startswith("$argon2id$") for one in kept)
    assert all(len(one) == 64 for one in tokens)
    assert budi.token not in tokens


def test_wrong_unknown_and_locked_are_told_apart_by_nobody(later: Backend) -> None:
    name = hired(later).name
    answers = [log_in(later, name, "bukan sandi yang ini") for _ in range(TRIES)]
    answers.append(log_in(later, name))  # right, but locked by now
    answers.append(log_in(later, "tidak-ada"))
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    later.clock.ahead = LOCKED_MS - 1_000
    assert log_in(later, name).status_code == 401
    later.clock.ahead = LOCKED_MS + 1_000
    assert log_in(later, name).status_code == 201


def test_many_tries_at_once_are_no_more_than_many_in_a_row(backend: Backend) -> None:
    name = hired(backend).name
    with ThreadPoolExecutor(TRIES) as pool:
        list(pool.map(lambda _: log_in(backend, name, "bukan sandi yang ini"), range(TRIES)))
    assert log_in(backend, name).status_code == 401


def test_a_right_password_forgives_the_wrong_ones(backend: Backend) -> None:
    name = hired(backend).name
    for _ in range(2):
        for _ in range(TRIES - 1):
            log_in(backend, name, "bukan sandi yang ini")
        assert log_in(backend, name).status_code == 201


def test_a_session_ends_by_time_by_leaving_and_by_being_shut_out(later: Backend) -> None:
    admin = hired(later, "admin", "")
    by_time, by_leaving, shut_out = hired(later), hired(later), hired(later)
    assert by_leaving.call("DELETE", "session").status_code == 204
    assert code(by_leaving.call("GET", "requests")) == (401, "not_logged_in")
    closing = admin.call("PATCH", f"accounts/{shut_out.name}", json={"disabled": True})
    assert closing.status_code == 204
    assert code(shut_out.call("GET", "requests")) == (401, "not_logged_in")
    assert log_in(later, shut_out.name).status_code == 401
    admin.call("PATCH", f"accounts/{shut_out.name}", json={"disabled": False})
    assert log_in(later, shut_out.name).status_code == 201
    later.clock.ahead = SESSION_MS - 60_000
    assert by_time.call("GET", "requests").status_code == 200
    later.clock.ahead = SESSION_MS + 60_000
    assert code(by_time.call("GET", "requests")) == (401, "not_logged_in")


def test_roles_do_their_own_work_alone(budi: Officer) -> None:
    admin = hired(budi.backend, "admin", "")
    assert code(admin.call("GET", "requests")) == (403, "not_yours")
    refused = budi.call("PATCH", f"accounts/{admin.name}", json={"disabled": True})
    assert code(refused) == (403, "not_yours")
    unknown = admin.call("PATCH", "accounts/tidak-ada", json={"disabled": True})
    assert code(unknown) == (404, "not_found")


def test_every_route_asks_for_a_session(backend: Backend) -> None:
    document = backend.get("/warga/v1/openapi.json").json()
    asked = 0
    for path, methods in document["paths"].items():
        if not path.startswith("/officer/v1/") or path == "/officer/v1/session":
            continue
        for method in methods:
            answer = backend.http.request(method, backend.url + path, timeout=60, json={})
            assert answer.status_code in (401, 422), (method, path, answer.status_code)
            if answer.status_code == 422:  # the body is looked at first where it has a fixed shape
                continue
            asked += 1
    assert asked >= 6


@pytest.mark.parametrize(
    ("name", "role", "area", "password"),
    [
        ("B", "officer", "", PASSWORD),
        ("clock", "officer", "", PASSWORD),
        ("budi santoso", "officer", "", PASSWORD),
        ("budi", "king", "", PASSWORD),
        ("budi", "officer", "31.7", PASSWORD),
        ("budi", "officer", "", "pendek"),
    ],
)
def test_an_account_that_will_not_do(
    backend: Backend, name: str, role: str, area: str, password: str
) -> None:
    with pytest.raises(AccountError) as refused:
        Accounts(backend.database, backend.clock).add(name, role, area, password)
    assert "\n" not in str(refused.value)
    assert password not in str(refused.value)


def test_a_name_is_taken_once(budi: Officer) -> None:
    with pytest.raises(AccountError):
        Accounts(budi.backend.database, budi.backend.clock).add(budi.name, "officer", "", PASSWORD)
