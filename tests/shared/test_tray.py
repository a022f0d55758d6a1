"""Calls for an officer, and `./pandu calls`."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from shared import settings, tray
from shared.privacy.keys import load_or_make
from shared.store import Store

NOW = datetime(2026, 3, 2, 2, 5, tzinfo=timezone.utc)


def call(store: Store, session: str, effect: str = "e1.0", reason: str = "asked") -> int:
    return store.tray.call(
        session, effect, service="KTP_HILANG", question="lost_on", reason=reason, at=NOW
    )


def test_a_call_stands_once_and_knows_its_place(store: Store) -> None:
    assert [call(store, "s1"), call(store, "s2"), call(store, "s1"), call(store, "s3")] == [
        1,
        2,
        1,
        3,
    ]
    first, second, _ = store.tray.open()
    assert store.tray.take(second.number, NOW)
    assert not store.tray.take(second.number, NOW)
    assert store.tray.close(first.number, NOW)
    assert not store.tray.close(first.number, NOW)
    assert not store.tray.take(first.number, NOW)
    assert [(each.session_id, each.taken) for each in store.tray.open()] == [
        ("s2", True),
        ("s3", False),
    ]
    assert call(store, "s3") == 2
    assert call(store, "s1") == 0  # closed already


def test_a_talk_has_one_open_call(store: Store) -> None:
    call(store, "s1", "e1.0", "stuck")
    call(store, "s2")
    assert call(store, "s1", "e7.0") == 1
    first, _ = store.tray.open()
    assert (first.session_id, first.effect_id, first.reason) == ("s1", "e7.0", "asked")
    # What an authority refused is another matter, and comes beside it.
    assert call(store, "s1", "e9.0.refused", "refused") == 3
    assert call(store, "s1", "e9.0.refused", "refused") == 3
    assert store.tray.close(first.number, NOW)
    assert [each.effect_id for each in store.tray.untold()] == ["e7.0"]
    assert call(store, "s1", "e12.0") == 3  # the first is closed: this is a new one


def test_a_closed_call_is_told_until_it_is_known(store: Store) -> None:
    call(store, "s1")
    (only,) = store.tray.open()
    assert store.tray.untold() == []
    store.tray.close(only.number, NOW + timedelta(minutes=3))
    assert [each.effect_id for each in store.tray.untold()] == ["e1.0"]
    store.tray.told(only.number)
    assert store.tray.untold() == []


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PANDU_HOME", str(tmp_path))
    monkeypatch.delenv("PANDU_DATABASE_URL", raising=False)
    assert tray.main([]) == 0
    assert capsys.readouterr().out == "No open calls.\n"
    chosen = settings.load()
    store = Store.open(chosen.database_url, load_or_make(chosen.key_file))
    call(store, "s1", reason="stuck")
    store.close()
    assert tray.main(["--take", "1"]) == 0
    number, *_, rest = capsys.readouterr().out.split(maxsplit=4)
    assert (number, rest) == ("1", "taken    could not go on: KTP_HILANG / lost_on\n")
    assert tray.main(["--take", "1"]) == 1
    assert capsys.readouterr().err.startswith("There is no open call 1;")
    assert tray.main(["--done", "1"]) == 0
    assert capsys.readouterr().out == "No open calls.\n"
    assert tray.main(["--done", "7"]) == 1


def test_the_command_names_a_wrong_setting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PANDU_HOME", "/dev/null/x")
    assert tray.main([]) == 1
    assert capsys.readouterr().err.startswith("PANDU_HOME: ")


def test_the_command_names_a_damaged_key_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PANDU_HOME", str(tmp_path))
    monkeypatch.delenv("PANDU_KEYS", raising=False)
    (tmp_path / "keys.json").touch(mode=0o600)
    assert tray.main([]) == 1
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'keys.json'}: ")
