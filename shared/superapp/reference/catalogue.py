"""The authority's catalogue: services with their attributes, and statuses. Read once, frozen."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Names = Mapping[str, str]  # language code -> words
_FILE = Path(__file__).with_name("catalogue.yaml")


@dataclass(frozen=True)
class Attribute:
    """One thing a service asks for. `open` ones may be stored in clear; all others are sealed."""

    code: str
    datatype: str  # string, number, datetime, text, singlevaluelist, multivaluelist
    description: Names
    order: int
    required: bool = False
    open: bool = False
    format: str | None = None
    values: Mapping[str, Names] | None = None

    @property
    def several(self) -> bool:
        """Whether the value is a list."""
        return self.datatype == "multivaluelist"


@dataclass(frozen=True)
class Service:
    """One service. `public` ones are in Open311; `located` ones need a place."""

    code: str
    name: Names
    description: Names
    group: Names
    keywords: tuple[str, ...]
    completion: str
    attributes: Mapping[str, Attribute]
    public: bool = False
    located: bool = False
    working_days: int | None = None


@dataclass(frozen=True)
class Status:
    """One internal status and its Open311 meaning."""

    code: str
    open311: str
    extended: str
    name: Names


@dataclass(frozen=True)
class Catalogue:
    """Everything on offer, the date it last changed and a digest of it for HTTP caches."""

    changeset: str  # W3C date and time
    jurisdiction: str
    contact: str
    agency: str
    services: Mapping[str, Service]
    statuses: Mapping[str, Status]
    first_status: Mapping[str, str]
    etag: str

    def public_services(self) -> list[Service]:
        """The services that Open311 lists, in the order of the file."""
        return [service for service in self.services.values() if service.public]


def load(path: Path = _FILE) -> Catalogue:
    """The catalogue in `path`. Raises OSError or yaml.YAMLError."""
    content = path.read_bytes()
    data = yaml.safe_load(content)
    return Catalogue(
        changeset=data["changeset"].isoformat(),
        jurisdiction=data["jurisdiction"],
        contact=data["contact"],
        agency=data["agency"],
        services={code: _service(code, fields) for code, fields in data["services"].items()},
        statuses={code: Status(code=code, **fields) for code, fields in data["statuses"].items()},
        first_status=data["first_status"],
        etag=f'"{hashlib.sha256(content).hexdigest()[:32]}"',
    )


@cache
def shipped() -> Catalogue:
    """The catalogue that comes with the project."""
    return load()


def _service(code: str, fields: dict[str, Any]) -> Service:
    attributes = {
        attribute["code"]: Attribute(order=order, **attribute)
        for order, attribute in enumerate(fields["attributes"], start=1)
    }
    return Service(
        code=code,
        **{**fields, "keywords": tuple(fields["keywords"]), "attributes": attributes},
    )
