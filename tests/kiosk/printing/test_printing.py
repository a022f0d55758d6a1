"""A slip leads back to the request and holds nothing personal; a printer that fails says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from dialogs.authoring import load
from dialogs.contract.screen import Receipt, Screen, Text
from dialogs.talk import JAKARTA
from dialogs.world import World
from kiosk.printing.printer import PrinterError, Queue, Spool, printer_of
from kiosk.printing.slip import WIDTH, slip

NOW = datetime(2026, 11, 20, 9, 15, tzinfo=JAKARTA)
OFFICE = "Kelurahan Bidara Cina"


def text(id: str, shown: str, *, private: bool = False) -> Text:
    return Text(id, shown, (shown,), private)


@pytest.fixture(scope="module")
def word() -> Callable[[str], str]:
    world: World = load.world()
    return lambda id: world.texts.text("id", id).shown


RECEIPT = Screen(
    turn=9,
    kind="receipt",
    language="id",
    heading=text("receipt.heading", "Terima kasih, Ibu Siti"),
    question=text("receipt.status.sent", "Laporan sudah terkirim."),
    lines=(
        text("receipt.number", "Nomor bukti: BDC-7K4-M9R"),
        text("receipt.pin", "PIN: 204816", private=True),
        text("receipt.keep", "Simpan nomor dan PIN ini."),
        text("KTP_HILANG.steps.0", "Petugas memasukkan permohonan ke sistem Dukcapil."),
        text("checklist.office", "Tempat: Loket Dukcapil di kantor kelurahan"),
        text("notice", "Untuk Siti Aminah", private=True),
    ),
    receipt=Receipt("KTP_HILANG", "BDC-7K4-M9R", "204816", "melati", "sent"),
)


def test_a_slip_leads_back_to_the_request(word: Callable[[str], str]) -> None:
    lines = slip(RECEIPT, OFFICE, NOW, word).splitlines()
    assert lines[:2] == [OFFICE, "20-11-2026 09.15"]
    assert "BDC-7K4-M9R" in lines
    assert "Kata kode: melati" in lines
    assert "- Petugas memasukkan permohonan" in lines
    assert max(map(len, lines)) <= WIDTH


def test_nothing_personal_is_on_paper(word: Callable[[str], str]) -> None:
    paper = slip(RECEIPT, OFFICE, NOW, word)
    assert "204816" not in paper
    assert "Siti" not in paper


def test_a_spool_gets_each_slip_as_a_file_of_its_own(tmp_path: Path) -> None:
    printer = printer_of(f"spool:{tmp_path}")
    assert isinstance(printer, Spool)
    printer.put("satu\n")
    printer.put("dua\n")
    assert sorted(file.read_text() for file in tmp_path.glob("*.txt")) == ["dua\n", "satu\n"]
    assert not list(tmp_path.glob(".*"))


def test_a_spool_that_is_gone_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "spool"
    folder.mkdir()
    printer = Spool(folder)
    folder.rmdir()
    with pytest.raises(PrinterError, match="took nothing"):
        printer.put("satu\n")


def test_a_queue_without_cups_names_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(PrinterError, match="cups-client"):
        Queue("struk").put("satu\n")


@pytest.mark.parametrize("setting", ["laser", "lp:", "spool:/no/such/folder", "spool:"])
def test_a_wrong_setting_says_how(setting: str) -> None:
    with pytest.raises(ValueError, match="PANDU_PRINTER"):
        printer_of(setting)


def test_no_setting_is_no_printer() -> None:
    assert printer_of("") is None
