"""Where the keys come from: `PANDU_KEYS`, or a file of the owner only, made at first use.

Both hold the same JSON: `{"current": "<id>", "keys": {"<id>": "<base64>"}, "blind": "<base64>"}`,
an id being 8 hex digits and every key 32 bytes.
"""

from __future__ import annotations

import base64
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

import msgspec

from shared.privacy.cipher import ID_BYTES, KEY_BYTES, Cipher, CipherError
from shared.private_file import made_once, replace


class _Keys(msgspec.Struct, frozen=True):
    current: str
    keys: dict[str, str]
    blind: str


def load_or_make(path: Path, environ: Mapping[str, str] = os.environ) -> Cipher:
    """The cipher for `PANDU_KEYS`, else for the key file, which is made where it is missing.

    Raises `CipherError` with one plain line for keys that cannot be read or are open to others.
    """
    given = environ.get("PANDU_KEYS")
    if given:
        return _cipher(_read(given.encode(), "PANDU_KEYS"), "PANDU_KEYS")
    try:
        content = made_once(path, lambda: msgspec.json.encode(_with_new_key(None)))
        mode = path.stat().st_mode
    except OSError as error:
        raise CipherError(f"{path}: {error.strerror or 'cannot be read'}.") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise CipherError(f"{path}: others may read these keys; chmod 600 it.")
    return _cipher(_read(content, str(path)), str(path))


def rotate(path: Path) -> Cipher:
    """Add a new key to the file and seal with it from now on; the old ones still open.

    For one operator at a time; running programs see the new key at their next start.
    """
    load_or_make(path, {})
    replace(path, msgspec.json.encode(_with_new_key(_read(path.read_bytes(), str(path)))))
    return load_or_make(path, {})


def _with_new_key(old: _Keys | None) -> _Keys:
    new = secrets.token_hex(ID_BYTES)
    keys = {**(old.keys if old else {}), new: _text(secrets.token_bytes(KEY_BYTES))}
    return _Keys(new, keys, old.blind if old else _text(secrets.token_bytes(KEY_BYTES)))


def _read(content: bytes, source: str) -> _Keys:
    try:
        return msgspec.json.decode(content, type=_Keys)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise CipherError(f"{source}: these are no keys; put the right key file back.") from None


def _cipher(keys: _Keys, source: str) -> Cipher:
    try:
        secret = {name: base64.b64decode(key, validate=True) for name, key in keys.keys.items()}
        blind = base64.b64decode(keys.blind, validate=True)
        if any(len(bytes.fromhex(name)) != ID_BYTES for name in secret):
            raise ValueError
        return Cipher(secret, keys.current, blind)
    except CipherError as error:
        raise CipherError(f"{source}: {error}") from None
    except ValueError:
        raise CipherError(f"{source}: a key is damaged; put the right key file back.") from None


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()
