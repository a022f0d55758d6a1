"""XML or JSON → one tree of dicts, lists and strings, whatever the server made of the other form.

GeoReport's JSON is its XML by the Spark convention; servers take their own view of it. After
`tree` and with `rows`, `text`, `flag` and `number` a reader need not know which form it was.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--.*?--)>", re.DOTALL)
_YES = {"true", "1", "yes", "on"}
DEEPEST = 40  # levels; no answer of GeoReport has ten


class NotATreeError(ValueError):
    """The answer is neither XML nor JSON. Its text says why and repeats nothing of it."""


def tree(content: bytes) -> Any:
    """What an answer says, by its first sign: the content type is wrong too often.

    Entities and document types are refused. Raises NotATreeError.
    """
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return _from_xml(content.lstrip()) if start == b"<" else _from_json(content)


def _from_json(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NotATreeError("it is not JSON") from None


def _from_xml(content: bytes) -> Any:
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise NotATreeError("its XML brings a document type or entities") from None
    except (ParseError, ValueError, LookupError):
        raise NotATreeError("its XML is broken") from None
    if _local(root) == "html":
        raise NotATreeError("it is a web page")
    return _element(root, 0)


def _element(element: Element, depth: int) -> Any:
    if depth > DEEPEST:
        raise NotATreeError("its XML is nested too deeply")
    if not len(element):
        return (element.text or "").strip()
    built: dict[str, Any] = {}
    for child in element:
        name, value = _local(child), _element(child, depth + 1)
        if name in built:
            before = built[name]
            built[name] = [*before, value] if isinstance(before, list) else [before, value]
        else:
            built[name] = value
    return built


def _local(element: Element) -> str:
    """The name without its namespace; a comment has none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "#"


# Parts of a tree ---------------------------------------------------------------------------------


def rows(node: Any, name: str) -> Iterator[Any]:
    """The items of a list, however it is wrapped: `[…]`, `{"NAME": […]}`, `{"NAME": {…}}`,
    `{"NAMEs": {"NAME": […]}}`, one item alone, or nothing for an empty element."""
    if isinstance(node, list):
        for item in node:
            inner = item.get(name) if isinstance(item, dict) and len(item) == 1 else None
            yield from rows(inner, name) if isinstance(inner, dict | list) else (item,)
    elif isinstance(node, dict):
        inner = next((node[key] for key in (name, f"{name}s") if key in node), None)
        if inner is not None:
            yield from rows(inner, name)
        elif node:
            yield node
    elif node not in (None, ""):
        yield node


def text(node: Any) -> str:
    """A scalar as plain text: unwrapped from a one-element list, without markup, entities and line
    breaks; "" for null, an empty element or anything that is no scalar."""
    while isinstance(node, list) and node:
        node = node[0]
    if isinstance(node, bool):
        return "true" if node else "false"
    if isinstance(node, int | float):
        return str(int(node)) if node == node // 1 else str(node)
    if not isinstance(node, str):
        return ""
    return " ".join(_TAG.sub(" ", html.unescape(_TAG.sub(" ", node))).split())


def raw(node: Any) -> str:
    """A scalar that is sent back as it came (a code, a key): only the blanks around it go."""
    while isinstance(node, list) and node:
        node = node[0]
    return node.strip() if isinstance(node, str) else text(node)


def flag(node: Any, otherwise: bool) -> bool:
    """A truth value, also as "true", "True", "1"; `otherwise` where it is missing."""
    said = text(node).casefold()
    return said in _YES if said else otherwise


def number(node: Any) -> int | None:
    """A whole number, also in quotes; None for none."""
    said = text(node)
    return int(said) if re.fullmatch(r"-?[0-9]{1,9}", said) else None
