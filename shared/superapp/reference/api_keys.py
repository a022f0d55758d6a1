"""Who may send. A key is "name:secret" or a bare secret.

The name scopes idempotency keys, and survives a change of the secret.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shared.private_file import made_once

API_KEY_FILE = "api-key"  # in the state folder: the secret that `pandu` and the backend share
ENVIRONMENT = "PANDU_API_KEYS"  # comma-separated keys
_SECRET_BYTES = 24


@dataclass(frozen=True)
class ApiKeys:
    """The known keys, kept as digests; nothing here can print one."""

    _names: Mapping[bytes, str] = field(repr=False)

    @classmethod
    def of(cls, keys: Iterable[str]) -> "ApiKeys":
        """From "name:secret" or bare secrets; a bare one is named by its digest."""
        names: dict[bytes, str] = {}
        for key in keys:
            name, _, secret = key.strip().rpartition(":")
            if secret:
                names[_digest(secret)] = name or "client-" + _digest(secret).hex()[:12]
        return cls(names)

    def client(self, secret: str | None) -> str | None:
        """The name of the client whose secret this is; every key is compared, in constant time."""
        found = None
        digest = _digest(secret or "")
        for known, name in self._names.items():
            if hmac.compare_digest(known, digest):
                found = name
        return found


def load_or_make_api_key(path: Path) -> str:
    """The first secret in `path`; where there is none, a new one in a file of its owner only."""
    return _secrets(made_once(path, _new_file))[0].rpartition(":")[2]


def configured(path: Path, environment: Mapping[str, str] = os.environ) -> ApiKeys:
    """The keys of PANDU_API_KEYS, else those in the file `path`, made where it is missing."""
    listed = environment.get(ENVIRONMENT, "").strip()
    if listed:
        return ApiKeys.of(listed.split(","))
    return ApiKeys.of(_secrets(made_once(path, _new_file)))


def _new_file() -> bytes:
    return f"pandu:{secrets.token_urlsafe(_SECRET_BYTES)}\n".encode()


def _secrets(content: bytes) -> list[str]:
    return content.decode("utf-8", "replace").split() or [""]


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
