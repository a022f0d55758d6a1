"""Reads GeoReport's answers: XML as the JSON it should equal, numbers, error lists."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import requests

XML, JSON = "text/xml; charset=utf-8", "application/json; charset=utf-8"
# Elements whose children are a list, as GeoReport names them.
LISTS = {
    "services",
    "service_requests",
    "service_request_updates",
    "attributes",
    "values",
    "endpoints",
    "formats",
    "notes",
    "errors",
}


def tree(element: ET.Element) -> Any:
    """An XML answer as the JSON one should be, scalars as text."""
    if element.tag in LISTS:
        return [tree(child) for child in element]
    if len(element):
        return {child.tag: tree(child) for child in element}
    return element.text or ""


def as_text(value: Any) -> Any:
    """A JSON answer with its scalars as XML writes them."""
    if isinstance(value, dict):
        return {name: as_text(child) for name, child in value.items()}
    if isinstance(value, list):
        return [as_text(child) for child in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def number_of(answer: requests.Response) -> str:
    assert answer.status_code == 200, answer.text
    (accepted,) = answer.json()
    return str(accepted["service_request_id"])


def errors(answer: requests.Response) -> list[dict[str, str]]:
    """The error list, in whichever form; every code is the HTTP status."""
    listed: list[dict[str, str]]
    if answer.headers["content-type"] == JSON:
        listed = answer.json()
    else:
        assert answer.headers["content-type"] == XML
        listed = tree(ET.fromstring(answer.content))  # noqa: S314 - our own answer
    assert listed
    assert all(set(one) == {"code", "description"} for one in listed)
    assert {one["code"] for one in listed} == {str(answer.status_code)}
    return listed
