"""The checks that both faces share: place, card (receipt, PIN, code word), idempotency key."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from shared.superapp import pin
from shared.superapp import receipt as receipts

from . import places
from .catalogue import Service
from .problems import Fault, missing, wrong

_IDEMPOTENCY_KEY = re.compile(r"[A-Za-z0-9_.:\-]{8,200}")
_LABEL = re.compile(r"[A-Za-z][A-Za-z0-9_@\-]{0,31}")
# Degrees, as programs may write them (OpenAPI).
LATITUDE = r"-?(?:90(?:\.0{1,15})?|[0-8]?[0-9](?:\.[0-9]{1,15})?)"
LONGITUDE = r"-?(?:180(?:\.0{1,15})?|(?:1[0-7]|0?[0-9])?[0-9](?:\.[0-9]{1,15})?)"
_HTML = re.compile(r"<\s*[/!?]?\s*[A-Za-z]")
LONGEST_ADDRESS = 500


@dataclass(frozen=True)
class Card:
    """What the resident holds; any part may be missing."""

    receipt: str | None = None
    pin_hash: str | None = None
    word: str | None = None


def check_card(
    receipt: str | None, pin_hash: str | None, word: str | None
) -> tuple[Card, list[Fault]]:
    """The card as stored, and what is wrong with it."""
    faults = []
    if receipt is not None and not receipts.check(receipt):
        faults.append(wrong("receipt", "nine symbols with a fitting check symbol"))
    if pin_hash is not None and not pin.acceptable(pin_hash):
        faults.append(wrong("pin_hash", "an argon2id hash of bounded cost"))
    faults += check_labels({"word": word})
    stored = None if receipt is None else receipts.normalise(receipt)
    return Card(stored, pin_hash, word), faults


def check_labels(labels: Mapping[str, str | None]) -> list[Fault]:
    """Labels are stored in clear: one short word each, so that nothing personal fits in."""
    return [
        wrong(name, "one short word")
        for name, value in labels.items()
        if value is not None and not _LABEL.fullmatch(value)
    ]


def check_place(
    service: Service,
    *,
    lat: str | None = None,
    long: str | None = None,
    address_id: str | None = None,
    address_string: str | None = None,
) -> list[Fault]:
    """A located service needs both coordinates, an address, or a kelurahan code."""
    faults = check_coordinates(lat, long, address_id)
    if address_string is not None and len(address_string) > LONGEST_ADDRESS:
        faults.append(wrong("address_string", f"at most {LONGEST_ADDRESS} characters"))
    if service.located and not any((lat, long, address_id, address_string)):
        faults.append(missing("lat and long, address_string, or address_id"))
    return faults


def check_coordinates(lat: str | None, long: str | None, address_id: str | None) -> list[Fault]:
    """Coordinates come in pairs; a kelurahan code is one that exists."""
    faults = []
    if (lat is None) != (long is None):
        faults.append(missing("long" if long is None else "lat"))
    faults += [
        wrong(n, "degrees")
        for n, v, shape in (("lat", lat, LATITUDE), ("long", long, LONGITUDE))
        if v is not None and not re.fullmatch(shape, v)
    ]
    if address_id is not None and places.kelurahan(address_id) is None:
        faults.append(wrong("address_id", "a Kemendagri kelurahan code"))
    return faults


def check_idempotency_key(key: str | None, *, required: bool) -> list[Fault]:
    """A UUID, or something as short and plain."""
    if key is None:
        return [missing("Idempotency-Key")] if required else []
    if _IDEMPOTENCY_KEY.fullmatch(key):
        return []
    return [wrong("Idempotency-Key", "8 to 200 letters, digits or - _ . :")]


def has_html(text: str) -> bool:
    """Whether a tag stands in `text`; a lone "<" is fine."""
    return _HTML.search(text) is not None
