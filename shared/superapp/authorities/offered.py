"""What an authority offers: asked for with a time-out, kept in the state folder, used stale when it
cannot be reached."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from dialogs.contract.open311 import Definition, Service
from shared.private_file import replace
from shared.settings import SettingsError
from shared.superapp.authorities.authority import Authority
from shared.superapp.client.answers import RefusedError, UnreachableError
from shared.superapp.client.georeport.client import GeoReport, UnreadableError

FRESH = timedelta(hours=12)  # definitions change seldom; a changeset or an ETag tells for sure
AT_ONCE = 6  # definitions asked for at the same time
FOLDER = "authorities"

Offered = tuple[Service, Definition | None]


class Kept(msgspec.Struct, frozen=True):
    """The file in the state folder: what was read `at` which time, and how to see a change."""

    at: datetime
    changeset: str
    etag: str
    offered: tuple[Offered, ...]


class Offer(NamedTuple):
    """The services with their definitions, and one plain line for the operator, or ""."""

    offered: tuple[Offered, ...]
    notice: str = ""


def offer(authority: Authority, server: GeoReport, home: Path, now: datetime) -> Offer:
    """Today's services. Raises SettingsError where there are none, not even kept ones."""
    file = home / FOLDER / f"{authority.code}.json"
    kept = _read(file)
    if kept is not None and timedelta(0) <= now - kept.at < FRESH:
        return Offer(kept.offered)
    try:
        fresh, missing = _asked(authority, server, kept, now)
    except (RefusedError, UnreachableError, UnreadableError) as fault:
        why = str(fault) if isinstance(fault, UnreadableError) else _unreached(authority, fault)
        if kept is None:
            raise SettingsError(why) from None
        return Offer(kept.offered, f"{why} Its services of {kept.at:%Y-%m-%d %H:%M} are used.")
    if not fresh.offered:
        raise SettingsError(f"{authority.name} ({authority.code}) offers no service to report to.")
    if missing:
        left = f"{missing} of its services cannot be read now and are left out."
        return Offer(fresh.offered, f"{authority.name} ({authority.code}): {left}")
    file.parent.mkdir(mode=0o700, exist_ok=True)
    replace(file, msgspec.json.encode(fresh))
    return Offer(fresh.offered)


def _read(file: Path) -> Kept | None:
    """What was kept; a file that cannot be read is as good as none."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Kept)
    except (OSError, msgspec.DecodeError):
        return None


def _unreached(authority: Authority, fault: Exception) -> str:
    return f"{authority.name} ({authority.code}) cannot be reached at {authority.url}: {fault}."


def _asked(
    authority: Authority, server: GeoReport, kept: Kept | None, now: datetime
) -> tuple[Kept, int]:
    """What the server says, and how many services it said nothing readable about."""
    changeset = server.discovery().changeset if authority.asks_discovery else ""
    if kept is not None and changeset and changeset == kept.changeset:
        return msgspec.structs.replace(kept, at=now), 0
    listed = server.services(kept.etag if kept else "")
    if listed is None:
        if kept is None:
            raise UnreachableError("“not modified” without a question", answered=True)
        return msgspec.structs.replace(kept, at=now, changeset=changeset), 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(_defined(server), listed.services))
    offered = tuple(each for each in found if each is not None)
    return Kept(now, changeset, listed.etag, offered), len(found) - len(offered)


def _defined(server: GeoReport) -> Callable[[Service], Offered | None]:
    """A service with its definition; None where that cannot be read: it could ask too little."""

    def defined(service: Service) -> Offered | None:
        try:
            return service, server.definition(service.code) if service.metadata else None
        except (RefusedError, UnreachableError, UnreadableError):
            return None

    return defined
