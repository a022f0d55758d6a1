"""The rules about words: each finds its fault in a text that breaks it, and nothing else."""

from __future__ import annotations

import pytest

from dialogs.authoring.lint import forbidden, sentences, slots, translated, used
from tests.dialogs.authoring.lint.conftest import Find, Project

LAPOR, SCREENS = "services/LAPOR.yaml", "texts/screens.yaml"
EN = "locales/en/LC_MESSAGES/pandu.po"


def line_of(project: Project, text: str) -> int:
    return next(
        number
        for number, line in enumerate(project.po("en").read_text("utf-8").splitlines(), 1)
        if text in line
    )


def test_a_gap_in_a_complete_catalogue(project: Project, find: Find) -> None:
    project.translate("en", complete=True, LAPOR__title="")
    line = line_of(project, 'msgid "Lapor"')
    assert find(translated.RULE) == [f"{EN}:{line}: “LAPOR.title” is not translated. Translate it."]


def test_a_new_text_that_was_not_extracted(project: Project, find: Find) -> None:
    project.change(SCREENS, "Layanan", "Layanan\nmenu.hint: Pilih satu.")
    assert find(translated.RULE) == [
        f"{EN}:1: “menu.hint” is not in it. Run ./pandu texts, then translate it."
    ]


def test_a_draft_counts_as_a_gap(project: Project, find: Find) -> None:
    po = project.po("en")
    po.write_text(po.read_text("utf-8").replace("#. menu.heading", "#. menu.heading\n#, fuzzy"))
    assert [fault.split(": ", 1)[1] for fault in find(translated.RULE)] == [
        (
            "“menu.heading” was reworded and only has its old translation. "
            "Read it again, mend it, remove the fuzzy mark."
        )
    ]


def test_a_catalogue_that_promises_nothing_may_have_gaps(project: Project, find: Find) -> None:
    project.translate("en", complete=False, LAPOR__title="")
    assert find(translated.RULE) == []


@pytest.mark.parametrize(
    ("source", "translation", "says"),
    [
        ("Lapor, {you}", "Report, {yu}", "has a slot {yu} that the Indonesian has not"),
        ("Lapor, {you}", "Report", "lacks the slot {you}"),
        ("Lapor[, {you}]", "Report, {you}", "has {you} outside of [ ], and it may be empty"),
    ],
)
def test_a_slot_that_differs(
    project: Project, find: Find, source: str, translation: str, says: str
) -> None:
    project.change(LAPOR, "title: Lapor", f'title: "{source}"')
    project.translate("en", LAPOR__title=translation)
    assert says in find(slots.RULE)[0]


@pytest.mark.parametrize("translation", ["Report[, {you}]", "Report"])
def test_a_slot_that_may_be_empty_may_be_left_out(
    project: Project, find: Find, translation: str
) -> None:
    project.change(LAPOR, "title: Lapor", 'title: "Lapor[, {you}]"')
    project.translate("en", LAPOR__title=translation)
    assert find(slots.RULE) == []


@pytest.mark.parametrize(("word", "faults"), [("your", 0), ("[{you}]", 1)])
def test_owner_stands_bare_only_where_it_is_never_empty(
    project: Project, find: Find, word: str, faults: int
) -> None:
    project.change(LAPOR, "title: Lapor", 'title: "KTP[ {owner}]"')
    project.write("texts/owner.yaml", 'owner.self: "[{you}]"\nowner.other: beliau\n')
    project.translate("en", LAPOR__title="{owner} card", owner__self=word, owner__other="their")
    assert len(find(slots.RULE)) == faults


def test_a_slot_that_no_guide_has(project: Project, find: Find) -> None:
    line = project.change(LAPOR, "title: Lapor", 'title: "Lapor {value}"')
    assert find(slots.RULE) == [
        (
            f"dialogs/{LAPOR}:{line}: “LAPOR.title” has a slot {{value}} that nothing fills. "
            "A guide may use {you} and {owner}."
        )
    ]


@pytest.mark.parametrize("text", ["Maaf, belum bisa", "Data tidak valid", "Untuk para lansia"])
def test_a_forbidden_word(project: Project, find: Find, text: str) -> None:
    line = project.change(SCREENS, "Layanan", f'"{text}"')
    (fault,) = find(forbidden.RULE)
    assert fault.startswith(f"dialogs/{SCREENS}:{line}: “menu.heading” says “")


@pytest.mark.parametrize("text", ["Kartu Lansia Jakarta", "Ruang belanda", "Mandala"])
def test_proper_names_and_longer_words_are_free(project: Project, find: Find, text: str) -> None:
    project.change(SCREENS, "Layanan", text)
    assert find(forbidden.RULE) == []


def test_forbidden_words_are_those_of_the_language(project: Project, find: Find) -> None:
    project.translate("en", menu__heading="Please choose, sorry", LAPOR__title="Anda")
    faults = find(forbidden.RULE)
    assert [fault.split("says ")[1][:8] for fault in faults] == ["“Please”", "“sorry”."]


def test_a_long_sentence_in_any_language(project: Project, find: Find) -> None:
    fifteen = " ".join(["kata"] * 15)
    project.change(SCREENS, "Layanan", f'"{" ".join(["kata"] * 14)}. Satu – dua."')
    project.translate("en", menu__heading=f"Short. {fifteen}.")
    (fault,) = find(sentences.RULE)
    assert fault.startswith(EN)
    assert fault.endswith(
        "“menu.heading” has a sentence of 15 words. Make it 14 or fewer; split it."
    )


def test_a_text_that_no_code_says(project: Project, find: Find) -> None:
    project.write(SCREENS, "menu.heading: Layanan\nmenu.hint: Pilih satu.\nwait.send: Tunggu.\n")
    assert find(used.RULE) == [
        f"dialogs/{SCREENS}:2: “menu.hint” is said by no code. Remove it, or say it.",
        f"dialogs/{SCREENS}:3: “wait.send” is said by no code. Remove it, or say it.",
    ]
    project.write("wait.py", 'def text(what):\n    return "menu.hint", f"wait.{what}"\n')
    assert find(used.RULE) == []


def test_a_text_put_together_from_the_name_of_a_class(project: Project, find: Find) -> None:
    project.write(SCREENS, "menu.heading: Layanan\nnik.long: Panjang.\nnik.odd: Aneh.\n")
    project.write("nik.py", 'class Nik:\n    name = "nik"\n    problem = "long"\n')
    assert [fault.split("“")[1].split("”")[0] for fault in find(used.RULE)] == ["nik.odd"]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ('TEXT = "menu.headin"', "there is no text “menu.headin”"),
        ('def f(x):\n    return f"menu.state.{x}"', "no text is named like"),
    ],
)
def test_code_that_says_a_text_that_is_not_there(
    project: Project, find: Find, code: str, says: str
) -> None:
    project.write("other.py", code + "\n")
    (fault,) = find(used.RULE)
    assert fault.startswith("dialogs/other.py:")
    assert says in fault
