"""A real GeoReport server: replays a folder of recorded answers, strict about what it gets.

`services.*` answers GET services, `services__CODE.*` GET services/CODE ("~" stands for a slash or a
blank in CODE). A POST is held against the recorded definition; what is wrong with it is kept.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.shared.answering import Reply, Seen, answering

TYPES = {".json": "application/json; charset=utf-8", ".xml": "text/xml; charset=utf-8"}
FIELDS = {
    *("service_code", "jurisdiction_id", "api_key", "lat", "long", "address_string"),
    *("description", "email"),
}
LISTS = ("singlevaluelist", "multivaluelist", "picklist")


@dataclass
class City:
    """One folder behind a real address. `posted`: the forms that were accepted, `wrong`: what was
    wrong with those that were not."""

    folder: Path
    url: str = ""
    posted: list[dict[str, list[str]]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)

    @property
    def form(self) -> str:
        return self._file("services").suffix[1:]

    def _file(self, stem: str) -> Path:
        return next(iter(self.folder.glob(f"{stem}.*")), self.folder / "missing")

    def recorded(self, code: str) -> Path:
        return self._file(f"services__{code.replace('/', '~').replace(' ', '~')}")

    def codes(self) -> list[str]:
        return [rule["service_code"] for rule in items(plain(self._file("services")), "service")]

    def reply(self, call: Seen) -> Reply:
        path = urlsplit(call.path).path
        name, _, form = path.lstrip("/").rpartition(".")
        if call.method == "POST":
            return self._report(parse_qs(call.body, keep_blank_values=True), form)
        code = unquote(name.partition("/")[2])
        file = self.recorded(code) if code else self._file(name)
        if not file.exists() or file.suffix != f".{form}":
            return Reply(404, b"<errors><error><code>404</code></error></errors>")
        return Reply(200, file.read_bytes(), {"Content-Type": TYPES[file.suffix]})

    def _report(self, form: dict[str, list[str]], suffix: str) -> Reply:
        wrong = [*self._faults(form)]
        if wrong:
            self.wrong += wrong
            return Reply(400, json.dumps([{"code": 400, "description": "; ".join(wrong)}]).encode())
        self.posted.append(form)
        number = f"R-{len(self.posted)}"
        if suffix == "json":
            return Reply(200, json.dumps([{"service_request_id": number}]).encode())
        xml = f"<service_requests><request><token>{number}</token></request></service_requests>"
        return Reply(200, xml.encode())

    def _faults(self, form: dict[str, list[str]]) -> Iterator[str]:
        """What this form breaks of GeoReport's rules and of the definition."""
        code = form.get("service_code", [""])[0]
        if code not in self.codes():
            yield f"service_code {code!r} is none of ours"
        named = {name for name in form if not name.startswith("attribute[")}
        yield from (f"{name} is no field" for name in named - FIELDS)
        if not form.get("description", [""])[0]:
            yield "no description"
        if ("address_string" in form) is ({"lat", "long"} <= form.keys()):
            yield "not exactly one place"
        file = self.recorded(code)
        rules = {rule["code"]: rule for rule in definition(file)} if file.exists() else {}
        sent = {name for name in form if name not in named}
        for name in sent:
            rule = rules.get(name[len("attribute[") :].partition("]")[0])
            yield from _attribute_faults(name, form[name], rule)
        for attribute, rule in rules.items():
            names = {f"attribute[{attribute}]", f"attribute[{attribute}][]"}
            if rule["required"] == "true" and asked(rule) and not names & sent:
                yield f"{attribute} is required"


def _attribute_faults(name: str, values: list[str], rule: dict[str, Any] | None) -> Iterator[str]:
    if rule is None or not asked(rule):
        yield f"{name} is not asked"
        return
    datatype = rule["datatype"].casefold()
    if name.endswith("[]") is not (datatype == "multivaluelist"):
        yield f"{name} is sent in the form of another datatype"
    keys = {value["key"] for value in rule["values"]}
    if datatype in LISTS and keys and not set(values) <= keys:
        yield f"{name}: {values} are not keys of it"
    if not all(values):
        yield f"{name} is empty"


def asked(rule: dict[str, Any]) -> bool:
    informs = rule["datatype"].casefold() == "informational"
    return rule["variable"] == "true" and not rule["automated"] and not informs


# Recordings, read by other means than the client's ------------------------------------------------


def plain(file: Path) -> Any:
    """A recording as dicts, lists and strings; single-element lists and scalars are one."""
    if file.suffix == ".json":
        return _flat(json.loads(file.read_text("utf-8")))
    return _element(ET.fromstring(file.read_text("utf-8")))  # noqa: S314 - our own recordings


def _flat(node: Any) -> Any:
    if isinstance(node, dict):
        return {name: _flat(value) for name, value in node.items()}
    if isinstance(node, list):
        scalar = len(node) == 1 and not isinstance(node[0], dict | list)
        return _flat(node[0]) if scalar else [_flat(value) for value in node]
    if isinstance(node, bool):
        return str(node).lower()
    return "" if node is None else str(node).strip()


def _element(element: ET.Element) -> Any:
    if not len(element):
        return (element.text or "").strip()
    children = [(child.tag.rpartition("}")[2], _element(child)) for child in element]
    if len({name for name, _ in children}) < len(children) or len(children) == 1:
        return [value for _, value in children]
    return dict(children)


def items(node: Any, name: str) -> list[Any]:
    if isinstance(node, dict):
        node = node.get(name, node.get(f"{name}s", [node] if node else []))
        return items(node, name) if isinstance(node, dict) else items(node or [], name)
    return list(node) if isinstance(node, list) else []


def definition(file: Path) -> list[dict[str, Any]]:
    """The attributes of a recorded definition, with what may be missing filled in."""
    node = plain(file)
    if isinstance(node, list):
        node = next((each for each in node if isinstance(each, dict)), {"attributes": node[0]})
    found = [each for each in items(node.get("attributes") or [], "attribute") if each.get("code")]
    return [
        {
            "datatype": "",
            "automated": "",
            **each,
            "required": each.get("required", "false").lower(),
            "variable": each.get("variable", "true").lower(),
            "values": [value for value in items(each.get("values") or [], "value") if value],
        }
        for each in found
    ]


@contextmanager
def replaying(folder: Path) -> Iterator[City]:
    """The folder behind an address of its own."""
    city = City(folder)
    with answering(city.reply) as (url, seen):
        city.url, city.seen = url, seen
        yield city
