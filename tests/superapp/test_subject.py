"""What a resident sees of their data is all there is; what is erased is nowhere."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import pytest
import sqlalchemy as sa
from PIL import Image

from shared.privacy import inventory
from shared.privacy.keys import load_or_make
from shared.superapp.reference import subject
from shared.superapp.reference.catalogue import shipped
from shared.superapp.reference.register import Register, Row
from shared.superapp.reference.tables import REQUEST
from tests.superapp.running import PIN, Backend, lost_card

PERSON = {
    "nik": "3174014107451234",
    "name": "Subjek Rahmawati",
    "phone": "081211223344",
    "lost_where": "Pasar Subjek",
}


def photo() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    return content.getvalue()


def recorded(backend: Backend, **changes: Any) -> dict[str, str]:
    """A lost card of this person with a paper; the headers that open it."""
    body = lost_card(attributes={**PERSON, **changes})
    number = backend.ask(body).json()["service_request_id"]
    opens = {"X-Receipt": body["receipt"], "X-Pin": PIN}
    added = backend.http.post(
        f"{backend.url}/warga/v1/requests/{body['receipt']}/documents",
        headers=opens,
        files={"document": ("surat.png", photo(), "image/png")},
        timeout=60,
    )
    assert added.ok, added.text
    return {**opens, "number": number}


def opens(given: dict[str, str]) -> dict[str, str]:
    return {name: given[name] for name in ("X-Receipt", "X-Pin")}


def everything(backend: Backend) -> str:
    """All that is sealed in the backend, opened."""
    cipher = load_or_make(backend.home / "superapp-keys.json", {})
    plain = []
    with backend.database.reading() as connection:
        for place in inventory.BACKEND:
            for row in connection.execute(sa.select(place.table)):
                value = getattr(row, place.column)
                if value is not None:
                    plain.append(cipher.decrypt(bytes(value), **place.of(row)))
    return b"\n".join(plain).decode(errors="replace")


def the_row(backend: Backend, number: str) -> tuple[Register, Row]:
    cipher = load_or_make(backend.home / "superapp-keys.json", {})
    register = Register(backend.database, cipher, shipped(), backend.clock)
    with backend.database.reading() as connection:
        query = sa.select(REQUEST.c.receipt).where(REQUEST.c.service_request_id == number)
        receipt = str(connection.execute(query).scalar_one())
    row = register.by_receipt(receipt)
    assert row is not None
    return register, row


def test_the_export_is_complete(backend: Backend) -> None:
    given = recorded(backend)
    backend.http.patch(
        f"{backend.url}/warga/v1/me",
        headers=opens(given),
        json={"attributes": {"name": "Subjek Rahmawaty"}},
        timeout=60,
    ).raise_for_status()
    whole = backend.get("/warga/v1/me/export", headers=opens(given)).json()
    (request,) = whole["requests"]
    assert {**request["answers"], **PERSON} == request["answers"]
    assert request["service_request_id"] == given["number"]
    assert [one["wanted"] for one in request["corrections"]] == [{"name": "Subjek Rahmawaty"}]
    (paper,) = request["documents"]
    assert base64.b64decode(paper["content"]).startswith(b"\xff\xd8")
    assert {"record", "change"} & {entry["action"] for entry in whole["log"]}
    assert '"pin_hash"' not in json.dumps(whole)
    again = backend.get("/warga/v1/me/export", headers=opens(given)).json()
    assert "export" in {entry["action"] for entry in again["log"]}


def test_a_receipt_opens_its_own_request_and_no_other_of_that_nik(backend: Backend) -> None:
    """An NIK that was typed proves nothing: else anybody could send one and export the rest."""
    victim, thief = recorded(backend), recorded(backend, name="Orang Lain")
    whole = backend.get("/warga/v1/me/export", headers=opens(thief)).json()
    assert [one["service_request_id"] for one in whole["requests"]] == [thief["number"]]
    register, row = the_row(backend, thief["number"])
    person = subject.collect(register, row, whole_person=True)  # an officer saw the card
    numbers = {one["service_request_id"] for one in person["requests"]}
    assert {victim["number"], thief["number"]} <= numbers


@pytest.mark.parametrize("whole_person", [False, True])
def test_what_is_erased_is_nowhere(backend: Backend, whole_person: bool) -> None:
    nik = f"317401410745{1 + whole_person:04}"
    first = recorded(backend, nik=nik, name=f"Pertama {whole_person}")
    recorded(backend, nik=nik, name=f"Kedua {whole_person}")
    if whole_person:
        subject.erase(*the_row(backend, first["number"]), whole_person=True)
    else:
        erased = backend.http.delete(f"{backend.url}/warga/v1/me", headers=opens(first), timeout=60)
        assert erased.json()["request"] == 1
        assert erased.json()["document"] == 1
        assert backend.get("/warga/v1/me/export", headers=opens(first)).status_code == 404
    left = everything(backend)
    assert f"Pertama {whole_person}" not in left
    assert (f"Kedua {whole_person}" in left) is not whole_person
    assert left.count(nik) == (0 if whole_person else 1)


def test_a_corrected_nik_is_found_by_its_index(backend: Backend) -> None:
    number = recorded(backend)["number"]
    register, before = the_row(backend, number)
    subject.correct(register, number, {"nik": "3174014107455555"})
    _, after = the_row(backend, number)
    assert after.person_index not in (None, before.person_index)
    assert register.personal(after)["nik"] == "3174014107455555"
