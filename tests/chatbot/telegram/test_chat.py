"""What the bot does in a chat, seen from the chat."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from dialogs.contract.session import Session
from tests.chatbot.telegram.double import Double, Person
from tests.chatbot.telegram.mirror import photo
from tests.chatbot.telegram.office import Office

NIK = "3175041204450006"
SPELLINGS = (
    NIK,
    "3175 0412 0445 0006",
    "3175.0412.0445.0006",
    "tiga satu tujuh lima nol empat satu dua nol empat empat lima nol nol nol enam",
)


def says(office: Office, person: Person, *texts: str) -> None:
    """Each text typed and answered; "[…]" is a button."""
    for text in texts:
        if text.startswith("["):
            person.presses(text.strip("[]"))
        else:
            person.types(text)
        office.settle()


def test_the_first_message_says_what_we_never_ask(office: Office, siti: Person) -> None:
    says(office, siti, "jalan rusak")
    first = next(shown for shown in siti.sees if shown.by == "bot")
    assert "tidak pernah minta NIK, OTP, atau uang" in first.text
    assert "Jalan rusak" in siti.screen.text  # and what was typed is answered at once


def test_a_question_is_edited_until_the_person_writes(office: Office, siti: Person) -> None:
    says(office, siti, "/start", "[Ibu]", "[KTP dan kartu identitas]")
    screen = siti.screen
    assert screen.edits == 2
    says(office, siti, "jalan rusak")
    assert siti.screen.id != screen.id
    assert screen.rows == []  # an old message can no more be pressed


def test_every_press_is_answered_and_an_old_one_does_nothing(
    office: Office, double: Double, siti: Person
) -> None:
    says(office, siti, "/start")
    old = siti.screen.rows[0][0]["callback_data"]
    says(office, siti, "[Ibu]")
    before = siti.screen.text
    siti.presses_data(old)
    siti.presses_data("nothing of ours")
    office.settle()
    assert siti.screen.text == before
    assert not double.telegram.waiting_queries
    assert [text for _, text in double.telegram.toasts][-2:] == [
        "Tombol itu sudah lama. Pakai pesan yang paling bawah."
    ] * 2


def test_a_slash_before_a_word_runs_nothing(office: Office, siti: Person) -> None:
    says(office, siti, "/start", "[Ibu]", "/restart", "/ktp hilang")
    assert "KTP hilang" in siti.screen.text


@pytest.mark.parametrize("spelled", SPELLINGS)
def test_a_number_typed_all_the_same_is_deleted_and_told_why(
    office: Office, siti: Person, spelled: str
) -> None:
    says(office, siti, "/start", "[Ibu]", f"ktp hilang, NIK saya {spelled}")
    assert not any(shown.by == "person" and "NIK" in shown.text for shown in siti.sees)
    assert "Pesannya sudah kami hapus" in siti.screen.text
    assert "KTP hilang" in str(siti.screen.labels) + siti.screen.text  # the rest is still heard


def test_a_number_that_cannot_be_deleted_is_asked_to_be(
    office: Office, double: Double, siti: Person
) -> None:
    says(office, siti, "/start")
    double.fails("deleteMessage", status=400, description="Bad Request: message can't be deleted")
    says(office, siti, NIK)
    assert "Hapus juga pesan itu" in siti.screen.text
    assert "sudah kami hapus" not in siti.screen.text


def test_an_edited_message_with_a_number_goes_too(office: Office, siti: Person) -> None:
    says(office, siti, "/start", "ktp saya hilang")
    typed = next(shown for shown in siti.sees if shown.text == "ktp saya hilang")
    siti.edits(typed, f"ktp saya hilang {NIK}")
    office.settle()
    assert not any(NIK in shown.text for shown in siti.sees)
    assert "sudah kami hapus" in siti.screen.text


def test_greetings_are_answered_and_a_language_is_only_offered(
    office: Office, siti: Person
) -> None:
    says(office, siti, "/start", "[Ibu]", "kula nuwun")
    assert siti.screen.text.startswith("Mangga pinarak.")
    assert "mau urus apa" in siti.screen.text  # nothing was switched
    says(office, siti, "[Lajengaken mawi basa Jawi]")
    assert "badhe ngurus punapa" in siti.screen.text


def test_danger_leads_to_112_and_loses_nothing(office: Office, siti: Person) -> None:
    says(office, siti, "/start", "[Ibu]", "jalan rusak", "[Ya, itu]")
    question = siti.screen.text
    says(office, siti, "tolong kebakaran")
    assert "112" in siti.screen.text
    says(office, siti, "[Kembali ke layar tadi]")
    assert siti.screen.text == question


def test_the_big_buttons_come_and_go_with_their_questions(office: Office, siti: Person) -> None:
    says(office, siti, "/start LAPOR_JALAN", "[Berlubang]")
    keyboard = siti.keyboard
    assert keyboard is not None
    assert keyboard["keyboard"][0][0]["request_location"]
    siti.shares_place()
    office.settle()
    assert siti.keyboard is None
    says(office, siti, "[Lewati]", "lubang besar", "[Tidak]", "[Lewati]")
    keyboard = siti.keyboard
    assert keyboard is not None
    assert keyboard["keyboard"][0][0]["request_contact"]
    siti.shares_phone()
    office.settle()
    assert "0812-3456-7890" in siti.screen.text


def test_listening_is_a_voice_message_that_goes_with_its_screen(
    office: Office, siti: Person
) -> None:
    says(office, siti, "/start", "[Dengarkan]")
    (voice,) = [shown for shown in siti.sees if shown.kind == "voice"]
    assert voice.voice.startswith(b"OggS")
    says(office, siti, "[Ibu]")
    assert not [shown for shown in siti.sees if shown.kind == "voice"]
    assert siti.sees[-1] == siti.screen


def test_what_cannot_be_read_is_told_kindly(office: Office, siti: Person) -> None:
    says(office, siti, "/start", "[Ibu]")
    for act, said in (
        (siti.sends_voice, "Pesan suara belum bisa kami dengar"),
        (siti.sends_sticker, "Stiker"),
        (lambda: siti.forwards("undian berhadiah"), "Pesan terusan"),
        (lambda: siti.sends_file(b"%PDF", "application/pdf"), "belum bisa kami baca"),
    ):
        act()
        office.settle()
        assert said in siti.screen.text
        assert "mau urus apa" in siti.screen.text  # the question still stands there


def test_a_photo_for_a_report_is_kept_without_what_is_written_into_it(
    office: Office, siti: Person
) -> None:
    says(office, siti, "/start LAPOR_SAMPAH", "numpuk di depan gang", "segunung")
    says(office, siti, "bidara cina rt 3 rw 5", "minggu lalu", "iya", "seminggu tidak diangkut")
    siti.sends_file(b"no picture at all", "image/jpeg")
    office.settle()
    assert "bukan foto yang bisa kami buka" in siti.screen.text
    siti.sends_photo(photo(), small=photo()[:100])
    office.settle()
    session = next(iter(_sessions(office, siti)))
    refs = [one.value for key, one in session.answers.items() if key.endswith("picture")]
    kept = office.wiring.store.photos.get(refs[0])
    assert kept is not None
    assert b"SENTINEL" not in kept
    assert Image.open(io.BytesIO(kept)).format == "JPEG"


def test_a_photo_nobody_asked_for_does_not_stay(office: Office, siti: Person) -> None:
    says(office, siti, "/start", "[Ibu]")
    for _ in range(3):
        siti.sends_photo(photo(), album="a1")
    office.settle()
    assert not [shown for shown in siti.sees if shown.text == "(foto)"]
    assert "Foto KTP dan KK jangan dikirim" in siti.screen.text
    told = [shown for shown in siti.sees if "jangan dikirim" in shown.text]
    assert len(told) == 1


def test_receipts_stay_in_the_chat(office: Office, siti: Person) -> None:
    says(office, siti, "/start LAPOR_JALAN", "[Berlubang]", "di sini", "[Lewati]", "lubang")
    says(office, siti, "[Tidak]", "[Lewati]", "[Lewati]", "[Kirim laporan jalan rusak]")
    assert "222-222-222" in siti.screen.text
    says(office, siti, "[Selesai]", "[KTP dan kartu identitas]")
    assert any("222-222-222" in shown.text for shown in siti.sees)


def test_a_code_takes_the_talk_to_another_chat(
    office: Office, double: Double, siti: Person
) -> None:
    says(office, siti, "/start LAPOR_JALAN", "[Berlubang]", "di sini", "simpan")
    code = next(row for row in siti.screen.text.split("\n") if row.startswith("Kode:"))[6:]
    budi = double.person(2002, "Budi")
    says(office, budi, f"/start {code}")
    assert "Kita lanjutkan dari yang disimpan." in budi.screen.text
    assert "Sejak kapan rusak?" in budi.screen.text
    says(office, budi, "/start ZZZ-ZZZ")
    assert "tidak" in budi.screen.text


def test_deleting_my_data_leaves_nothing(office: Office, siti: Person) -> None:
    says(office, siti, "/start LAPOR_JALAN", "[Berlubang]", "/hapus")
    assert "Hapus semua isi pembicaraan ini?" in siti.screen.text
    says(office, siti, "[Ya, hapus]")
    assert "Sudah dihapus" in siti.sees[-1].text
    assert list(_sessions(office, siti)) == []
    says(office, siti, "halo")
    assert "Mau dipanggil apa?" in siti.screen.text


def test_the_pages_lead_back_to_where_one_was(office: Office, siti: Person) -> None:
    says(office, siti, "/start LAPOR_JALAN")
    question = siti.screen.text
    says(office, siti, "/bantuan")
    assert "OTP" in siti.screen.text
    says(office, siti, "[Kembali ke tadi]")
    assert siti.screen.text == question
    says(office, siti, "/bahasa", "[English]")
    assert "What" in siti.screen.text or "How" in siti.screen.text


def test_a_long_menu_is_paged(office: Office, siti: Person) -> None:
    says(office, siti, "/start", "[Ibu]", "[Pilihan lain (1 dari 2)]")
    assert ["Cek kabar permohonan"] in siti.screen.labels
    says(office, siti, "[Cek kabar permohonan]")
    assert "nomor buktinya" in siti.screen.text


def test_groups_are_left_with_a_word(office: Office, double: Double, siti: Person) -> None:
    siti.adds_bot_to_group(-500)
    office.settle()
    assert double.telegram.left == {-500}
    assert "berdua" in double.telegram.chat(-500)[0].text


def test_who_blocked_the_bot_is_left_in_peace(office: Office, double: Double, siti: Person) -> None:
    says(office, siti, "/start", "[Ibu]")
    siti.blocks()
    siti.types("masih di sana?")  # on its way when the bot was blocked
    office.settle()
    siti.lets_in()
    says(office, siti, "jalan rusak")
    assert "Jalan rusak" in siti.screen.text


def _sessions(office: Office, person: Person) -> Iterator[Session]:
    inbox = office.wiring.store.inbox
    blind = inbox.blind(str(person.id))
    kept = inbox.remembered(blind)
    if kept is not None:
        stored = office.wiring.store.load(kept.session_id)
        if stored is not None:
            yield stored.session
