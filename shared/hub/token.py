"""With which token this machine comes to a hub."""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import urlsplit

from shared.private_file import made_once
from shared.settings import LOOPBACK, SettingsError

TOKEN_FILE = "hub-token"  # noqa: S105 - a file in the state folder, shared with `./pandu hub`
HERE = "here"  # the name of the device that is this very machine
SECRET_BYTES = 32


def token_of(home: Path, url: str, given: str | None) -> str:
    """The token that was set; for a hub on this machine the shared one. Raises SettingsError."""
    if given:
        return given
    if urlsplit(url).hostname in LOOPBACK:
        return load_or_make_token(home)
    raise SettingsError(
        "PANDU_HUB_TOKEN: the hub lets known devices in only; "
        "set what ./pandu hub device add NAME printed there."
    )


def load_or_make_token(home: Path) -> str:
    """The token of this machine at its own hub, in a file of its owner only."""
    return made_once(home / TOKEN_FILE, _new_token).decode("ascii", "replace").strip()


def new_token(name: str) -> str:
    """A token names its device; the rest is random."""
    return f"{name}.{secrets.token_urlsafe(SECRET_BYTES)}"


def _new_token() -> bytes:
    return new_token(HERE).encode() + b"\n"
