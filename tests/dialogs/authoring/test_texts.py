"""`./pandu texts` brings texts to translators and never loses a translation."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.mofile import write_mo

from dialogs.authoring import catalogues, load, texts
from dialogs.authoring.source import GuideError
from tests.dialogs.authoring.folder import Folder

SCREENS = "texts/screens.yaml"


def run(folder: Folder, *options: str) -> int:
    return texts.main(["--root", str(folder.root), *options])


def po(folder: Folder, language: str = "en") -> Path:
    return catalogues.po_file(folder.root / "locales", language)


def translate(folder: Folder, text: str, translation: str) -> None:
    file = po(folder)
    old = f'msgid "{text}"\nmsgstr ""'
    written = file.read_text("utf-8")
    assert written.count(old) == 1
    file.write_text(written.replace(old, f'msgid "{text}"\nmsgstr "{translation}"'), "utf-8")


def english(folder: Folder) -> dict[str, str]:
    found = load.library(folder.dialogs).texts
    return catalogues.translations(catalogues.read(po(folder)), found)


def test_every_text_comes_with_its_id_and_place(folder: Folder) -> None:
    assert run(folder) == 0
    written = po(folder).read_text("utf-8")
    assert '#. LAPOR.title\n#: dialogs/services/LAPOR.yaml:3\nmsgid "Lapor"\nmsgstr ""\n' in written
    messages = catalogues.messages(catalogues.read(po(folder)))
    ids = {id for message in messages for id in message.auto_comments}
    assert ids == set(load.library(folder.dialogs).texts)


def test_a_second_run_changes_no_byte_and_no_date_is_written(folder: Folder) -> None:
    run(folder)
    first = {language: po(folder, language).read_bytes() for language in ("en", "jv", "su")}
    run(folder)
    assert first == {language: po(folder, language).read_bytes() for language in first}
    assert b"Date" not in first["en"]
    assert b"X-Pandu-Complete: no" in first["en"]


def test_a_translation_stays_when_texts_come_go_and_move(folder: Folder) -> None:
    run(folder)
    translate(folder, "Lapor", "Report")
    folder.write("texts/aaa.yaml", "aaa.new: Baru\n")
    folder.change(SCREENS, "menu.heading: Layanan", "# moved\n\nmenu.other: Layanan lain")
    run(folder)
    assert english(folder) == {"LAPOR.title": "Report"}
    assert "menu.heading" not in po(folder).read_text("utf-8")


def test_a_reworded_text_keeps_its_translation_as_a_draft(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder)
    translate(folder, "Layanan", "Services")
    folder.change(SCREENS, "Layanan", "Semua layanan")
    capsys.readouterr()
    run(folder)
    assert "en  0 translated, 18 missing, 1 fuzzy  (gaps are shown" in capsys.readouterr().out
    assert english(folder) == {}
    assert '#, fuzzy\nmsgid "Semua layanan"\nmsgstr "Services"\n' in po(folder).read_text("utf-8")
    assert '"Services"' not in po(folder, "jv").read_text("utf-8")


def test_complete_stays_complete(folder: Folder) -> None:
    run(folder)
    file = po(folder)
    file.write_text(file.read_text("utf-8").replace("Complete: no", "Complete: yes"), "utf-8")
    run(folder)
    assert catalogues.read(file).complete


def test_a_person_hears_only_finished_translations(folder: Folder) -> None:
    run(folder)
    translate(folder, "Layanan", "Services")
    found = load.library(folder.dialogs).texts
    spoken = load.library().texts  # what a voice needs to say a number
    catalogue = load.catalogue({**spoken, **found}, folder.root / "locales")
    assert catalogue.text("en", "menu.heading").shown == "Services"
    assert catalogue.text("en", "LAPOR.title").shown == "Lapor"
    assert catalogue.complete == {"id"}


def test_check_writes_nothing(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--check") == 1
    assert not po(folder).exists()
    run(folder)
    assert run(folder, "--check") == 0
    before = po(folder).read_bytes()
    folder.change(SCREENS, "menu.heading", "menu.title")
    capsys.readouterr()
    assert run(folder, "--check") == 1
    assert capsys.readouterr().out.endswith("does not hold today's texts. Run ./pandu texts.\n")
    assert po(folder).read_bytes() == before


def test_a_moved_line_is_not_out_of_date(folder: Folder) -> None:
    run(folder)
    folder.change(SCREENS, "menu.heading", "\n\nmenu.heading")
    assert run(folder, "--check") == 0


def test_a_broken_guide_is_one_line(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.change(SCREENS, "Layanan", "[")
    assert run(folder) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_broken_catalogue_is_one_line(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder)
    file = po(folder)
    file.write_text(file.read_text("utf-8") + 'msgid "open\n', "utf-8")
    line = file.read_text("utf-8").count("\n")
    capsys.readouterr()
    assert run(folder) == 1
    said = capsys.readouterr().err
    assert said == f"{file}:{line}: not a gettext catalogue. Look at the quotes of this entry.\n"
    file.write_bytes(b'msgid "\xe9"\nmsgstr ""\n')
    with pytest.raises(GuideError, match="not UTF-8 text"):
        catalogues.read(file)


def test_what_we_ship_is_up_to_date_and_gettext_reads_it(tmp_path: Path) -> None:
    assert texts.main(["--check"]) == 0
    for language in catalogues.LANGUAGES[1:]:
        catalogue = catalogues.read(catalogues.po_file(load.LOCALES, language))
        assert catalogue.complete is (language == "en")
        with (tmp_path / language).open("wb") as stream:
            write_mo(stream, catalogue)
