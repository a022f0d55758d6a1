"""Values seeded on purpose, and the look for them in whatever a program leaves behind."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, quote_plus

# What of a value's base64 depends on the bytes before it, at each of the three alignments.
_SKIPPED = (0, 2, 3)


class Found(NamedTuple):
    """A leak: which value, how it was written, where."""

    value: str
    writing: str
    place: str


def writings(value: str) -> dict[str, bytes]:
    """The ways in which a value can be written down, by their names."""
    plain = value.encode()
    ways = {
        "plain": plain,
        "url": quote(value, safe="").encode(),
        "url, plus": quote_plus(value).encode(),
        "utf-16-le": value.encode("utf-16-le"),
        "utf-16-be": value.encode("utf-16-be"),
        "percent": "".join(f"%{byte:02X}" for byte in plain).encode(),
        "hex": plain.hex().encode(),
    }
    for mark in " .-":
        if value.isdecimal():
            grouped = mark.join(value[at : at + 4] for at in range(0, len(value), 4))
            ways[f"grouped by {mark!r}"] = grouped.encode()
    for shift, skipped in enumerate(_SKIPPED):
        whole = (shift + len(plain)) * 8 // 6  # further on it depends on the bytes that follow
        for name, encode in (("", base64.b64encode), ("url ", base64.urlsafe_b64encode)):
            ways[f"{name}base64, shift {shift}"] = encode(bytes(shift) + plain)[skipped:whole]
    return ways


def search(values: Iterable[str], places: Iterable[tuple[str, bytes]]) -> Iterator[Found]:
    """Every writing of every value in these (name, content), in either case of letters."""
    ways = [(value, name, way) for value in values for name, way in writings(value).items()]
    for place, content in places:
        lower = content.lower()
        for value, name, way in ways:
            if (way in content) if "base64" in name else (way.lower() in lower):
                yield Found(value, name, place)


def files(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """All files in these folders, to any depth."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield str(path.relative_to(folder)), path.read_bytes()
