"""Whatever is sent, the backend answers in its own words and never with a 500."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import quote

import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.superapp.running import Backend, lost_card

often = settings(max_examples=100)
names = st.sampled_from(
    [
        "api_key",
        "service_code",
        "address_id",
        "address_string",
        "lat",
        "long",
        "description",
        "first_name",
        "phone",
        "receipt",
        "pin_hash",
        "word",
        "jurisdiction_id",
        "attribute[damage]",
        "attribute[damage][]",
        "attribute[since]",
        "attribute[rt]",
        "attribute[",
        "attribute[]",
    ]
)
values = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["LAPOR_JALAN", "pothole", "31.74.01.1001", "1e999", "-0", "\x00", "<b>"]),
)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
json_values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner)
)


def assert_plain(answer: requests.Response) -> None:
    assert answer.status_code in {200, 201, 400, 403, 404, 409, 413, 422}, answer.text
    if answer.status_code >= 400:
        assert "Traceback" not in answer.text
        assert "description" in answer.text


@often
@given(fields=st.dictionaries(names, values, max_size=8), form=st.sampled_from(["xml", "json"]))
def test_any_form(backend: Backend, fields: dict[str, str], form: str) -> None:
    assert_plain(backend.report(form, **fields))


@often
@given(
    body=st.binary(max_size=300),
    kind=st.sampled_from(
        [
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "multipart/form-data; boundary=",
            "application/json",
            "text/plain; charset=nonsense",
            "",
        ]
    ),
    path=st.sampled_from(["/open311/v2/requests.xml", "/warga/v1/requests"]),
)
def test_any_bytes(backend: Backend, body: bytes, kind: str, path: str) -> None:
    headers = {
        "Content-Type": kind,
        "X-Api-Key": backend.key,
        "Idempotency-Key": str(uuid.uuid4()),
    }
    if kind.endswith("=x"):
        body = (
            b'--x\r\nContent-Disposition: form-data; name="lat"\r\n\r\n' + body + b"\r\n--x--\r\n"
        )
    answer = backend.http.post(backend.url + path, data=body, headers=headers, timeout=60)
    assert_plain(answer)


@often
@given(
    field=st.sampled_from(sorted(lost_card())),
    value=json_values,
    attributes=st.dictionaries(
        st.sampled_from(["nik", "name", "lost_on", "home", "rt", "x"]), json_values, max_size=4
    ),
)
def test_any_json(backend: Backend, field: str, value: Any, attributes: dict[str, Any]) -> None:
    body = lost_card()
    body["attributes"].update(attributes)
    body[field] = value
    assert_plain(backend.ask(body))


@often
@given(
    query=st.dictionaries(
        st.sampled_from(
            [
                "service_request_id",
                "service_code",
                "start_date",
                "end_date",
                "status",
                "page",
                "page_size",
                "jurisdiction_id",
            ]
        ),
        values | st.dates().map(str),
    )
)
def test_any_query(backend: Backend, query: dict[str, str]) -> None:
    assert_plain(backend.get("/open311/v2/requests.xml", params=query))


@settings(often, max_examples=40)  # each one costs an argon2 hash
@given(receipt=st.text(min_size=1, max_size=20), pin=st.text(st.characters(max_codepoint=255)))
def test_any_receipt(backend: Backend, receipt: str, pin: str) -> None:
    path = f"{backend.url}/warga/v1/requests/{quote(receipt, safe='')}"
    try:
        answer = backend.http.get(path, headers={"X-Pin": pin.encode("latin-1")}, timeout=60)
    except (requests.exceptions.InvalidHeader, requests.exceptions.ConnectionError):
        return  # the client itself refuses to send this
    assert answer.status_code in {400, 404, 405, 429}
