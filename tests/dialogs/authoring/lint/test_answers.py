"""The rules about what is asked, answered and promised: each finds its fault, and nothing else."""

from __future__ import annotations

import pytest

from dialogs.authoring.lint import (
    completion,
    examples,
    hints,
    icons,
    limits,
    mapping,
    private,
    same_name,
    simpler,
    skipping,
    spoken,
    synonyms,
)
from tests.dialogs.authoring.lint.conftest import SERVICES, Find, Project
from tests.dialogs.authoring.lint.test_guides import LAPOR, add

TANYA = "services/TANYA.yaml"


@pytest.mark.parametrize(
    ("kind", "example", "wrong"),
    [
        ("yes_no", "Contoh: sudah, atau belum.", ""),
        ("yes_no", "Contoh: sudah, atau mungkin saja.", "mungkin saja"),
        ("nik", "Contoh: 3175 0412 0445 0006.", ""),
        ("nik", "Contoh: 3175 0412 0445 006.", "3175 0412 0445 006"),
        ("text", "Contoh: di Pasar Senen, atau di angkot.", ""),
        ("place", "Contoh: RT 3 RW 5 Bidara Cina.", ""),
        ("phone", "Contoh: nomor anak.", "nomor anak"),
    ],
)
def test_an_example_is_an_answer(
    project: Project, find: Find, kind: str, example: str, wrong: str
) -> None:
    rest = f'    example: "{example}"\n'
    line = add(project, kind, rest=rest)
    faults = find(examples.RULE)
    assert len(faults) == bool(wrong)
    if wrong:
        assert faults[0] == (
            f"dialogs/{LAPOR}:{line + 7}: “more”: “{wrong}” is no answer to it (id). "
            "Show what the question takes, or teach it this answer."
        )


def test_an_example_in_another_language(project: Project, find: Find) -> None:
    add(project, "yes_no", rest='    example: "Contoh: belum."\n')
    project.translate("en", LAPOR__more__example="Example: not yet.")
    assert find(examples.RULE) == []
    project.translate("en", LAPOR__more__example="Example: a potato.")
    (fault,) = find(examples.RULE)
    assert "“a potato” is no answer to it (en)." in fault


def test_an_example_of_a_choice_is_one_of_the_choices(project: Project, find: Find) -> None:
    project.change(
        "questions/person.yaml", "label: Keadaan", 'label: X\n  example: "Contoh: raib."'
    )
    (fault,) = find(examples.RULE)
    assert "“condition”: “raib” is no answer to it (id)." in fault


@pytest.mark.parametrize(
    ("kind", "rest", "says"),
    [
        ("yes_no", "", ""),
        ("yes_no", "    sensitive: true\n", "is sensitive"),
        ("date", "", "is open"),
        ("date", "    simpler: Hari apa?\n", ""),
    ],
)
def test_what_needs_simpler_words(
    project: Project, find: Find, kind: str, rest: str, says: str
) -> None:
    line = add(project, kind, rest=rest)
    faults = find(simpler.RULE)
    assert len(faults) == bool(says)
    assert not says or faults[0].startswith(
        f"dialogs/{LAPOR}:{line}: “more” {says} and has no simpler words. Add “simpler:”"
    )


def test_a_long_question_has_simpler_words_and_they_are_others(
    project: Project, find: Find
) -> None:
    long = "Apakah tetangga sebelah rumah itu juga sudah melihatnya?"
    project.change(LAPOR, "question: Sudah dilihat?", f"question: {long}")
    (fault,) = find(simpler.RULE)
    assert "“seen” is long and has no simpler words." in fault
    project.change(LAPOR, "heading: Dilihat", f"heading: Dilihat\n    simpler: {long}")
    (fault,) = find(simpler.RULE)
    assert "“seen” says the same as its simpler words. Say it another way." in fault


@pytest.mark.parametrize(
    ("part", "text", "faults"),
    [
        ("hint", "Kartunya sudah dilihat?", 0),
        ("hint", "Sudah dilihat.", 1),
        ("hint", "Dilihat", 1),
        ("hint", "Lihat dari dekat.", 0),
    ],
)
def test_a_hint_that_says_nothing_new(
    project: Project, find: Find, part: str, text: str, faults: int
) -> None:
    project.change(LAPOR, "heading: Dilihat", f"heading: Dilihat\n    {part}: {text}")
    found = find(hints.RULE)
    assert len(found) == faults
    assert all(f"the {part} of “seen” repeats its question." in fault for fault in found)


@pytest.mark.parametrize(
    ("rest", "says"),
    [
        ("    optional: true\n    hint: Boleh dilewati.\n", ""),
        ("    hint: Boleh dilewati.\n", "“more” says it may be left out, and it may not."),
        ("    optional: true\n", "“more” may be left out and does not say so."),
    ],
)
def test_what_may_be_left_out_says_so(project: Project, find: Find, rest: str, says: str) -> None:
    line = add(project, "yes_no", rest=rest)
    faults = find(skipping.RULE)
    assert len(faults) == bool(says)
    assert not says or faults[0].startswith(f"dialogs/{LAPOR}:{line}: {says}")


def test_a_service_without_words_of_a_language(project: Project, find: Find) -> None:
    line = project.change(LAPOR, "jv: [wadul], ", "")
    assert find(synonyms.RULE) == [
        f"dialogs/{LAPOR}:{line}: has no words in “jv”. Add “jv: [ … ]” below “synonyms:”."
    ]


def test_a_word_of_two_services(project: Project, find: Find) -> None:
    line = project.change(TANYA, "[bertanya]", "[bertanya, Mengadu!]")
    assert find(synonyms.RULE) == [
        f"dialogs/{TANYA}:{line}: “mengadu” means LAPOR already. Keep it where most people mean it."
    ]


def test_a_word_of_a_service_and_a_life_event(project: Project, find: Find) -> None:
    line = project.change(TANYA, "[bertanya]", "[bertanya, kabeh]")
    (fault,) = find(synonyms.RULE)
    assert fault.startswith(f"dialogs/{TANYA}:{line}: “kabeh” means KEDUANYA already.")


def test_a_word_of_two_choices(project: Project, find: Find) -> None:
    project.change("questions/person.yaml", "label: Rusak}", "label: Rusak, words: {id: [hilang]}}")
    (fault,) = find(synonyms.RULE)
    assert "“hilang” means “lost” and “damaged” of “condition”. Keep it with one of" in fault


def test_a_picture_that_nobody_draws(project: Project, find: Find) -> None:
    project.change(TANYA, "title: Tanya", "title: Tanya\nicon: road")
    assert find(icons.RULE) == []
    line = project.change(TANYA, "icon: road", "icon: roads")
    assert find(icons.RULE) == [
        f"dialogs/{TANYA}:{line}: there is no picture “roads”. Did you mean “road”?"
    ]
    project.change("questions/person.yaml", "{id: lost,", "{id: lost, icon: zzzz,")
    assert "there is no picture “zzzz”. Take one of dialogs/icons.yaml" in find(icons.RULE)[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("KTP di RT 3.", ""),
        ("Kartu XQZ hilang", "says “XQZ”, and not whether that is letters or a word"),
        ("Kartu ^ hilang", ""),
        ("Kartu € hilang", ""),
    ],
)
def test_an_abbreviation_that_nobody_knows_how_to_say(
    project: Project, find: Find, text: str, says: str
) -> None:
    line = project.change(TANYA, "title: Tanya", f'title: "{text}"')
    faults = [fault for fault in find(spoken.RULE) if "TANYA" in fault]
    assert len(faults) == bool(says)
    assert not says or faults[0].startswith(f"dialogs/{TANYA}:{line}: “TANYA.title” {says}.")


def test_a_sign_that_is_left_to_the_voice(
    project: Project, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialogs.texts.Template.spoken_by", lambda *_: None)
    line = project.change(TANYA, "title: Tanya", 'title: "Tanya & jawab"')
    (fault,) = find(spoken.RULE)
    assert fault.startswith(f"dialogs/{TANYA}:{line}: “TANYA.title” leaves “&” to the voice.")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("route: open311", "route: warga", "“api” goes by open311, not by warga."),
        ("completion: api", "completion: officer_worklist", "“officer_worklist” goes by warga"),
        ("seen: seen}", "seen: seen, nik: more}", "“more” is sensitive, and Open311 is public"),
    ],
)
def test_a_promise_that_is_not_kept(
    project: Project, find: Find, old: str, new: str, says: str
) -> None:
    add(project, "nik", rest="    sensitive: true\n")
    assert find(completion.RULE) == []
    project.change(LAPOR, old, new)
    (fault,) = find(completion.RULE)
    assert says in fault


def test_an_appointment_that_sends_nothing(project: Project, find: Find) -> None:
    project.change(TANYA, "completion: checklist", "completion: appointment")
    (fault,) = find(completion.RULE)
    assert "“appointment” promises to send, and nothing is sent." in fault


def test_a_checklist_with_a_button_that_sends(project: Project, find: Find) -> None:
    line = project.change(TANYA, "fee: Gratis.", "fee: Gratis.\nact: Kirim")
    (fault,) = find(completion.RULE)
    assert fault.startswith(f"dialogs/{TANYA}:{line + 1}: a checklist sends nothing, and has")


def test_nobody_learns_what_comes_next(project: Project, find: Find) -> None:
    project.change(
        TANYA,
        "steps:\n  - {text: Datang saja., source: jakarta.go.id, checked: 2026-11-01}\n",
        "",
    )
    (fault,) = find(completion.RULE)
    assert "nobody learns what comes next." in fault


@pytest.mark.parametrize(
    ("code", "cure"), [("LAPORR", "Did you mean “LAPOR”?"), ("TANYA", "Did you mean")]
)
def test_what_may_fit_instead_is_another_service(
    project: Project, find: Find, code: str, cure: str
) -> None:
    project.change(TANYA, "who: [self]", "who: [self]\ninstead: [LAPOR]")
    assert find(completion.RULE) == []
    line = project.change(TANYA, "instead: [LAPOR]", f"instead: [{code}]")
    (fault,) = find(completion.RULE)
    assert fault.startswith(f"dialogs/{TANYA}:{line}: there is no other service “{code}”. {cure}")


@pytest.mark.parametrize(
    ("kind", "given", "says"),
    [
        ("text", "{min: 3, max: 200}", ""),
        ("text", "{min: 4, max: 200}", "begins at 4, which is no figure to tell people"),
        ("text", "{min: 3, max: 201}", "ends at 201, which is no figure to tell people"),
        ("text", "{min: 5, max: 5}", "ends at 5 and begins at 5"),
        ("number", "{min: 1, max: 20}", ""),
        ("number", "{min: 1, max: 21}", "ends at 21, which is no figure to tell people"),
        ("number", "{min: 2, max: 20}", "begins at 2, which is no figure to tell people"),
        ("number", "{min: 0, max: 12}", ""),
    ],
)
def test_limits_that_can_be_told(
    project: Project, find: Find, kind: str, given: str, says: str
) -> None:
    line = add(project, kind, rest=f"    limits: {given}\n")
    faults = find(limits.RULE)
    assert len(faults) == bool(says)
    assert not says or faults[0].startswith(f"dialogs/{LAPOR}:{line + 7}: “more” {says}.")


@pytest.mark.parametrize(
    ("given", "sent", "says"),
    [
        ("    limits: {rtrw: true}\n", "rt: more.rt, rw: more.rw", ""),
        ("", "rt: more.rt", "“more” sends RT and RW. Write “rtrw: true” below “limits:”"),
        (
            "    limits: {rtrw: true}\n",
            "more: more.code",
            "“more” wants RT and RW that nobody sends",
        ),
        ("", "more: more.code", ""),
    ],
)
def test_rt_and_rw_are_wanted_where_they_are_sent(
    project: Project, find: Find, given: str, sent: str, says: str
) -> None:
    add(project, "place", rest=given)
    project.change(LAPOR, "seen: seen}", f"seen: seen, {sent}}}")
    faults = find(limits.RULE)
    assert len(faults) == bool(says)
    assert not says or says in faults[0]


PLACED = "{condition: condition, seen: seen, rt: more.rt, rw: more.rw, more: more.code}"


def test_an_attribute_that_is_filled_by_another_answer(project: Project, find: Find) -> None:
    add(project, "place")
    project.change(LAPOR, "{condition: condition, seen: seen}", PLACED)
    assert find(same_name.RULE) == []
    line = project.change(LAPOR, "rt: more.rt, rw: more.rw", "rt: more.rw, rw: more.rt")
    assert find(same_name.RULE) == [
        (
            f"dialogs/{LAPOR}:{line}: “rt” is filled from “more.rw”, and there is “more.rt”. "
            "Write “rt: more.rt”."
        ),
        (
            f"dialogs/{LAPOR}:{line}: “rw” is filled from “more.rt”, and there is “more.rw”. "
            "Write “rw: more.rw”."
        ),
    ]


def test_two_answers_swapped(project: Project, find: Find) -> None:
    project.change(LAPOR, "condition: condition, seen: seen", "condition: seen, seen: condition")
    assert [fault.split(": ")[1] for fault in find(same_name.RULE)] == [
        "“condition” is filled from “seen”, and there is “condition”. Write “condition",
        "“seen” is filled from “condition”, and there is “seen”. Write “seen",
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "damaged: {}}",
            "damaged: {}, soaked: {}}",
            "“condition” may be “soaked”, and nobody can answer that. Offer it.",
        ),
        ("public: true", "public: true\n    two_hands: true", "otherwise who closes it. Write two"),
    ],
)
def test_what_the_super_app_takes_and_nobody_offers(
    project: Project, find: Find, old: str, new: str, says: str
) -> None:
    project.services.write_text(SERVICES.replace(old, new))
    (fault,) = find(mapping.RULE)
    assert says in fault


@pytest.mark.parametrize(
    ("old", "new", "cure", "says"),
    [
        ("title: Lapor", "title: Lapor sakit", "private: true", "its name says “sakit” aloud."),
        (
            "question: Sudah dilihat?",
            "question: Sudah meninggal?",
            "    private: true",
            "“seen” says “meninggal” aloud.",
        ),
        (
            "label: Dilihat",
            'label: Dilihat\n    labels: {"yes": Rumah sakit, "no": Di rumah}',
            "    private: true",
            "“seen” says “Rumah sakit” aloud.",
        ),
    ],
)
def test_what_is_not_said_aloud(
    project: Project, find: Find, old: str, new: str, cure: str, says: str
) -> None:
    assert find(private.RULE) == []
    project.change(LAPOR, old, new)
    (fault,) = find(private.RULE)
    assert says in fault
    project.change(LAPOR, new, f"{new}\n{cure}")
    assert find(private.RULE) == []


def test_a_choice_that_is_not_said_aloud(project: Project, find: Find) -> None:
    person = "questions/person.yaml"
    project.change(person, "label: Rusak}", "label: Orangnya meninggal}")
    (fault,) = find(private.RULE)
    assert "“damaged” says “meninggal” aloud. Add “private: true”, or say it without" in fault
    project.change(person, "label: Orangnya meninggal}", "label: Meninggal, private: true}")
    assert find(private.RULE) == []
