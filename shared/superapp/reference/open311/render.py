"""One tree, rendered as XML and as JSON.

A tree is made of dicts, lists and scalars, under a root name. In XML each list item stands in an
element named by `ITEM`; in JSON the Spark convention holds: a list of like children is an array,
and the root element is dropped. None is absent in both.
"""

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

from starlette.responses import Response

CONTENT_TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
ITEM = {
    "services": "service",
    "service_requests": "request",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
    "notes": "note",
    "service_request_updates": "request_update",
    "errors": "error",
}

# XML 1.0 has no way to write these.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def respond(
    form: str, root: str, tree: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """`tree` under `root` as an HTTP answer in `form` ("xml" or "json")."""
    content = to_json(tree) if form == "json" else to_xml(root, tree)
    # As a header of our own, because Starlette would append the charset in its own way.
    all_headers = {"content-type": CONTENT_TYPES[form], **(headers or {})}
    return Response(content, status_code=status, headers=all_headers)


def to_json(tree: object) -> bytes:
    """The tree as JSON, without its root."""
    return json.dumps(_without_none(tree), ensure_ascii=False).encode("utf-8", "replace")


def to_xml(root: str, tree: object) -> bytes:
    """The tree as an XML document with its declaration."""
    content = ET.tostring(_element(root, tree), encoding="unicode")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + content.encode()


def _element(name: str, value: Any) -> ET.Element:
    element = ET.Element(name)
    if isinstance(value, dict):
        element.extend(_element(key, child) for key, child in value.items() if child is not None)
    elif isinstance(value, list):
        element.extend(_element(ITEM[name], child) for child in value)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    else:
        element.text = _NOT_XML.sub("\ufffd", str(value))
    return element


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(child) for key, child in value.items() if child is not None}
    if isinstance(value, list):
        return [_without_none(child) for child in value]
    return value
