"""Settings: defaults, and one plain line for every wrong value."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from shared import settings


def test_defaults_are_a_whole_office(tmp_path: Path) -> None:
    home = tmp_path / "new" / "state"
    loaded = settings.load({"PANDU_HOME": str(home)})
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert loaded.database_url == f"sqlite:///{home}/talks.db"
    assert loaded.backend_url == "http://127.0.0.1:8311"
    assert loaded.office == "31.75.03.1002"
    assert loaded.api_key is None
    assert stat.S_IMODE((home / "device").stat().st_mode) == 0o600


def test_the_device_is_minted_once(tmp_path: Path) -> None:
    environ = {"PANDU_HOME": str(tmp_path)}
    assert settings.load(environ).device == settings.load(environ).device
    assert settings.load({**environ, "PANDU_DEVICE": "K7Q"}).device == "K7Q"


def test_without_a_home_the_desktop_standard_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert settings.state_dir({}) == tmp_path / "pandu"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PANDU_HOME", "/dev/null/here"),
        ("PANDU_DATABASE_URL", "mysql://root:rahasia@db/x"),
        ("PANDU_BACKEND_URL", "ftp://host"),
        ("PANDU_BACKEND_URL", "http://[::1"),
        ("PANDU_BACKEND_URL", "http://host:99999999"),
        ("PANDU_BACKEND_URL", "http://superapp.example"),
        ("PANDU_OFFICE", "99.99.99.9999"),
        ("PANDU_OFFICE", "Bidara Cina"),
        ("PANDU_DEVICE", "O1L"),
        ("PANDU_DEVICE", "AB"),
    ],
)
def test_a_wrong_value_is_named_with_its_cure(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(settings.SettingsError) as caught:
        settings.load({"PANDU_HOME": str(tmp_path), name: value})
    line = str(caught.value)
    assert line.startswith(f"{name}: ")
    assert "\n" not in line
    assert "rahasia" not in line


def test_a_folder_of_everybody_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with pytest.raises(settings.SettingsError, match="chmod 700"):
        settings.state_dir({"PANDU_HOME": str(tmp_path)})


def test_a_damaged_device_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "device").write_bytes(b"\xff\xff")
    with pytest.raises(settings.SettingsError, match=str(tmp_path / "device")):
        settings.load({"PANDU_HOME": str(tmp_path)})
