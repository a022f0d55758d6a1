"""The Open311 part of the OpenAPI document: openapi.yaml, and what the catalogue adds."""

from pathlib import Path
from typing import Any

import yaml

from shared.superapp.receipt import ALPHABET, LENGTH
from shared.superapp.reference import attributes, intake, places
from shared.superapp.reference.catalogue import Attribute, Catalogue, Jurisdiction, Service

from . import trees

Schema = dict[str, Any]

_FILE = Path(__file__).with_name("openapi.yaml")
_MOST_VALUES = 9  # to describe; more are taken
_TEXT: Schema = {"type": "string", "maxLength": 2_000}
_PLAIN: Schema = {"$ref": "#/components/schemas/PlainText"}
_THERE: Schema = {"pattern": r"\S"}
_EMPTY: Schema = {"const": ""}  # counts as not sent, so that a form may leave its fields empty
# Any one of them says where; half a pair of coordinates never does.
_PLACES: list[Schema] = [
    {"required": ["lat", "long"], "properties": {"lat": _THERE, "long": _THERE}},
    *(
        {"required": [name], "properties": {name: _THERE, "lat": _EMPTY, "long": _EMPTY}}
        for name in ("address_id", "address_string")
    ),
]
_STANDARD: Schema = {
    "address_string": {"type": "string", "maxLength": intake.LONGEST_ADDRESS},
    "lat": {"type": "string", "pattern": f"^(?:{intake.LATITUDE})?$"},
    "long": {"type": "string", "pattern": f"^(?:{intake.LONGITUDE})?$"},
    "last_name": _TEXT,
    "email": _TEXT,
    "device_id": _TEXT,
    "account_id": _TEXT,
    "media_url": _TEXT,
    "public": {"type": "string", "enum": ["true", "false", ""]},
    "receipt": {
        "type": "string",
        "format": "receipt",
        "pattern": f"^(?:[{ALPHABET}]{{{LENGTH}}})?$",
        "description": "the last symbol checks the others",
    },
    "pin_hash": {"type": "string", "format": "argon2id"},
    "word": {"type": "string", "pattern": "^(?:[A-Za-z][A-Za-z0-9_@-]{0,31})?$"},
}


def described(catalogue: Catalogue) -> Schema:
    """`paths` and `components` of the Open311 part."""
    written: Schema = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    schemas = written["components"]["schemas"]
    offered = catalogue.public_services()
    schemas["Jurisdiction"] = {"type": "string", "enum": list(catalogue.jurisdictions)}
    codes = [service.code for service in offered]
    schemas["ServiceCode"] = {"type": "string", "enum": codes}
    one = f"(?:{'|'.join(codes)})?"
    schemas["ServiceCodes"] = {"type": "string", "pattern": f"^(?:{one},)*{one}$"}
    for at in catalogue.jurisdictions.values():
        schemas[_area(at)] = {"type": "string", "enum": [*places.within(at.areas), ""]}
    reports = [(service, at) for service in offered for at in catalogue.jurisdictions.values()]
    schemas["Report"] = {"anyOf": [_report(service, at) for service, at in reports]}
    photo = {"media": {"contentMediaType": "image/jpeg", "description": "or PNG or WebP"}}
    schemas["ReportWithPhoto"] = {"anyOf": [_report(service, at, photo) for service, at in reports]}
    if len(catalogue.jurisdictions) == 1:
        schemas["Jurisdiction"]["enum"].append("")
        _need_not_be_named(written)
    return {"paths": written["paths"], "components": written["components"]}


def _need_not_be_named(node: Any) -> None:
    """Where there is one jurisdiction only, every `jurisdiction_id` may be left out or empty."""
    if isinstance(node, list):
        for part in node:
            _need_not_be_named(part)
    if not isinstance(node, dict):
        return
    if node.get("name") == "jurisdiction_id":
        node["required"] = False
    if "jurisdiction_id" in node.get("properties", {}):
        node["properties"]["jurisdiction_id"] = {"$ref": "#/components/schemas/Jurisdiction"}
        node["required"] = [name for name in node["required"] if name != "jurisdiction_id"]
        return
    for part in node.values():
        _need_not_be_named(part)


def _report(service: Service, at: Jurisdiction, more: Schema | None = None) -> Schema:
    """The form of a report on `service` for one jurisdiction."""
    asked = service.attributes.values()
    report: Schema = {
        "type": "object",
        "required": [
            "service_code",
            "jurisdiction_id",
            *(_field(attribute) for attribute in asked if attribute.required),
        ],
        "properties": {
            "service_code": {"const": service.code},
            "jurisdiction_id": {"const": at.code},
            "address_id": {"$ref": f"#/components/schemas/{_area(at)}"},
            **_STANDARD,
            **{_field(attribute): _value(attribute) for attribute in asked},
            **(more or {}),
        },
    }
    if service.located:
        report["anyOf"] = _PLACES
    return report


def _area(at: Jurisdiction) -> str:
    return "Kelurahan." + at.code


def _field(attribute: Attribute) -> str:
    """Its name in the form."""
    if attribute.code in trees.STANDARD_FIELDS:
        return attribute.code
    return f"attribute[{attribute.code}]" + ("[]" if attribute.several else "")


def _value(attribute: Attribute) -> Schema:
    if attribute.code == "description":
        return _PLAIN
    one = attributes.described(attribute)
    if not attribute.several:
        return one
    return {"type": "array", "minItems": 1, "maxItems": _MOST_VALUES, "items": one}
