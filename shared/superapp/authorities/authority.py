"""An authority as it is configured, and where those files are read."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from dialogs.authoring.faults import meant
from dialogs.authoring.source import Source, files
from shared.settings import LOOPBACK, SettingsError

FOLDER = Path(__file__).parent
SCHEMA = FOLDER / "authority.schema.json"
OWN = "PANDU_AUTHORITIES"  # a folder with more of them, which win over ours

PATHS = {
    "services": "services.{format}",
    "definition": "services/{code}.{format}",
    "requests": "requests.{format}",
    "request": "requests/{id}.{format}",
    "discovery": "discovery.{format}",
}
SLOTS = {name: set(re.findall(r"\{\w+\}", path)) for name, path in PATHS.items()}


class Authority(NamedTuple):
    """One endpoint. `api_key` is the name of the environment variable that holds the key.

    `asks_discovery`: it has a discovery document under its `paths`. `duplicate`: what its error
    says of a report that it has already. `emergency`: the guide of ours to show above everything
    when somebody is in danger there, or "".
    """

    code: str
    name: str
    url: str
    jurisdiction_id: str
    api_key: str
    format: str
    paths: Mapping[str, str]
    asks_discovery: bool
    needs_email: bool
    duplicate: str
    emergency: str


def find(code: str, environ: Mapping[str, str] = os.environ) -> Authority:
    """The authority of that code. Raises SettingsError, or GuideError for a file to mend."""
    known = load(environ)
    if code not in known:
        cure = meant(code, known, f"Known: {', '.join(sorted(known))}.")
        raise SettingsError(f"--authority: there is no authority “{code}”. {cure}")
    return known[code]


def load(environ: Mapping[str, str] = os.environ) -> dict[str, Authority]:
    """All configured authorities by code. Raises GuideError naming file, line and cure."""
    own = environ.get(OWN)
    if own and not Path(own).is_dir():
        raise SettingsError(f"{OWN}: {own} is no folder; name one with a YAML file an authority.")
    folders = [FOLDER, *([Path(own)] if own else [])]
    read = (_authority(source) for folder in folders for source in files(folder))
    return {authority.code: authority for authority in read}


def _authority(source: Source) -> Authority:
    source.validate(SCHEMA)
    data = source.data
    if source.file.stem != data["code"]:
        raise source.error(
            ("code",),
            f"the file is named {source.file.name}, the code is {data['code']}",
            f"Name the file {data['code']}.yaml",
        )
    quirks = data.get("quirks", {})
    return Authority(
        code=data["code"],
        name=data["name"],
        url=_url(source),
        jurisdiction_id=data.get("jurisdiction_id", ""),
        api_key=data.get("api_key", ""),
        format=data["format"],
        paths={**PATHS, **_paths(source)},
        asks_discovery="discovery" in quirks.get("paths", {}),
        needs_email=quirks.get("needs_email", False),
        duplicate=quirks.get("duplicate", ""),
        emergency=data.get("emergency", ""),
    )


def _url(source: Source) -> str:
    url: str = source.data["url"].rstrip("/")
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise source.error(
            ("url",),
            "personal data would travel unencrypted",
            "Use https://, or http:// on this machine only",
        )
    return url


def _paths(source: Source) -> dict[str, str]:
    """Every slot of a path is one that is filled."""
    paths: dict[str, Any] = source.data.get("quirks", {}).get("paths", {})
    for name, path in paths.items():
        if set(re.findall(r"\{[^{}]*\}?|\}", path)) - SLOTS[name]:
            raise source.error(
                ("quirks", "paths", name),
                f"the path “{path}” has a slot that nothing fills",
                f"Use {' and '.join(sorted(SLOTS[name]))} alone",
            )
    return paths
