"""Golden conversations through the kiosk's window, by touches alone.

A part of them here, one for each thing that is different at the glass; `./pandu soak kiosk --talks`
holds all that can be touched, and says of the others why not.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.held import hold
from tests.golden.script import read
from tests.golden.test_golden import FILES, FOLDER, world_of

HELD = (
    "ktp_hilang_sendiri",  # name, number, date, place, telephone, check, receipt
    "lapor_jalan",  # a story in one's own words
    "en_lost_id_card",
    "en_road",
    "akta_lahir_sendiri",  # "Ubah" and back
    "bpjs_sendiri",
    "bukan_layanan_ini",  # what was told was understood otherwise
    "bpjs_mendesak",
    "lapor_banjir",  # a list from home, through its group
    "en_requirements",
    "tangga",  # asked again, asked more simply, left out
    "syarat",
    "jawa",  # languages changed on the way
    "ibu_sendiri_setuju",  # the glass goes to another hand
    "kartu_hilang_semua",  # several services after another
    "pindah_datang_ikut_anak",
    "petugas",
)


@pytest.mark.once
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", HELD)
def test_a_talk_at_the_window(name: str, tmp_path: Path) -> None:
    (path,) = (path for path in FILES if path.stem == name)
    held = hold(path, world_of(read(path)), tmp_path)
    assert held.faults == (), "\n".join(held.faults)
    assert held.why == ""
    assert held.screens == len(read(path).events) + 1


def test_what_is_not_on_the_glass_is_told(tmp_path: Path) -> None:
    """A golden file that says something else is no longer held."""
    path = tmp_path / "changed.talk"
    kept = (FOLDER / "bpjs_mendesak.talk").read_text("utf-8")
    path.write_text(kept.replace("Mau dipanggil apa?", "Siapa namanya?"), "utf-8")
    held = hold(path, world_of(read(path)), tmp_path)
    assert held.screens == 0
    assert "Siapa namanya?" in held.faults[0]
