"""Pictograms: Phosphor Duotone, and signs of our own on its grid (256, lines of 16).

`pictograms.yaml` says which sign is which. Both kinds mark the second tone by `opacity="0.2"`, as
Phosphor does; here it becomes a flat colour, so that contrast does not hang on what is behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from zipfile import ZipFile

import yaml

from kiosk.pictures.bitmap import Bitmap, Tones
from kiosk.pictures.kept import KEPT
from kiosk.pictures.raster import colour, raster

HERE = Path(__file__).parent
PLAIN = "plain"  # what is drawn for a name nobody knows
OWN = "own"


def pictogram(name: str, size: int, tones: Tones) -> Bitmap:
    """The sign of this name, `size` × `size` pixels; a plain one for an unknown name."""
    known = name if name in signs() else PLAIN
    return KEPT.get(("pictogram", known, size, tones), lambda: _draw(known, size, tones))


def sign_of(option: str, icon: str = "") -> str:
    """The sign of an option: its own, else the one of its id, else "" for none."""
    return icon or _table("options").get(option, "")


def signs() -> Mapping[str, str]:
    """Every sign by name: its icon in Phosphor, or `OWN`."""
    return _table("signs")


def svg(name: str) -> str:
    """The source of a known sign."""
    icon = signs()[name]
    if icon == OWN:
        return (HERE / OWN / f"{name}.svg").read_text(encoding="utf-8")
    with _phosphor().open(f"duotone/{icon}-duotone.svg") as file:
        return file.read().decode()


def _draw(name: str, size: int, tones: Tones) -> Bitmap:
    line, duo = map(colour, tones)
    style = f'svg {{ color: {line} }} [opacity="0.2"] {{ opacity: 1; fill: {duo} }}'
    return raster(svg(name), size, size, style)


def _table(part: str) -> Mapping[str, str]:
    return _tables()[part]


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    # The parser in C where it is built: it is waited for before the first screen.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (HERE / "pictograms.yaml").read_text(encoding="utf-8")
    tables: dict[str, dict[str, str]] = yaml.load(text, loader)  # noqa: S506 - both are safe
    return tables


@cache
def _phosphor() -> ZipFile:
    # Read as the data it is: the package's own loader searches for other packs as well.
    archive = resources.files("justmyresource_phosphor") / "icons.zip"
    return ZipFile(archive.open("rb"))
