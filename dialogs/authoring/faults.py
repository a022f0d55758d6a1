"""What a JSON Schema validator found, in the words of somebody who writes guides."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from jsonschema.exceptions import ValidationError

Place = tuple[str | int, ...]  # where in a file: ("questions", 2, "kind")

FORMS = {
    "object": "lines of “name: value”",
    "array": "a list: lines that begin with “- ”",
    "string": "words; put numbers, true and false in quotes",
    "boolean": "true or false",
    "integer": "a whole number",
}


class Found(NamedTuple):
    """A fault at a place of the file: what is wrong, and the cure."""

    at: Place
    what: str
    cure: str


def explain(fault: ValidationError) -> Found:
    """The one thing to mend."""
    fault = _deepest(fault)
    at: Place = tuple(fault.absolute_path)
    name = _name(at)
    if fault.instance is None:
        return Found(at, f"{name} is empty", "Write a value behind it, or leave the line out")
    explainer = EXPLAINERS.get(str(fault.validator), _other)
    return explainer(fault, at, name)


def meant(word: str, known: Iterable[str], otherwise: str) -> str:
    """The cure for a name that does not exist: the one that was probably meant."""
    near = difflib.get_close_matches(str(word), [str(one) for one in known], 1)
    return f"Did you mean “{near[0]}”?" if near else otherwise


def _deepest(fault: ValidationError) -> ValidationError:
    """Of "one of these forms", the fault in the form that came nearest."""
    while fault.context:
        fault = max(fault.context, key=lambda inner: len(inner.absolute_path))
    return fault


def _name(at: Place) -> str:
    if not at:
        return "the file"
    if isinstance(at[-1], int):
        above = at[-2] if len(at) > 1 else "the list"
        return f"entry {at[-1] + 1} of {above}"
    return f"“{at[-1]}”"


def _schema(fault: ValidationError) -> Mapping[str, Any]:
    return fault.schema if isinstance(fault.schema, Mapping) else {}


def _unknown_key(fault: ValidationError, at: Place, name: str) -> Found:
    known = list(_schema(fault).get("properties", {}))
    instance: Any = fault.instance
    extra = next(key for key in instance if key not in known)
    cure = meant(extra, known, f"Known here: {', '.join(known)}")
    return Found((*at, extra), f"“{extra}” is not known here", cure)


def _missing_key(fault: ValidationError, at: Place, name: str) -> Found:
    wanted: Any = fault.validator_value
    instance: Any = fault.instance
    missing = next(key for key in wanted if key not in instance)
    return Found(at, f"“{missing}” is missing", f"Add a line “{missing}: …”")


def _no_such_value(fault: ValidationError, at: Place, name: str) -> Found:
    allowed: Any = fault.validator_value
    cure = meant(str(fault.instance), allowed, f"One of: {', '.join(map(str, allowed))}")
    return Found(at, f"“{fault.instance}” does not serve as {name}", cure)


def _wrong_form(fault: ValidationError, at: Place, name: str) -> Found:
    value: Any = fault.validator_value
    wanted = value if isinstance(value, list) else [value]
    return Found(
        at,
        f"{name} is not of the right form",
        f"Write {' or '.join(map(FORMS.__getitem__, wanted))}",
    )


def _other(fault: ValidationError, at: Place, name: str) -> Found:
    cure = _schema(fault).get("description")
    if not cure:
        cure = f"The schema wants {fault.validator}: {fault.validator_value}"
    return Found(at, f"{name} is not written as expected", cure)


EXPLAINERS: Mapping[str, Callable[[ValidationError, Place, str], Found]] = {
    "additionalProperties": _unknown_key,
    "required": _missing_key,
    "enum": _no_such_value,
    "type": _wrong_form,
}
