"""What Open311 shows, as trees. Of a request only the public part: nothing sealed is in reach."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.superapp.reference import moments, places
from shared.superapp.reference.catalogue import Attribute, Catalogue, Service
from shared.superapp.reference.register import Row

from .reports import Step

Tree = dict[str, Any]

LANGUAGE = "id"
# Fields that GeoReport has of its own; a definition does not list them again.
STANDARD_FIELDS = ("description", "first_name", "last_name", "phone", "email")
_SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"


def discovery(catalogue: Catalogue, base_url: str) -> Tree:
    """Where this endpoint is and what it speaks. `base_url` ends without a slash."""
    endpoint = {
        "specification": _SPECIFICATION,
        "url": f"{base_url}/open311/v2",
        "changeset": catalogue.changeset,
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    return {
        "changeset": catalogue.changeset,
        "contact": catalogue.contact,
        "key_service": catalogue.contact,
        "endpoints": [endpoint],
    }


def service(offered: Service) -> Tree:
    """One line of the list of services."""
    return {
        "service_code": offered.code,
        "service_name": offered.name[LANGUAGE],
        "description": offered.description[LANGUAGE],
        "metadata": bool(asked(offered)),
        "type": offered.type,
        "keywords": ",".join(offered.keywords),
        "group": offered.group[LANGUAGE],
    }


def definition(offered: Service) -> Tree:
    """The attributes of a service."""
    return {
        "service_code": offered.code,
        "attributes": [
            _attribute(attribute, order) for order, attribute in enumerate(asked(offered), start=1)
        ],
    }


def asked(offered: Service) -> list[Attribute]:
    """The attributes a client sends as `attribute[code]`."""
    return [a for a in offered.attributes.values() if a.code not in STANDARD_FIELDS]


def request(row: Row, catalogue: Catalogue, description: str | None = None) -> Tree:
    """The public part of a request: what, roughly where, and how far it is."""
    offered = catalogue.services[row.service_code]
    place = None if row.address_id is None else places.kelurahan(row.address_id)
    address, zipcode = place or (None, None)
    return {
        "service_request_id": row.service_request_id,
        "status": catalogue.statuses[row.status].open311,
        "service_name": offered.name[LANGUAGE],
        "service_code": row.service_code,
        "description": description,
        "agency_responsible": catalogue.jurisdictions[row.jurisdiction].agency,
        "requested_datetime": moments.w3c(row.requested_ms),
        "updated_datetime": moments.w3c(row.updated_ms),
        "expected_datetime": None if row.expected_ms is None else moments.w3c(row.expected_ms),
        "address": address,
        "address_id": row.address_id,
        "zipcode": zipcode,
    }


def extensions(row: Row, steps: Sequence[Step], catalogue: Catalogue) -> Tree:
    """What `extensions=true` adds to a request: its status in full, and how it came to it."""
    first = catalogue.first_status[catalogue.services[row.service_code].completion]
    known = [(row.requested_ms, first), *((step.at_ms, step.status) for step in steps)]
    now = catalogue.statuses[row.status]
    return {
        "extended_attributes": {
            "detailed_status": now.extended,
            "detailed_status_name": now.name[LANGUAGE],
        },
        "notes": [_note(at_ms, status, catalogue) for at_ms, status in known],
    }


def accepted(row: Row, account_id: str | None) -> Tree:
    """The answer to a report: its number, or the token that stands for it."""
    return {
        "service_request_id": row.service_request_id if row.token is None else None,
        "token": row.token,
        "account_id": account_id,
    }


def update(step: Step, catalogue: Catalogue) -> Tree:
    """One change of status, as mySociety's extension shows it."""
    status = catalogue.statuses[step.status]
    return {
        "update_id": str(step.number),
        "service_request_id": step.service_request_id,
        "status": status.extended,
        "updated_datetime": moments.w3c(step.at_ms),
        "description": status.name[LANGUAGE],
    }


def _note(at_ms: int, code: str, catalogue: Catalogue) -> Tree:
    status = catalogue.statuses[code]
    return {
        "datetime": moments.w3c(at_ms),
        "summary": status.name[LANGUAGE],
        "status": status.open311,
        "detailed_status": status.extended,
    }


def _attribute(attribute: Attribute, order: int) -> Tree:
    return {
        "variable": True,
        "code": attribute.code,
        "datatype": attribute.datatype,
        "required": attribute.required,
        "datatype_description": attribute.description[LANGUAGE],
        "order": order,
        "description": attribute.description[LANGUAGE],
        "values": None if attribute.values is None else _values(attribute.values),
    }


def _values(values: Mapping[str, Mapping[str, str]]) -> list[Tree]:
    return [{"key": key, "name": names[LANGUAGE]} for key, names in values.items()]
