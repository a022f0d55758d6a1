"""Every service of the catalogue is told as dated, sourced facts, whether it can be done here or
not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from dialogs.contract import event as ev
from dialogs.guide import Guide, Line
from dialogs.stages.menu import GROUP, MOST
from dialogs.world import World
from tests.dialogs.talking import Talking

CODES = [
    "AKTA_LAHIR",
    "AKTA_MATI",
    "AMBULANS",
    "DOMISILI",
    "DTSEN",
    "DUKCAPIL_KE_RUMAH",
    "IKD",
    "JKN_AKTIF_LAGI",
    "JKN_PBI",
    "KARTU_TRANS_GRATIS",
    "KIA",
    "KJP_PLUS",
    "KK_HILANG_RUSAK",
    "KK_UBAH",
    "KLJ",
    "KTP_HILANG",
    "KTP_RUSAK",
    "KTP_UBAH",
    "LAPOR_BANJIR",
    "LAPOR_JALAN",
    "LAPOR_KETERTIBAN",
    "LAPOR_LAMPU",
    "LAPOR_PARKIR",
    "LAPOR_POHON",
    "LAPOR_SALURAN",
    "LAPOR_SAMPAH",
    "MAKAM_IPTM",
    "NIK_PERTAMA",
    "PANGAN_MURAH",
    "PASUKAN_PUTIH",
    "PBB_BAYAR",
    "PBB_KERINGANAN",
    "PBB_NIK_BALIKNAMA",
    "PENGADUAN_LAYANAN",
    "PINDAH_DATANG",
    "PINDAH_KELUAR",
    "PKB_INFO",
    "PM1",
    "PUSKESMAS_ANTRE",
    "SKTM",
    "SURAT_RTRW",
    "WISATA",
]
SYNONYMS = {"id": 5, "jv": 3, "su": 2, "en": 2}  # the least by language; most have many more


def facts(guide: Guide) -> Iterator[Line]:
    yield from (*guide.eligibility, *guide.documents, *guide.steps)


def test_the_catalogue_has_42() -> None:
    assert len(CODES) == len(set(CODES)) == 42


@pytest.mark.parametrize("code", CODES)
def test_a_service_says_what_it_stands_on(real_world: World, code: str) -> None:
    guide = real_world.guides[code]
    assert guide.basis.source
    assert guide.basis.law
    assert guide.basis.confidence in ("high", "medium", "low")
    assert date.fromisoformat(guide.basis.checked).year >= 2026
    assert all(line.source and date.fromisoformat(line.checked) for line in facts(guide))
    assert guide.documents or guide.steps
    assert guide.icon


@pytest.mark.parametrize("code", CODES)
def test_a_service_is_found_by_other_words(real_world: World, code: str) -> None:
    synonyms = real_world.guides[code].synonyms
    assert {language: len(synonyms[language]) >= least for language, least in SYNONYMS.items()} == (
        dict.fromkeys(SYNONYMS, True)
    )


@pytest.mark.parametrize("code", CODES)
def test_a_service_without_questions_ends_in_its_list_and_an_officer(
    real_world: World, code: str
) -> None:
    guide = real_world.guides[code]
    if guide.questions or guide.emergency:
        return
    talk = Talking(real_world, address="none")
    screen = talk.do(ev.Start(service=code))
    assert screen.kind == "checklist"
    assert [option.id for option in screen.options] == ["officer", "next"]
    assert talk.do(ev.Choose(option="officer")).kind == "officer"
    assert talk.do(ev.Choose(option="return"), ev.Choose(option="next")).kind == "menu"


def test_what_is_not_sure_says_to_ask(real_world: World) -> None:
    screen = Talking(real_world, address="none").do(ev.Start(service="KJP_PLUS"))
    said = [line.shown for line in screen.lines]
    assert "Bawa: Surat usulan dari sekolah. Tanyakan petugas dulu." in said
    assert "Sebagian daftar ini belum pasti. Tanyakan petugas dulu." in said


def test_the_menu_stays_calm_and_reaches_every_service(real_world: World) -> None:
    talk = Talking(real_world, address="none")
    menu = talk.screen.options
    assert len(menu) <= MOST
    reached = {option.id for option in menu}
    for option in menu:
        if option.id.startswith(GROUP):
            group = talk.do(ev.Choose(option=option.id))
            assert 2 <= len(group.options) <= 10
            reached |= {service.id for service in group.options}
            talk.do(ev.Menu())
    assert set(CODES) <= reached


def test_help_in_danger_stands_among_the_first(real_world: World) -> None:
    first = [option.id for option in Talking(real_world, address="none").screen.options]
    begun = len(real_world.life_events)
    assert first.index("AMBULANS") == begun
