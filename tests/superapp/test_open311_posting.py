"""Reports that are posted: forms, rules, photos, tokens, comments; each recorded once."""

from __future__ import annotations

import io
from typing import Any

import pytest
import requests
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from shared.superapp.reference import documents
from shared.superapp.reference.documents import DOCUMENT
from shared.superapp.reference.problems import Problem
from tests.superapp.georeport_answers import errors, number_of
from tests.superapp.running import JAKARTA, TEBET_TIMUR, Backend

PLACE_IN_PHOTO = "SENTINEL-PLACE"


def photograph(kind: str = "JPEG", size: tuple[int, int] = (120, 80)) -> bytes:
    """A synthetic photo, lying on its side, with a telephone's name and a place in its metadata."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = PLACE_IN_PHOTO
    exif.get_ifd(0x8825)[29] = PLACE_IN_PHOTO  # GPS
    file = io.BytesIO()
    Image.new("RGB", size, "grey").save(file, kind, exif=exif)
    return file.getvalue()


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
        ({"jurisdiction_id": None}, 400),
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
        ({"public": "perhaps"}, 400),
        ({"media": b"GIF89a, or so it says"}, 400),
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


def test_a_key_in_the_query_is_no_key(backend: Backend) -> None:
    answer = requests.post(
        f"{backend.url}/open311/v2/requests.json",
        {"jurisdiction_id": JAKARTA, "service_code": "LAPOR_JALAN"},
        params={"api_key": backend.key},
        timeout=60,
    )
    assert answer.status_code == 403


def test_edges_that_are_fine(backend: Backend) -> None:
    assert backend.report(description="x" * 4_000).status_code == 200
    assert backend.report(description="jalan < 2 meter, 😀").status_code == 200
    assert backend.report(last_name="Sukarno", media_url="https://example.org/a.jpg").ok
    parts: dict[str, Any] = {
        name: (None, value)
        for name, value in {
            "jurisdiction_id": JAKARTA,
            "service_code": "LAPOR_JALAN",
            "address_id": TEBET_TIMUR,
            "description": "Lubang",
            "attribute[damage]": "crack",
        }.items()
    }
    url, header = backend.url + "/open311/v2/requests.xml", {"X-Api-Key": backend.key}
    assert requests.post(url, files=parts, headers=header, timeout=60).status_code == 200
    not_chosen = {**parts, "media": ("", b"")}
    assert requests.post(url, files=not_chosen, headers=header, timeout=60).status_code == 200
    other = {**parts, "virus": ("photo.jpg", photograph())}
    assert requests.post(url, files=other, headers=header, timeout=60).status_code == 400


def test_an_idempotent_report_is_recorded_once(backend: Backend) -> None:
    backend.http.headers["Idempotency-Key"] = "0f8fad5b-d9cb-469f-a165-70867728950e"
    try:
        first, again = backend.report(), backend.report("xml")
        assert number_of(first) in again.text
        assert backend.report(description="Lain").status_code == 409
        assert backend.report(media=photograph()).status_code == 409
    finally:
        del backend.http.headers["Idempotency-Key"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_without_what_it_tells_of_the_sender(backend: Backend, kind: str) -> None:
    sent = photograph(kind)
    assert PLACE_IN_PHOTO.encode() in sent
    number = number_of(backend.report(media=sent))
    with backend.database.reading() as connection:
        wanted = DOCUMENT.c.service_request_id == number
        (row,) = connection.execute(sa.select(DOCUMENT).where(wanted)).mappings()
    assert (row["kind"], row["content_type"]) == ("media", "image/jpeg")
    opened = backend.documents.content(row["document_id"])
    assert opened is not None
    assert PLACE_IN_PHOTO.encode() not in opened
    with Image.open(io.BytesIO(opened)) as image:
        assert not image.getexif()
        assert image.size == (80, 120)  # upright
    assert opened[:16] not in bytes(row["sealed"])
    assert backend.documents.of(number)[0].size == len(opened)


def test_a_photo_too_large_is_413_and_a_wide_one_is_made_smaller(backend: Backend) -> None:
    assert backend.report(media=b"\xff\xd8" + bytes(documents.MOST_BYTES)).status_code == 413
    assert backend.report(media=bytes(2 * documents.MOST_BYTES)).status_code == 413
    bomb = io.BytesIO()
    Image.new("1", (9_000, 6_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 100_000
    assert backend.report(media=bomb.getvalue()).status_code == 413
    wide = documents.photo(photograph("JPEG", (6_000, 1_500)))
    with Image.open(io.BytesIO(wide.content)) as image:
        assert max(image.size) == 2_560


@settings(max_examples=300)
@given(
    kind=st.sampled_from(["JPEG", "PNG", "WEBP"]),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), max_size=6),
    end=st.floats(0, 1),
)
def test_a_broken_photo_is_a_photo_or_refused(
    kind: str, cuts: list[tuple[float, bytes]], end: float
) -> None:
    broken = bytearray(photograph(kind))
    for where, what in cuts:
        at = int(where * len(broken))
        broken[at : at + len(what)] = what
    try:
        assert documents.photo(bytes(broken[: int(end * len(broken)) + 1])).content
    except Problem as refused:
        status = refused.status
    else:
        status = 200
    assert status in {200, 400, 413}


def test_a_paper_is_a_photo_or_a_pdf() -> None:
    assert documents.paper(photograph()).content_type == "image/jpeg"
    assert documents.paper(b"%PDF-1.7 ...").content_type == "application/pdf"
    for content, status in ((b"MZ", 400), (b"%PDF-" + bytes(documents.MOST_BYTES), 413)):
        with pytest.raises(Problem) as caught:
            documents.paper(content)
        assert caught.value.status == status


def test_a_batch_service_answers_a_token_that_tells_the_number_later(backend: Backend) -> None:
    fields: dict[str, Any] = {
        "service_code": "LAPOR_POHON",
        "attribute[damage]": None,
        "attribute[trouble][]": ["fallen", "wires"],
        "attribute[trees]": "2",
    }
    backend.http.headers["Idempotency-Key"] = f"a-tree-on-{backend.database.engine.dialect.name}"
    with backend.clock.standing():  # batches are taken at every full hour
        try:
            (accepted,) = backend.report(account_id="17", **fields).json()
            assert backend.report(account_id="17", **fields).json() == [accepted]
        finally:
            del backend.http.headers["Idempotency-Key"]
        assert set(accepted) == {"token", "account_id"}
        path = f"tokens/{accepted['token']}.json"
        assert backend.open311(path).json() == [{"token": accepted["token"]}]
        backend.clock.ahead += 3_600_000
        (told,) = backend.open311(path).json()
    (shown,) = backend.open311(f"requests/{told['service_request_id']}.json").json()
    assert shown["service_code"] == "LAPOR_POHON"
    assert backend.open311(path, jurisdiction_id="depok.go.id").status_code == 404
    for wrong in ("fallen", ["meteor"]):
        name = "attribute[trouble][]" if isinstance(wrong, list) else "attribute[trouble]"
        assert backend.report(**{**fields, "attribute[trouble][]": None, name: wrong}).ok is False


def comment(backend: Backend, form: str = "json", **changes: Any) -> requests.Response:
    sent = {
        "api_key": backend.key,
        "jurisdiction_id": JAKARTA,
        "update_id": "77",
        "updated_datetime": "2026-11-21T10:00:00+07:00",
        "status": "OPEN",
        "description": "Kami lihat lubangnya lagi",
        "first_name": "Sukarno",
        **changes,
    }
    return requests.post(
        f"{backend.url}/open311/v2/servicerequestupdates.{form}",
        {name: value for name, value in sent.items() if value is not None},
        timeout=60,
    )


def test_a_comment_is_kept_once_and_shown_to_nobody(backend: Backend) -> None:
    number = number_of(backend.report(public="true"))
    first = comment(backend, service_request_id=number)
    assert first.status_code == 200, first.text
    (kept,) = first.json()
    assert kept["update_id"] in comment(backend, "xml", service_request_id=number).text
    other = comment(backend, service_request_id=number, description="Lain")
    assert other.status_code == 409
    for path in (f"requests/{number}.json", "servicerequestupdates.json"):
        assert "lubangnya" not in backend.open311(path, extensions="true").text


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"api_key": None}, 403),
        ({"jurisdiction_id": None}, 400),
        ({"jurisdiction_id": "depok.go.id"}, 404),
        ({"service_request_id": None}, 400),
        ({"service_request_id": "JKT-2026-22222-22222"}, 404),
        ({"service_request_id": "' OR 1=1"}, 400),
        ({"update_id": None}, 400),
        ({"update_id": "x" * 65}, 400),
        ({"update_id": "\x00"}, 400),
        ({"updated_datetime": "yesterday"}, 400),
        ({"description": None}, 400),
        ({"description": "<b>"}, 400),
        ({"email": "x" * 2_001}, 400),
    ],
)
def test_a_comment_that_is_wrong(
    backend: Backend, changes: dict[str, str | None], status: int
) -> None:
    sent: dict[str, Any] = {"service_request_id": number_of(backend.report()), **changes}
    answer = comment(backend, **sent)
    assert answer.status_code == status
    errors(answer)
