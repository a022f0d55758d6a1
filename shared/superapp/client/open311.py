"""Open311 GeoReport v2: POST requests, form-encoded. For reports without an NIK.

https://wiki.open311.org/GeoReport_v2/ ; receipt, pin_hash and word are our extension.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

from dialogs.contract.effect import Request
from shared.superapp.client.answers import Accepted, Parcel, RefusedError
from shared.superapp.client.wire import Timeouts, Wire, not_the_superapp

# A photo by the name under which its talk keeps it; None where it is kept no longer: the report
# goes without.
Photos = Callable[[str], "bytes | None"]


def no_photo(ref: str) -> bytes | None:
    """For programs that keep none."""
    return None


# Attributes of ours that GeoReport has a field of its own for.
_FIELDS = {"description", "email", "first_name", "last_name", "media_url", "phone"}


_NOT_FOUND = (404, 410)
# Where the endpoint serves several, ours.
JURISDICTION = "jakarta.go.id"


class Open311:
    """Sends reports to one endpoint."""

    def __init__(
        self, wire: Wire, jurisdiction: str = JURISDICTION, photos: Photos = no_photo
    ) -> None:
        self._wire = wire
        self._jurisdiction = jurisdiction
        self._photos = photos

    def send(self, parcel: Parcel, timeouts: Timeouts) -> Accepted:
        """Post the report; the reference is its service_request_id, or a token for one."""
        media = parcel.request.media
        answer = self._wire.post(
            "/open311/v2/requests.json",
            idempotency_key=parcel.idempotency_key,
            timeouts=timeouts,
            form=[("jurisdiction_id", self._jurisdiction), *_form(parcel)],
            photo=self._photos(media) if media else None,
        )
        return Accepted(_reference(answer.json))

    def status(self, number: str, timeouts: Timeouts) -> str | None:
        """The status of a report by its service_request_id; None where there is no such report."""
        query = urlencode({"jurisdiction_id": self._jurisdiction, "extensions": "true"})
        path = f"/open311/v2/requests/{quote(number, safe='')}.json?{query}"
        try:
            answer = self._wire.get(path, timeouts=timeouts)
        except RefusedError as refused:
            if refused.code in _NOT_FOUND:
                return None
            raise
        match answer.json:
            case [{"status": str(status)}, *_]:
                return status
            case _:
                raise not_the_superapp()


def _form(parcel: Parcel) -> Iterator[tuple[str, str]]:
    request = parcel.request
    yield "service_code", request.service
    yield "receipt", parcel.receipt
    yield "pin_hash", parcel.pin_hash
    yield "word", parcel.word
    yield from _place(request)
    for name, value in request.attributes.items():
        yield from _attribute(name, value)


def _place(request: Request) -> Iterator[tuple[str, str]]:
    if request.lat is not None and request.lon is not None:
        yield "lat", f"{request.lat:.7f}"
        yield "long", f"{request.lon:.7f}"
    if request.address_id is not None:
        yield "address_id", request.address_id


def _attribute(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        yield from ((f"attribute[{name}][]", str(each)) for each in value)
    elif value is not None:
        yield (name if name in _FIELDS else f"attribute[{name}]"), str(value)


def _reference(answer: Any) -> str:
    match answer:
        case [{"service_request_id": str(number)}] if number:
            return number
        case [{"token": str(token)}] if token:
            return token
        case _:
            raise not_the_superapp()
