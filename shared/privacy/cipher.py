"""AES-256-GCM for single values at rest, and a blind index to find them by.

A sealed value is `version (1 byte) | key id (4) | nonce (12) | ciphertext and tag (16)`. Table,
column and row are authenticated with it, so a value moved to another place does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
ID_BYTES = 4
KEY_BYTES = 32
_NONCE_BYTES = 12
_BODY = len(VERSION) + ID_BYTES + _NONCE_BYTES


class CipherError(Exception):
    """A stored value cannot be opened. Says why, never what."""


class Cipher:
    """Seals with the current key, opens with any it was given.

    `keys` maps ids (8 hex digits) to 32 bytes. Nonces are random: one key should seal no more than
    2^32 values (NIST SP 800-38D §8.3); a new key is made long before. `blind_key` stays for good,
    or no index would be found again.
    """

    def __init__(self, keys: Mapping[str, bytes], current: str, blind_key: bytes) -> None:
        if any(len(key) != KEY_BYTES for key in (*keys.values(), blind_key)):
            raise CipherError(f"Every key must be {KEY_BYTES} bytes long.")
        if current not in keys:
            raise CipherError("The current key is not among the keys.")
        self._keys = {bytes.fromhex(name): AESGCM(key) for name, key in keys.items()}
        self._current = bytes.fromhex(current)
        self._blind_key = blind_key

    def is_current(self, sealed: bytes) -> bool:
        """Whether the current key made this sealed value."""
        return sealed[: 1 + ID_BYTES] == VERSION + self._current

    def __repr__(self) -> str:
        return f"Cipher(current={self._current.hex()!r})"

    def encrypt(self, plain: bytes, *, table: str, column: str, row: str) -> bytes:
        """The sealed value for this place."""
        header = VERSION + self._current
        nonce = secrets.token_bytes(_NONCE_BYTES)
        place = _place(header, table, column, row)
        return header + nonce + self._keys[self._current].encrypt(nonce, plain, place)

    def decrypt(self, sealed: bytes, *, table: str, column: str, row: str) -> bytes:
        """The plain bytes again; `CipherError` for a wrong key, another place or damage."""
        header, nonce, body = sealed[: 1 + ID_BYTES], sealed[1 + ID_BYTES : _BODY], sealed[_BODY:]
        if header[:1] != VERSION or len(nonce) != _NONCE_BYTES:
            raise CipherError(f"What stands in {table}.{column} was not sealed by this version.")
        key = self._keys.get(header[1:])
        if key is None:
            raise CipherError(
                f"The key {header[1:].hex()} for {table}.{column} is missing; "
                "put it back into the key file."
            )
        try:
            return key.decrypt(nonce, body, _place(header, table, column, row))
        except InvalidTag:
            raise CipherError(
                f"What stands in {table}.{column} does not open: other keys made it, or it is "
                "damaged; put the right key file back."
            ) from None

    def blind(self, value: str, purpose: str) -> str:
        """HMAC-SHA256 of `value` in hex: equal values are found, the value is not.

        `purpose` keeps indexes apart: the same value gives another index for another purpose.
        """
        message = _joined(purpose, value)
        return hmac.new(self._blind_key, message, hashlib.sha256).hexdigest()


def _place(header: bytes, table: str, column: str, row: str) -> bytes:
    return header + _joined(table, column, row)


def _joined(*parts: str) -> bytes:
    """Parts with their lengths, so that ("a", "bc") and ("ab", "c") differ."""
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
