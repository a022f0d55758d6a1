"""Calls to the GeoReport server of one authority.

A foreign server knows no idempotency key: where it says that it has this very report already
(`Authority.duplicate`), the report counts as arrived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote

from dialogs.contract.effect import Request
from dialogs.contract.open311 import Definition, Service
from shared.superapp.authorities.authority import Authority
from shared.superapp.client.answers import Accepted, Parcel, RefusedError, UnreachableError
from shared.superapp.client.georeport import reading
from shared.superapp.client.georeport.reading import Discovery, Report, ShapeError
from shared.superapp.client.georeport.trees import NotATreeError, tree
from shared.superapp.client.wire import PATIENT, Reply, Timeouts, Wire, judged

ACCEPT = {"json": "application/json, */*;q=0.1", "xml": "text/xml, application/xml, */*;q=0.1"}
_NOT_FOUND = (404, 410)
_NOT_MODIFIED = 304
T = TypeVar("T")


class UnreadableError(Exception):
    """An authority's answer is not GeoReport. One plain line names the authority and the fault."""


class Listed(NamedTuple):
    """The services of an authority; `etag` saves fetching them again."""

    services: tuple[Service, ...]
    etag: str


class GeoReport:
    """Each call raises `RefusedError`, `UnreachableError` or `UnreadableError`."""

    def __init__(self, authority: Authority, api_key: str = "") -> None:
        self._authority = authority
        self._format = authority.format
        self._wire = Wire(authority.url, None)
        self._api_key = api_key

    def close(self) -> None:
        """Let go of open connections."""
        self._wire.close()

    # Reading -----------------------------------------------------------------------------------

    def services(self, etag: str = "") -> Listed | None:
        """The list of services; None when it is still the one with `etag`."""
        reply = judged(self._get("services", {"If-None-Match": etag} if etag else {}))
        if reply.status == _NOT_MODIFIED:
            return None
        return Listed(
            self._read(reply, "services", reading.services), reply.headers.get("ETag", "")
        )

    def definition(self, code: str) -> Definition | None:
        """What a service asks; None where the authority has no definition of it after all."""
        reply = self._get("definition", code=code)
        if reply.status in _NOT_FOUND:
            return None
        return self._read(
            judged(reply), f"services/{code}", lambda found: reading.definition(found, code)
        )

    def discovery(self) -> Discovery:
        """Where the endpoints are, and the changeset that tells when to ask for the services."""
        return self._read(judged(self._get("discovery")), "discovery", reading.discovery)

    def report(self, id: str, timeouts: Timeouts = PATIENT) -> Report | None:
        """What became of a report; None where the authority does not know (yet) it."""
        reply = self._get("request", timeouts=timeouts, id=id)
        if reply.status in _NOT_FOUND:
            return None
        found = self._read(judged(reply), "requests", reading.reports)
        return found[0] if found else None

    def _get(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        timeouts: Timeouts = PATIENT,
        **slots: str,
    ) -> Reply:
        params = {"jurisdiction_id": self._authority.jurisdiction_id}
        return self._wire.exchange(
            "GET",
            self._path(path, **slots),
            timeouts,
            params={name: value for name, value in params.items() if value},
            headers={"Accept": ACCEPT[self._format], **(headers or {})},
        )

    def _path(self, name: str, **slots: str) -> str:
        """Codes hold slashes and blanks in some cities: each is one segment of the path."""
        quoted = {slot: quote(value, safe="") for slot, value in slots.items()}
        return "/" + self._authority.paths[name].format(format=self._format, **quoted)

    def _read(self, reply: Reply, what: str, read: Callable[[Any], T]) -> T:
        try:
            return read(tree(reply.content))
        except (NotATreeError, ShapeError) as fault:
            raise UnreadableError(
                f"{self._authority.name} ({self._authority.code}): "
                f"the answer to {what} cannot be read: {fault}."
            ) from None

    # Sending -----------------------------------------------------------------------------------

    def send(self, parcel: Parcel, timeouts: Timeouts = PATIENT) -> Accepted:
        """Post the report; the reference is the authority's own number, or a token for one.

        Raises `RefusedError` or `UnreachableError` alone, for an outbox to go by.
        """
        reply = self._wire.exchange(
            "POST",
            self._path("requests"),
            timeouts,
            data=list(self._form(parcel.request)),
            headers={"Accept": ACCEPT[self._format], "Idempotency-Key": parcel.idempotency_key},
        )
        try:
            answer = tree(reply.content)
        except NotATreeError:
            answer = None
        if self._has_it_already(reply, answer):
            return Accepted("")
        judged(reply)
        for report in reading.reports(answer):
            if report.id or report.token:
                return Accepted(report.id or report.token)
        if reading.errors(answer):  # some say 200 and mean 400
            raise RefusedError(reply.status)
        raise UnreachableError("an answer that is not GeoReport's", answered=True)

    def _has_it_already(self, reply: Reply, answer: Any) -> bool:
        told = self._authority.duplicate
        known = any(told in error for error in reading.errors(answer))
        return bool(told) and reply.status >= 400 and known

    def _form(self, request: Request) -> Iterator[tuple[str, str]]:
        """GeoReport's fields. Our receipt, PIN and word stay here: they are no business of it."""
        authority = self._authority
        yield "service_code", request.service
        if authority.jurisdiction_id:
            yield "jurisdiction_id", authority.jurisdiction_id
        if self._api_key:
            yield "api_key", self._api_key
        if request.lat is not None and request.lon is not None:
            yield "lat", f"{request.lat:.6f}"
            yield "long", f"{request.lon:.6f}"
        if request.address:
            yield "address_string", request.address
        yield from request.fields.items()
        for code, value in request.attributes.items():
            if isinstance(value, list):
                yield from ((f"attribute[{code}][]", str(each)) for each in value)
            else:
                yield f"attribute[{code}]", str(value)
