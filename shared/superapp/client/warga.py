"""/warga/v1: JSON, for every request with an NIK; status by receipt; the catalogue."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import quote

from shared.superapp.client.answers import Accepted, Parcel, RefusedError
from shared.superapp.client.wire import PATIENT, Timeouts, Wire, not_the_superapp

_NOT_FOUND = 404


class Catalogue(NamedTuple):
    """The services as the authority describes them; `etag` saves fetching them again."""

    services: dict[str, Any]
    etag: str | None


class Warga:
    """Calls to one server."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def consent(self, parcel: Parcel, timeouts: Timeouts) -> None:
        """The proof of the yes that the request's personal data stands on; none where there is
        none. It goes first: sent again with the request it is the same row."""
        consented = parcel.request.consent
        if consented is None:
            return
        proof = {
            "given": True,
            "receipt": parcel.receipt,
            "purpose": consented.purpose,
            "text_version": consented.text_version,
            "language": consented.language,
            "channel": consented.channel,
            "asked_at": consented.asked_at or parcel.request.made_at,
        }
        if consented.helper is not None:
            proof["helper"] = consented.helper
        key = f"{parcel.idempotency_key}:consent"
        self._wire.post("/warga/v1/consents", idempotency_key=key, timeouts=timeouts, json=proof)

    def send(self, parcel: Parcel, timeouts: Timeouts) -> Accepted:
        """Post the request; the reference is the super-app's own number."""
        answer = self._wire.post(
            "/warga/v1/requests",
            idempotency_key=parcel.idempotency_key,
            timeouts=timeouts,
            json=_body(parcel),
        )
        match answer.json:
            case {"service_request_id": str(number), "receipt": parcel.receipt} if number:
                return Accepted(number)
            case _:
                raise not_the_superapp()

    def status(
        self, receipt: str, pin: str | None = None, timeouts: Timeouts = PATIENT
    ) -> dict[str, Any] | None:
        """`{"receipt", "status"}`, with the PIN also the details.

        None for an unknown receipt and for a wrong PIN alike.
        """
        headers = {} if pin is None else {"X-Pin": pin}
        try:
            answer = self._wire.get(_path(receipt), headers, timeouts)
        except RefusedError as refused:
            if refused.code == _NOT_FOUND:
                return None
            raise
        return _object(answer.json)

    def step(
        self, receipt: str, pin: str, name: str, key: str, timeouts: Timeouts = PATIENT
    ) -> dict[str, Any] | None:
        """The resident confirms a closing, reopens or withdraws: `name` is one of `possible`. The
        details afterwards, None as in `status`; `RefusedError` where it is not possible (any more).
        """
        try:
            answer = self._wire.post(
                f"{_path(receipt)}/{name}",
                idempotency_key=key,
                timeouts=timeouts,
                headers={"X-Pin": pin},
            )
        except RefusedError as refused:
            if refused.code == _NOT_FOUND:
                return None
            raise
        return _object(answer.json)

    def catalogue(self, etag: str | None = None) -> Catalogue | None:
        """The catalogue; None when it is still the one with `etag`."""
        answer = self._wire.get(
            "/warga/v1/catalogue", {} if etag is None else {"If-None-Match": etag}
        )
        return None if answer.json is None else Catalogue(_object(answer.json), answer.etag)


def _path(receipt: str) -> str:
    return f"/warga/v1/requests/{quote(receipt, safe='')}"


def _object(answer: Any) -> dict[str, Any]:
    if not isinstance(answer, dict):
        raise not_the_superapp()
    return answer


def _body(parcel: Parcel) -> dict[str, Any]:
    request = parcel.request
    body = {
        "service_code": request.service,
        "receipt": parcel.receipt,
        "pin_hash": parcel.pin_hash,
        "word": parcel.word,
        "language": request.language,
        "channel": request.channel,
        "actor": request.actor,
        "hands": None if request.hands == "own" else request.hands,
        "made_at": request.made_at,
        "attributes": {
            name: value for name, value in request.attributes.items() if value is not None
        },
        "address_id": request.address_id,
        "lat": request.lat,
        "long": request.lon,
    }
    return {name: value for name, value in body.items() if value is not None}
