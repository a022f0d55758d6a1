"""What keys do to an entry, and what is shown and kept of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dialogs.contract.event import Say, Skip
from dialogs.contract.screen import Problem, Screen
from kiosk.compose import every_page
from kiosk.glass import Glass
from kiosk.pads import entry_of
from kiosk.press import answered, press, refused
from kiosk.scene import Act, Words
from kiosk.visit import Command, Entry, Send, TakeUp, Visit
from tests.kiosk.pads.asked import bare, glass_of, questions, screen_of

ERASE, ENTER, WORD, UNDO = Act("erase"), Act("enter"), Act("word"), Act("undo")


def of_kind(kind: str, language: str = "id", given: str = "") -> Screen:
    code, question = next(pair for pair in questions() if pair[1].kind == kind)
    return screen_of(code, question, language, given)


def pressed(glass: Glass, *acts: Act) -> tuple[Glass, tuple[Command, ...]]:
    commands: tuple[Command, ...] = ()
    for act in acts:
        visit, commands = press(glass, act)
        glass = glass._replace(visit=visit)
    return glass, commands


def typed(glass: Glass, signs: str) -> Glass:
    acts = (Act("space") if sign == " " else Act("key", sign) for sign in signs)
    return pressed(glass, *acts)[0]


def shown(glass: Glass) -> list[str]:
    """All words on the glass."""
    return [
        mark.text
        for scene in every_page(glass)
        for node in scene.nodes
        for mark in node.marks
        if isinstance(mark, Words)
    ]


def text(glass: Glass) -> str:
    return entry_of(glass.visit).text


# Numbers ---------------------------------------------------------------------------------------


def test_erase_takes_back_the_last_digit_and_no_more_than_sixteen_are_taken() -> None:
    glass = typed(glass_of(of_kind("nik")), "31750351074800219")
    assert text(glass) == "3175035107480021"
    assert text(pressed(glass, ERASE)[0]) == "317503510748002"
    assert text(pressed(glass_of(of_kind("nik")), ERASE)[0]) == ""


def test_on_is_switched_off_and_says_how_many_are_missing() -> None:
    glass = typed(glass_of(of_kind("nik")), "3175035")
    (scene,) = every_page(glass)
    enter = scene.node("key.enter")
    assert enter is not None
    assert enter.text is not None
    assert not enter.pressable
    assert enter.text.shown == "Isi 9 angka lagi"
    assert "Sudah 7 dari 16 angka. Isi 9 angka lagi." in shown(glass)
    assert pressed(glass, ENTER)[1] == ()


def test_a_group_is_typed_anew_and_the_others_stay() -> None:
    glass = typed(glass_of(of_kind("nik")), "3175035107480021")
    glass, _ = pressed(glass, Act("group", "1"))
    assert text(glass) == "3175035107480021"
    glass = typed(glass, "99")
    assert text(glass) == "317599  07480021"
    assert pressed(glass, ENTER)[1] == ()
    glass = typed(glass, "88")
    assert text(glass) == "3175998807480021"
    _, (command,) = pressed(glass, ENTER)
    assert isinstance(command, Send)
    assert command.event == Say(text="3175998807480021", on=1)


def test_a_group_that_was_chosen_can_be_left_as_it_is_or_emptied() -> None:
    glass = typed(glass_of(of_kind("nik")), "3175035107480021")
    once = pressed(glass, Act("group", "1"))[0]
    assert once.visit.entry != glass.visit.entry
    assert pressed(once, Act("group", "1"))[0].visit.entry == glass.visit.entry
    assert text(pressed(once, ERASE)[0]) == "3175    07480021"


@pytest.mark.parametrize(
    ("given", "begun"),
    [
        ("317503510748002", "317503510748002"),
        ("3175 0351 0748 002", "317503510748002"),
        ("31750351074800219", "31750351074800219"),
        ("3175", ""),
        ("tidak tahu", ""),
        ("NIK saya 317503510748002", ""),
    ],
)
def test_one_digit_too_few_or_too_many_is_kept_to_be_mended(given: str, begun: str) -> None:
    screen = of_kind("nik", given=given)
    visit = answered(Visit(of_kind("nik")), _turned(screen))
    assert visit.entry == Entry(begun)


def _turned(screen: Screen) -> Screen:
    return replace(screen, turn=2)


def test_what_was_given_stands_beside_the_mend_in_fours() -> None:
    words = " ".join(shown(glass_of(of_kind("nik", given="317503510748002"))))
    assert "3175 0351 0748 002" in words


def test_the_last_digit_too_many_is_erased_alone() -> None:
    glass = glass_of(of_kind("nik"), entry=Entry("31750351074800219"))
    assert pressed(glass, ENTER)[1] == ()
    glass, _ = pressed(glass, ERASE)
    _, (command,) = pressed(glass, ENTER)
    assert isinstance(command, Send)


def test_a_pin_is_never_shown() -> None:
    glass = typed(glass_of(bare("pin", "id")), "493817")
    words = shown(glass)
    assert words.count("•") == 6
    for digit in "493817":
        assert words.count(digit) == 1  # its key
    field = every_page(glass)[0].node("field")
    assert field is not None
    assert field.value == "••••••"


@pytest.mark.parametrize("kind", ["nik", "kk", "phone", "name"])
def test_what_is_private_is_no_value_of_the_tree(kind: str) -> None:
    glass = typed(glass_of(of_kind(kind)), "SITI AMINAH" if kind == "name" else "31750351")
    field = every_page(glass)[0].node("field")
    assert field is not None
    assert set(field.value) == {"•"}


def test_money_shows_its_thousands() -> None:
    glass = typed(glass_of(of_kind("money")), "1500000")
    assert "Rp1.500.000" in shown(glass)
    assert text(typed(glass_of(of_kind("money")), "0")) == "0"
    assert text(pressed(glass_of(of_kind("money")), Act("key", "000"))[0]) == ""


def test_a_number_has_one_mark() -> None:
    glass = typed(glass_of(bare("number", "id")), ",2,5,5")
    assert text(glass) == "2,55"


# Letters ---------------------------------------------------------------------------------------


def test_names_begin_with_capitals_by_themselves() -> None:
    assert text(typed(glass_of(of_kind("name")), "SITI NUR'AINI A.B")) == "Siti Nur'Aini A.B"


def test_sentences_begin_with_capitals_by_themselves() -> None:
    glass = typed(glass_of(of_kind("text")), "LAMPU MATI. SEJAK SENIN, GELAP")
    assert text(glass) == "Lampu mati. Sejak senin, gelap"


def test_a_word_is_taken_back_and_brought_back() -> None:
    glass = typed(glass_of(of_kind("name")), "SITI AMINAH")
    glass, _ = pressed(glass, WORD)
    assert text(glass) == "Siti "
    assert every_page(glass)[0].node("key.undo") is not None
    assert text(pressed(glass, UNDO)[0]) == "Siti Aminah"
    glass = typed(glass, "R")
    assert every_page(glass)[0].node("key.undo") is None


def test_no_more_than_the_dialog_takes() -> None:
    glass = glass_of(of_kind("text"), entry=Entry("a" * 1999))
    assert len(text(typed(glass, "BCD"))) == 2000


def test_of_a_long_text_the_end_is_seen() -> None:
    glass = glass_of(of_kind("text"), entry=Entry("lama " * 300 + "akhirnya"))
    assert any(words.endswith("akhirnya") for words in shown(glass))


def test_other_keys_and_back() -> None:
    glass = glass_of(of_kind("text"))
    (scene,) = every_page(pressed(glass, Act("keys", "qwerty"))[0])
    row = [node.id for node in scene.nodes if node.id.startswith("key.")]
    assert row[:3] == ["key.Q", "key.W", "key.E"]
    assert Act("keys", "abc") in {node.act for node in scene.targets()}


def test_a_tablet_has_no_row_of_ten() -> None:
    (scene,) = every_page(glass_of(of_kind("text"), "tablet"))
    assert Act("keys", "qwerty") not in {node.act for node in scene.targets()}


# Sheets ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", ["write", "tell"])
def test_free_words_answer_any_screen_and_leave_its_pad_alone(sheet: str) -> None:
    glass = typed(glass_of(of_kind("nik")), "3175")
    glass, _ = pressed(glass, Act("sheet", sheet))
    glass = typed(glass, "TIDAK PUNYA KTP")
    assert glass.visit.entry.text == "3175"
    closed, _ = pressed(glass, Act("bar.back"))
    assert closed.visit.sheet == ""
    again, _ = pressed(closed, Act("sheet", sheet))
    assert text(again) == "Tidak punya ktp"
    sent, (command,) = pressed(again, ENTER)
    assert isinstance(command, Send)
    assert command.event == Say(text="Tidak punya ktp", on=1)
    assert sent.visit.sheet == ""


def test_what_one_sheet_holds_is_not_on_another() -> None:
    glass, _ = pressed(glass_of(of_kind("nik")), Act("sheet", "write"))
    glass, _ = pressed(typed(glass, "ADA"), Act("bar.back"), Act("sheet", "code"))
    assert text(glass) == ""


def test_a_saved_talk_is_taken_up_by_six_signs() -> None:
    glass, _ = pressed(glass_of(of_kind("nik")), Act("sheet", "code"))
    glass = typed(glass, "K7QM2")
    assert pressed(glass, ENTER)[1] == ()
    glass, commands = pressed(typed(glass, "X"), ENTER)
    assert commands == (TakeUp("K7Q-M2X"),)
    assert glass.visit.busy


def test_a_code_that_leads_nowhere_is_kept_and_told() -> None:
    glass, _ = pressed(glass_of(of_kind("nik")), Act("sheet", "code"))
    glass, _ = pressed(typed(glass, "K7QM2X"), ENTER)
    glass = glass._replace(visit=refused(glass.visit, "code.unknown"))
    assert text(glass) == "K7QM2X"
    assert any("Kode itu tidak ketemu" in words for words in shown(glass))
    glass, _ = pressed(glass, ERASE)
    assert not any("Kode itu tidak ketemu" in words for words in shown(glass))


def test_only_signs_that_nobody_mistakes_have_keys() -> None:
    (scene,) = every_page(glass_of(bare("receipt", "id")))
    signs = {node.act.on for node in scene.nodes if node.act and node.act.name == "key"}
    assert len(signs) == 31
    assert not signs & set("01OIL")


# Steps -----------------------------------------------------------------------------------------


def test_back_goes_one_step_and_then_leaves_the_question() -> None:
    glass, _ = pressed(glass_of(of_kind("date")), Act("pick"))
    glass, _ = pressed(glass, Act("year", "2024"), Act("month", "3"))
    steps = []
    while glass.visit.entry.step:
        steps.append(glass.visit.entry.step)
        glass, _ = pressed(glass, Act("bar.back"))
    assert steps == ["day", "month", "year"]


def test_two_letters_lead_to_a_list_with_this_kecamatan_first() -> None:
    glass, _ = pressed(glass_of(of_kind("place")), Act("elsewhere"))
    glass = typed(glass, "CI")
    assert glass.visit.entry.step == "list"
    (scene,) = every_page(glass)
    names = [node.text.shown for node in scene.nodes if node.id.startswith("place.") and node.text]
    assert 2 <= len(names) <= 5
    assert names[0] == "Cipinang Besar Selatan"
    more, _ = pressed(glass, Act("more_letters"))
    assert text(typed(more, "L")) == "CIL"


def test_letters_that_begin_no_kelurahan_are_off() -> None:
    glass, _ = pressed(glass_of(of_kind("place")), Act("elsewhere"), Act("key", "C"))
    (scene,) = every_page(glass)
    on = {node.act.on for node in scene.targets() if node.act and node.act.name == "key"}
    assert on == {"A", "E", "I"}


def test_no_camera_is_said_and_passed_over() -> None:
    glass = glass_of(of_kind("photo"))
    assert any("menyusul" in words for words in shown(glass))
    (scene,) = every_page(glass)
    skip = scene.node("skip")
    assert skip is not None
    assert skip.act is not None
    _, (command,) = pressed(glass, skip.act)
    assert isinstance(command, Send)
    assert command.event == Skip(on=1)


def test_nothing_is_typed_while_an_answer_is_under_way() -> None:
    glass = glass_of(of_kind("nik"))
    busy = glass._replace(visit=glass.visit._replace(busy=True))
    assert text(typed(busy, "31")) == ""


def test_a_wrong_answer_in_words_is_kept_in_its_field() -> None:
    screen = _turned(of_kind("text", given="Sudah"))
    assert isinstance(screen.problem, Problem)
    assert answered(Visit(of_kind("text")), screen).entry.text == "Sudah"
