"""The copy-out sheet: a request in the order of the form an officer has to fill in elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.superapp.reference import places
from shared.superapp.reference.attributes import Value
from shared.superapp.reference.catalogue import Attribute, Service
from shared.superapp.reference.problems import Fault, Problem

LANGUAGE = "id"  # the forms are in Indonesian
NO_SHEET = Fault("no_sheet", "Nothing is copied out for this service.")


@dataclass(frozen=True)
class Line:
    """One field of the target form; `value` is empty where the resident gave none."""

    label: str
    code: str
    value: str


def lines(service: Service, answers: Mapping[str, Value]) -> list[Line]:
    """The sheet in clear; Problem 404 where the service has none."""
    if not service.sheet:
        raise Problem(404, NO_SHEET)
    return [
        Line(
            field["label"],
            field["of"],
            written(service.attributes[field["of"]], answers.get(field["of"], "")),
        )
        for field in service.sheet["fields"]
    ]


def written(attribute: Attribute, value: Value) -> str:
    """As the form wants it: names of choices and places, not their codes."""
    if isinstance(value, list):
        return ", ".join(written(attribute, one) for one in value)
    if attribute.values is not None and value:
        return attribute.values[value][LANGUAGE]
    if attribute.format == "kelurahan" and value:
        place = places.kelurahan(value)
        return value if place is None else f"{place[0]} ({value})"
    return value
