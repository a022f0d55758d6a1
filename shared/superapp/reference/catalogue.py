"""The authority's catalogue: services with their attributes, and statuses. Read once, frozen."""

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
class Jurisdiction:
    """Whom reports may be for. A kelurahan is theirs when its code begins with one of `areas`."""

    code: str
    agency: str
    areas: tuple[str, ...]

    def has(self, kelurahan: str) -> bool:
        """Whether the kelurahan of this Kemendagri code lies here."""
        return kelurahan.startswith(self.areas)


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
    type: str = "realtime"  # or batch, as in GeoReport
    working_days: int | None = None  # for officer_worklist: from the official number on
    two_hands: bool = False
    sheet: Mapping[str, Any] = field(default_factory=dict)  # the target system and its fields


@dataclass(frozen=True)
class Status:
    """One internal status and its Open311 meaning."""

    code: str
    open311: str
    extended: str
    name: Names


@dataclass(frozen=True)
class Catalogue:
    """Everything on offer, and a digest of it for HTTP caches."""

    contact: str
    jurisdictions: Mapping[str, Jurisdiction]  # our own first
    services: Mapping[str, Service]
    statuses: Mapping[str, Status]
    first_status: Mapping[str, str]
    etag: str
    changeset: str = ""  # W3C: since when this very catalogue is served; set where it is

    @property
    def jurisdiction(self) -> str:
        """The code of our own one."""
        return next(iter(self.jurisdictions))

    def serving(self, codes: Sequence[str]) -> "Catalogue":
        """The same catalogue for these jurisdictions alone. KeyError for an unknown one."""
        served = {code: self.jurisdictions[code] for code in codes}
        etag = hashlib.sha256("\n".join([self.etag, *served]).encode()).hexdigest()[:32]
        return dataclasses.replace(self, jurisdictions=served, etag=f'"{etag}"')

    def open_statuses(self) -> list[str]:
        """The codes of statuses in which there is still something to do."""
        return [code for code, status in self.statuses.items() if status.open311 == "open"]

    def public_services(self) -> list[Service]:
        """The services that Open311 lists, in the order of the file."""
        return [service for service in self.services.values() if service.public]


def load(path: Path = _FILE) -> Catalogue:
    """The catalogue in `path`. Raises OSError or yaml.YAMLError."""
    content = path.read_bytes()
    data = yaml.safe_load(content)
    return Catalogue(
        contact=data["contact"],
        jurisdictions={
            code: Jurisdiction(code, fields["agency"], tuple(fields["areas"]))
            for code, fields in data["jurisdictions"].items()
        },
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
