"""Checks what a request answers against what its service asks."""

import re
from collections.abc import Callable, Mapping, Sequence

from . import moments, places
from .catalogue import Attribute, Service
from .problems import Fault, missing, wrong

Value = str | list[str]

LONGEST = {"string": 2_000, "text": 4_000}  # characters; 4,000 is GeoReport's own limit
_MOST_VALUES = 50
_SURROGATE = re.compile("[\ud800-\udfff]")  # JSON can smuggle halves of characters in


# What can be said by a pattern, alike for programs (OpenAPI) and for the check.
_PATTERNS = {
    "nik": r"[0-9]{16}",
    "kk": r"[0-9]{16}",
    "phone": r"\+?[0-9][0-9 .\-]{3,18}",
    "rt_rw": r"[0-9]{1,3}",
    "number": r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?",
}
# What cannot is named.
_NAMED = {"datetime": "w3c", "kelurahan": "kelurahan"}


def _shape(name: str) -> Callable[[str], bool]:
    compiled = re.compile(_PATTERNS[name])
    return lambda text: compiled.fullmatch(text) is not None


def _is_datetime(text: str) -> bool:
    try:
        moments.parse_w3c(text)
    except ValueError:
        return False
    return True


# What a value must look like, in words for the caller and as a test. Only the shape: whether an NIK
# exists is the registry's to say, and an unusual one is no reason to refuse a resident.
FORMATS: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "nik": ("16 digits", _shape("nik")),
    "kk": ("16 digits", _shape("kk")),
    "phone": ("a phone number", _shape("phone")),
    "kelurahan": ("a Kemendagri kelurahan code", lambda text: places.kelurahan(text) is not None),
    "rt_rw": ("one to three digits", _shape("rt_rw")),
    "number": ("a number", _shape("number")),
    "datetime": ("a W3C date", _is_datetime),
}
# Shown by their last four only, also to whoever knows the PIN.
MASKED = frozenset({"nik", "kk", "phone"})


def check(service: Service, given: Mapping[str, Value]) -> tuple[dict[str, Value], list[Fault]]:
    """The answers that count (empty ones dropped) and every fault found in `given`."""
    answers, faults = check_some(service, given)
    return answers, faults + [
        missing(code)
        for code, asked in service.attributes.items()
        if asked.required and code not in answers
    ]


def check_some(
    service: Service, given: Mapping[str, Value]
) -> tuple[dict[str, Value], list[Fault]]:
    """The same without asking for what is missing."""
    answers = {code: value for code, value in given.items() if value not in ("", [])}
    faults = []
    if any(code not in service.attributes for code in answers):
        faults.append(Fault("unknown_attribute", "An attribute is not one of this service."))
    for code, value in answers.items():
        asked = service.attributes.get(code)
        need = None if asked is None else _unmet(asked, value)
        if need is not None:
            faults.append(wrong(code, need))
    return answers, faults


def described(attribute: Attribute) -> dict[str, object]:
    """One value of an attribute as a JSON Schema. Where nothing is required, empty is nothing."""
    kind = attribute.format or attribute.datatype
    may_be_empty = not attribute.required and not attribute.several
    if attribute.values is not None:
        return {"type": "string", "enum": [*attribute.values, *([""] if may_be_empty else [])]}
    longest = LONGEST.get(attribute.datatype, LONGEST["string"])
    schema: dict[str, object] = {"type": "string", "maxLength": longest}
    if kind in _PATTERNS:
        schema["pattern"] = f"^(?:{_PATTERNS[kind]}){'?' if may_be_empty else ''}$"
    elif kind in _NAMED:
        schema["format"] = _NAMED[kind]
    elif not may_be_empty:
        schema["minLength"] = 1
    return schema


def mask(attribute: Attribute, value: Value) -> Value:
    """`value` as it may be shown: numbers that name a person keep their last four symbols."""
    if attribute.format not in MASKED or not isinstance(value, str):
        return value
    return "*" * max(len(value) - 4, 0) + value[-4:]


def _unmet(asked: Attribute, value: Value) -> str | None:
    """What `value` must be and is not, in words; None when it is fine."""
    if isinstance(value, list) != asked.several:
        return "a list" if asked.several else "one value"
    values: Sequence[str] = value if isinstance(value, list) else [value]
    if len(values) > _MOST_VALUES:
        return f"at most {_MOST_VALUES} values"
    if asked.values is not None:
        fits = all(one in asked.values for one in values)
        return None if fits else "one of " + ", ".join(asked.values)
    if any(map(_SURROGATE.search, values)):
        return "text in UTF-8"
    longest = LONGEST.get(asked.datatype, LONGEST["string"])
    if any(len(one) > longest for one in values):
        return f"at most {longest} characters"
    need, holds = FORMATS.get(asked.format or asked.datatype, ("", _anything))
    return None if all(holds(one) for one in values) else need


def _anything(_text: str) -> bool:
    return True
