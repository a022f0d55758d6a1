"""Trees → the plain types of `dialogs.contract.open311`. What cities really answer ends here."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dialogs.contract.open311 import Attribute, Datatype, Definition, Service, Value
from shared.superapp.client.georeport.trees import flag, number, raw, rows, text

# Boston's names beside the specification's; whatever else a server says is read as a string.
DATATYPES: Mapping[str, Datatype] = {
    "string": "string",
    "number": "number",
    "datetime": "datetime",
    "date": "datetime",
    "text": "text",
    "singlevaluelist": "singlevaluelist",
    "picklist": "singlevaluelist",
    "multivaluelist": "multivaluelist",
    "multipicklist": "multivaluelist",
    "boolean": "boolean",
    "boolean (checkbox)": "boolean",
    "checkbox": "boolean",
}
LISTS = ("singlevaluelist", "multivaluelist")
INFORMATION = "informational"  # Boston's way to say variable=false


class ShapeError(ValueError):
    """The answer is a tree, but not of this. Its text says what is missing."""


class Endpoint(NamedTuple):
    """One endpoint of a discovery document; `formats` as content types."""

    url: str
    specification: str
    type: str
    formats: tuple[str, ...]
    changeset: str


class Discovery(NamedTuple):
    """`changeset` changes when the services do; any text, for not all of them are dates."""

    changeset: str
    endpoints: tuple[Endpoint, ...]


class Report(NamedTuple):
    """A request as a server lists it. `id` or `token` is there, or both; dates as they came."""

    id: str
    token: str
    service: str
    status: str
    description: str
    address: str
    lat: float | None
    lon: float | None
    requested: str
    updated: str


def services(tree: Any) -> tuple[Service, ...]:
    """The list of services, each code once. Raises ShapeError."""
    found = [_service(row) for row in rows(tree, "service") if isinstance(row, dict)]
    named: dict[str, Service] = {}
    for service in found:
        if service.code:
            named.setdefault(service.code, service)
    if found and not named:
        raise ShapeError("no service in it has a service_code")
    if not found and tree not in ([], "", {}):
        raise ShapeError("no services stand in it")
    return tuple(named.values())


def _service(row: Mapping[str, Any]) -> Service:
    code = raw(row.get("service_code"))
    return Service(
        code=code,
        name=text(row.get("service_name")) or text(row.get("description")) or code,
        description=text(row.get("description")),
        groups=tuple(_groups(row)),
        keywords=tuple(filter(None, map(text, text(row.get("keywords")).split(",")))),
        metadata=flag(row.get("metadata"), otherwise=False),
    )


def _groups(row: Mapping[str, Any]) -> Iterator[str]:
    """`group`, or mySociety's `groups`; both may stand in one list."""
    yield from filter(None, map(text, rows(row.get("groups"), "group")))
    if not row.get("groups") and text(row.get("group")):
        yield text(row["group"])


def definition(tree: Any, code: str) -> Definition:
    """What the service `code` asks, in its order. Raises ShapeError."""
    (node, *_) = [*rows(tree, "service_definition"), None]
    if not isinstance(node, dict) or not node.keys() & {"attributes", "service_code"}:
        raise ShapeError("no definition stands in it")
    found = [row for row in rows(node.get("attributes"), "attribute") if isinstance(row, dict)]
    ordered = sorted(found, key=lambda row: _order(row.get("order")))
    named: dict[str, Attribute] = {}
    for row in ordered:
        if raw(row.get("code")):
            named.setdefault(raw(row["code"]), _attribute(row))
    return Definition(code, tuple(named.values()))


def _order(node: Any) -> tuple[bool, int]:
    """Those without a place of their own come last, in the order they stand."""
    place = number(node)
    return place is None, place or 0


def _attribute(row: Mapping[str, Any]) -> Attribute:
    said = text(row.get("datatype")).casefold()
    values = tuple(_values(row.get("values")))
    datatype = DATATYPES.get(said, "singlevaluelist" if values else "string")
    if datatype in LISTS and not values:
        datatype = "string"  # a list of nothing can only be answered in words
    return Attribute(
        code=raw(row.get("code")),
        description=text(row.get("description")),
        datatype=datatype,
        required=flag(row.get("required"), otherwise=False),
        variable=flag(row.get("variable"), otherwise=True) and said != INFORMATION,
        automated=text(row.get("automated")),
        hint=text(row.get("datatype_description")),
        values=values if datatype in LISTS else (),
    )


def _values(node: Any) -> Iterator[Value]:
    """Each key once. One with an empty key is the form's "please choose" and no answer."""
    seen: set[str] = set()
    for row in rows(node, "value") if isinstance(node, dict | list) else ():
        if isinstance(row, dict):
            name = text(row.get("name"))
            key = raw(row["key"]) if row.get("key") is not None else name
        else:
            name, key = text(row), raw(row)
        if key and key not in seen:
            seen.add(key)
            yield Value(key, name or key)


def discovery(tree: Any) -> Discovery:
    """Raises ShapeError."""
    (node, *_) = [*rows(tree, "discovery"), None]
    if not isinstance(node, dict) or "endpoints" not in node:
        raise ShapeError("no endpoints stand in it")
    endpoints = tuple(
        Endpoint(
            raw(row.get("url")),
            raw(row.get("specification")),
            text(row.get("type")),
            tuple(filter(None, map(raw, rows(row.get("formats"), "format")))),
            text(row.get("changeset")),
        )
        for row in rows(node["endpoints"], "endpoint")
        if isinstance(row, dict)
    )
    return Discovery(text(node.get("changeset")), endpoints)


def reports(tree: Any) -> tuple[Report, ...]:
    """The requests of a list, of one request, or of the answer to a new one."""
    node = tree.get("service_requests", tree) if isinstance(tree, dict) else tree
    return tuple(_report(row) for row in rows(node, "request") if isinstance(row, dict))


def _report(row: Mapping[str, Any]) -> Report:
    lat, lon = _degrees(row.get("lat"), 90), _degrees(row.get("long"), 180)
    known = lat is not None and lon is not None and (lat, lon) != (0.0, 0.0)
    return Report(
        id=raw(row.get("service_request_id")),
        token=raw(row.get("token")),
        service=raw(row.get("service_code")),
        status=text(row.get("status")).casefold(),
        description=text(row.get("description")),
        address=text(row.get("address")),
        lat=lat if known else None,
        lon=lon if known else None,
        requested=text(row.get("requested_datetime")),
        updated=text(row.get("updated_datetime")),
    )


def _degrees(node: Any, most: int) -> float | None:
    try:
        degrees = float(raw(node))
    except ValueError:
        return None
    return degrees if math.isfinite(degrees) and abs(degrees) <= most else None


def errors(tree: Any) -> tuple[str, ...]:
    """The descriptions of an error answer; () where it is none."""
    node = tree.get("errors", tree) if isinstance(tree, dict) else tree
    return tuple(
        text(row.get("description")) for row in rows(node, "error") if isinstance(row, dict)
    )
