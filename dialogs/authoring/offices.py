"""`offices.yaml` → when each office is open. A guide may name only an office that stands there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dialogs.authoring.faults import meant
from dialogs.authoring.source import Source
from dialogs.offices import Hours, Office

FILE = "offices.yaml"


def read(folder: Path) -> dict[str, Office]:
    """By name; none where the folder has no such file. Raises GuideError."""
    file = folder / FILE
    if not file.exists():
        return {}
    source = Source(file)
    source.validate("offices")
    return {name: _office(data) for name, data in source.data.items()}


def check(offices: Mapping[str, Office], guides: Iterable[Source]) -> None:
    """Raises GuideError for a guide whose `opens:` names no office."""
    for source in guides:
        name = source.data.get("opens")
        if name is not None and name not in offices:
            cure = meant(name, offices, f"They stand in dialogs/{FILE}")
            raise source.error(("opens",), f"there is no office “{name}”", cure)


def _office(data: Mapping[str, Any]) -> Office:
    ramadan = data.get("ramadan")
    return Office(
        _hours(data),
        _hours(ramadan) if ramadan else None,
        data["source"],
        data["checked"],
    )


def _hours(data: Mapping[str, Any]) -> Hours:
    return Hours(data["opens"], data.get("closes", ""))
