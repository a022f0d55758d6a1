"""Where the keys come from: `PANDU_KEYS`, or a file of the owner only, made at first use.

Both hold the same JSON: `{"current": "<id>", "keys": {"<id>": "<base64>"}, "blind": "<base64>"}`,
an id being 8 hex digits and every key 32 bytes.
"""

from __future__ import annotations

import base64
import os
import secrets
import stat
import threading
from collections.abc import Mapping
from pathlib import Path

import msgspec

from shared.privacy.cipher import ID_BYTES, KEY_BYTES, Cipher, CipherError
from shared.private_file import made_once, replace


class _Keys(msgspec.Struct, frozen=True):
    current: str
    keys: dict[str, str]
    blind: str


class FileCipher(Cipher):
    """The cipher of a key file that follows the file: a running program seals with a new key as
    soon as it is there, and opens what others have sealed with it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = (0, 0)
        self._lock = threading.Lock()
        self._follow()

    def encrypt(self, plain: bytes, *, table: str, column: str, row: str) -> bytes:
        """As `Cipher.encrypt`, with the key that is current in the file now."""
        self._follow()
        return super().encrypt(plain, table=table, column=column, row=row)

    def decrypt(self, sealed: bytes, *, table: str, column: str, row: str) -> bytes:
        """As `Cipher.decrypt`."""
        if not self.is_current(sealed):
            self._follow()
        return super().decrypt(sealed, table=table, column=column, row=row)

    def _follow(self) -> None:
        """Reads the file again when it is another; a stat costs a microsecond."""
        try:
            now = self._path.stat()
            seen = (now.st_ino, now.st_mtime_ns)
            if seen == self._seen:
                return
            with self._lock:
                content = self._path.read_bytes()
                self.__dict__.update(
                    vars(_cipher(_read(content, str(self._path)), str(self._path)))
                )
                self._seen = seen
        except OSError as error:
            raise CipherError(f"{self._path}: {error.strerror or 'cannot be read'}.") from None


def load_or_make(path: Path, environ: Mapping[str, str] = os.environ) -> Cipher:
    """The cipher for `PANDU_KEYS`, else for the key file, which is made where it is missing.

    Raises `CipherError` with one plain line for keys that cannot be read or are open to others.
    """
    given = environ.get("PANDU_KEYS")
    if given:
        return _cipher(_read(given.encode(), "PANDU_KEYS"), "PANDU_KEYS")
    try:
        made_once(path, lambda: msgspec.json.encode(_with_new_key(None)))
        mode = path.stat().st_mode
    except OSError as error:
        raise CipherError(f"{path}: {error.strerror or 'cannot be read'}.") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise CipherError(f"{path}: others may read these keys; chmod 600 it.")
    return FileCipher(path)


def rotate(path: Path) -> Cipher:
    """Add a new key to the file and seal with it from now on; the old ones still open.

    For one operator at a time; running programs follow.
    """
    load_or_make(path, {})
    replace(path, msgspec.json.encode(_with_new_key(_read(path.read_bytes(), str(path)))))
    return load_or_make(path, {})


def retire(path: Path) -> int:
    """Leave only the current key in the file; how many old ones are gone. What they had sealed
    opens no more: only after all of it was sealed anew."""
    keys = _read(path.read_bytes(), str(path))
    only = _Keys(keys.current, {keys.current: keys.keys[keys.current]}, keys.blind)
    replace(path, msgspec.json.encode(only))
    return len(keys.keys) - 1


def rotating(path: Path) -> bool:
    """Whether an earlier rotation was begun and not ended: old keys are still there."""
    load_or_make(path, {})
    return len(_read(path.read_bytes(), str(path)).keys) > 1


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
