"""Cipher and keys: what is sealed opens only in its place, with its key; keys are made once."""

from __future__ import annotations

import base64
import json
import multiprocessing
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.privacy.cipher import Cipher, CipherError
from shared.privacy.keys import load_or_make, retire, rotate, rotating

PLACE = {"table": "talk", "column": "body", "row": "s1"}
SECRET = b"3175036508450001"
CIPHER = Cipher({"00000001": b"a" * 32}, "00000001", b"b" * 32)


@given(st.binary(max_size=300), st.text(), st.text(), st.text())
def test_what_is_sealed_opens_in_its_place(plain: bytes, table: str, column: str, row: str) -> None:
    place = {"table": table, "column": column, "row": row}
    sealed = CIPHER.encrypt(plain, **place)
    assert CIPHER.decrypt(sealed, **place) == plain
    with pytest.raises(CipherError):
        CIPHER.decrypt(sealed, **{**place, "row": row + "x"})
    with pytest.raises(CipherError):
        CIPHER.decrypt(sealed, table=table + column, column="", row=row + "\0")


@given(st.data())
def test_every_damaged_byte_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(CIPHER.encrypt(SECRET, **PLACE))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CipherError) as caught:
        CIPHER.decrypt(bytes(sealed), **PLACE)
    assert SECRET.decode() not in str(caught.value)


@given(st.binary(max_size=40))
def test_no_bytes_at_all_crash_it(sealed: bytes) -> None:
    with pytest.raises(CipherError):
        CIPHER.decrypt(sealed, **PLACE)


def test_the_same_value_is_never_sealed_alike() -> None:
    sealed = {CIPHER.encrypt(SECRET, **PLACE) for _ in range(100)}
    assert len(sealed) == 100
    assert not any(SECRET in each for each in sealed)


def test_blind_index_finds_equal_values_of_one_purpose() -> None:
    index = CIPHER.blind("ABC-DEF", "draft")
    assert index == CIPHER.blind("ABC-DEF", "draft")
    assert index != CIPHER.blind("ABC-DEF", "receipt")
    assert index != CIPHER.blind("BC-DEF", "draftA")
    assert index != Cipher({"00000001": b"a" * 32}, "00000001", b"c" * 32).blind("ABC-DEF", "draft")


def test_a_rotated_key_still_opens_the_old(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    old = load_or_make(path, {})
    sealed = old.encrypt(SECRET, **PLACE)
    new = rotate(path)
    assert new.decrypt(sealed, **PLACE) == SECRET
    assert new.blind("x", "y") == old.blind("x", "y")
    newly = new.encrypt(SECRET, **PLACE)
    assert newly[:5] != sealed[:5]
    assert old.decrypt(newly, **PLACE) == SECRET  # a running program follows the file
    assert old.encrypt(SECRET, **PLACE)[:5] == newly[:5]


def test_what_a_retired_key_sealed_opens_no_more(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    cipher = load_or_make(path, {})
    sealed = cipher.encrypt(SECRET, **PLACE)
    rotate(path)
    assert (rotating(path), retire(path), rotating(path)) == (True, 1, False)
    with pytest.raises(CipherError, match="missing"):
        load_or_make(path, {}).decrypt(sealed, **PLACE)


def _key_id(path: Path) -> str:
    return repr(load_or_make(path, {}))


def test_many_first_starts_at_once_make_one_key(tmp_path: Path) -> None:
    with multiprocessing.get_context("fork").Pool(6) as pool:
        ids = pool.map(_key_id, [tmp_path / "keys.json"] * 24, chunksize=1)
    assert len(set(ids)) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["keys.json"]
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


def test_keys_from_the_environment(tmp_path: Path) -> None:
    key = base64.b64encode(b"k" * 32).decode()
    given_keys = json.dumps({"current": "0a0b0c0d", "keys": {"0a0b0c0d": key}, "blind": key})
    cipher = load_or_make(tmp_path / "keys.json", {"PANDU_KEYS": given_keys})
    assert "0a0b0c0d" in repr(cipher)
    assert not (tmp_path / "keys.json").exists()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        '{"current": "zz", "keys": {"zz": "AAAA"}, "blind": "AAAA"}',
        '{"current": "0a0b0c0d", "keys": {"0a0b0c0d": "c2VjcmV0"}, "blind": "c2VjcmV0"}',
        '{"current": "0a0b0c0d", "keys": {}, "blind": "not base64"}',
    ],
)
def test_damaged_keys_get_one_plain_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(CipherError) as caught:
        load_or_make(path, {})
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    assert "c2VjcmV0" not in str(caught.value)


def test_keys_open_to_others_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    load_or_make(path, {})
    path.chmod(0o644)
    with pytest.raises(CipherError, match="chmod 600"):
        load_or_make(path, {})
