"""What schemathesis cannot know by itself: our formats, XML answers. Loaded by its command."""

from __future__ import annotations

import io
import random
from typing import Any
from xml.etree import ElementTree as ET

import schemathesis
from hypothesis import strategies as st
from lokal import wilayah
from PIL import Image

from shared.superapp import pin, receipt
from tests.superapp.georeport_answers import LISTS

_WHOLE = {"order"}
_TRUTH = {"metadata", "variable", "required"}


def _photo(colour: tuple[int, int, int]) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (4, 4), colour).save(file, "JPEG")
    return file.getvalue()


def _kelurahan() -> list[str]:
    return [place.code for place in wilayah.list_wilayah("31.74.01")]


_byte = st.integers(0, 255)
FORMATS: dict[str, st.SearchStrategy[str]] = {
    "w3c": st.datetimes().map(lambda when: when.isoformat(timespec="seconds") + "+07:00")
    | st.dates().map(str),
    "receipt": st.integers().map(lambda seed: receipt.mint("K2Z", random.Random(seed))),
    "argon2id": st.just(pin.hash_pin("482913")),
    "kelurahan": st.sampled_from(_kelurahan()),
}
for _name, _strategy in FORMATS.items():
    schemathesis.openapi.format(_name, _strategy)
schemathesis.openapi.media_type("image/jpeg", st.tuples(_byte, _byte, _byte).map(_photo))


@schemathesis.deserializer("text/xml")
def read_xml(_context: Any, response: Any) -> Any:
    """The tree behind an XML answer, for the same schema as the JSON one."""
    return _tree(ET.fromstring(response.content))  # noqa: S314 - our own answer


def _tree(element: ET.Element) -> Any:
    if element.tag in LISTS:
        return [_tree(child) for child in element]
    if len(element):
        return {child.tag: _tree(child) for child in element}
    text = element.text or ""
    if element.tag in _WHOLE:
        return int(text)
    if element.tag in _TRUTH:
        return {"true": True, "false": False}[text]
    return text
