"""The rules about guides: each finds its fault in a guide that breaks it, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.authoring.lint import dated, mapping, missing_answers, purpose, sensitive
from tests.dialogs.authoring.lint.conftest import SERVICES, Find, Project

LAPOR, PERSON = "services/LAPOR.yaml", "questions/person.yaml"
MORE = """\
  - id: {id}
    kind: {kind}
    heading: Lagi
    question: Lagi?
    label: Lagi
    why: Perlu.
    purpose: Perlu.
"""


def add(project: Project, kind: str, id: str = "more", rest: str = "") -> int:
    """Adds a question at the end of LAPOR; returns its line."""
    asked = MORE.format(id=id, kind=kind) + rest
    return project.change(LAPOR, "steps:\n", f"{asked}steps:\n")


def test_an_answer_that_goes_nowhere(project: Project, find: Find) -> None:
    line = add(project, "yes_no")
    assert find(purpose.RULE) == [
        (
            f"dialogs/{LAPOR}:{line}: the answer to “more” goes nowhere. "
            "Send it, let something depend on it, or do not ask."
        )
    ]


def test_a_choice_that_changes_nothing(project: Project, find: Find) -> None:
    project.change(LAPOR, "{condition: condition, seen: seen}", "{seen: seen}")
    assert find(purpose.RULE) == []  # a single one that is left is the other way
    project.change(PERSON, "label: Rusak}", "label: Rusak}\n    - {id: wet, label: Basah}")
    assert [fault.partition(": ")[2] for fault in find(purpose.RULE)] == [
        f"“{choice}” of “condition” changes nothing. "
        "Let something depend on it, or remove the choice."
        for choice in ("damaged", "wet")
    ]
    project.change(LAPOR, "when: {condition: lost}", "when: {condition: {not: lost}}")
    assert find(purpose.RULE) == []


def test_a_shared_question_that_nobody_takes(project: Project, find: Find) -> None:
    project.write(
        "questions/zz.yaml",
        (project.dialogs / PERSON).read_text().replace("condition:", "weather:"),
    )
    (fault,) = find(purpose.RULE)
    assert fault.startswith("dialogs/questions/zz.yaml:")
    assert "no guide takes the question “weather”." in fault


@pytest.mark.parametrize(
    ("rest", "says"),
    [
        ("    optional: true\n", "may be skipped"),
        ("    sensitive: true\n", "is sensitive and not asked everywhere"),
        ("    when: {condition: lost}\n", "is not asked of everybody"),
    ],
)
def test_a_condition_on_an_answer_that_may_be_missing(
    project: Project, find: Find, rest: str, says: str
) -> None:
    add(project, "yes_no", rest=rest)
    line = project.change(LAPOR, "Petugas memeriksa.,", 'Tunggu., when: {more: "yes"},')
    (fault,) = find(missing_answers.RULE)
    assert fault.startswith(f"dialogs/{LAPOR}:{line}: “more” may have no answer: it {says}. Put")


@pytest.mark.parametrize(
    ("asked_when", "used_when", "faults"),
    [
        ("{condition: lost}", '{condition: lost, more: "yes"}', 0),
        ("{condition: lost}", '{condition: {not: damaged}, more: "yes"}', 1),
        ("{condition: {not: damaged}}", '{condition: lost, more: "yes"}', 0),
        ("{condition: {not: damaged}}", '{condition: {not: [damaged, lost]}, more: "yes"}', 0),
        ("{condition: {not: [lost, damaged]}}", '{condition: {not: lost}, more: "yes"}', 1),
        ("{condition: [lost, damaged]}", '{condition: lost, more: "yes"}', 0),
        ("{condition: lost}", '{condition: [lost, damaged], more: "yes"}', 1),
        ("[{condition: lost}, {condition: damaged}]", '{condition: damaged, more: "yes"}', 0),
        ("{condition: lost}", '[{condition: lost, more: "yes"}, {more: "no"}]', 1),
    ],
)
def test_a_condition_beside_which_the_question_is_certain(
    project: Project, find: Find, asked_when: str, used_when: str, faults: int
) -> None:
    add(project, "yes_no", rest=f"    when: {asked_when}\n")
    project.change(LAPOR, "Petugas memeriksa.,", f"Tunggu., when: {used_when},")
    assert len(find(missing_answers.RULE)) == faults


@pytest.mark.parametrize("kind", ["nik", "kk", "name", "phone"])
def test_a_personal_answer_that_is_not_sensitive(project: Project, find: Find, kind: str) -> None:
    line = add(project, kind)
    assert find(sensitive.RULE) == [
        (
            f"dialogs/{LAPOR}:{line}: “more” is personal and not sensitive. "
            "Add “sensitive: true”, or “sensitive: false” where it may be asked openly."
        )
    ]


@pytest.mark.parametrize(
    ("kind", "rest", "faults"),
    [
        ("nik", "    sensitive: true\n", 0),
        ("nik", "    sensitive: false\n", 0),
        ("place", "    of: applicant\n", 1),
        ("place", "    of: service\n", 0),
        ("address", "    of: self\n", 1),
    ],
)
def test_what_counts_as_personal(
    project: Project, find: Find, kind: str, rest: str, faults: int
) -> None:
    add(project, kind, rest=rest)
    assert len(find(sensitive.RULE)) == faults


def test_a_shared_personal_question(project: Project, find: Find) -> None:
    text = MORE.format(id="x", kind="nik").replace("  - id: x\n", "number:\n")
    project.write("questions/nik.yaml", text + "    of: applicant\n")
    (fault,) = find(sensitive.RULE)
    assert fault.startswith("dialogs/questions/nik.yaml:4: “number” is personal")


@pytest.mark.parametrize(
    ("checked", "today", "says"),
    [
        ("2026-02-30", None, "2026-02-30 is no day."),
        ("2026-11-02", date(2026, 11, 1), "2026-11-02 has not come yet."),
        ("2025-10-01", date(2026, 11, 1), "was last looked up on 2025-10-01."),
    ],
)
def test_a_fact_that_is_old_or_not_dated(
    project: Project, find: Find, checked: str, today: date | None, says: str
) -> None:
    line = project.change(LAPOR, "2026-11-01", checked)
    (fault,) = find(dated.RULE, today)
    assert fault.startswith(f"dialogs/{LAPOR}:{line}: {says}")


def test_facts_do_not_age_by_themselves(project: Project, find: Find) -> None:
    for name in (LAPOR, "services/TANYA.yaml"):
        project.change(name, "2026-11-01", "2019-11-01")
    assert find(dated.RULE) == []
    assert len(find(dated.RULE, date(2026, 11, 1))) == 2


NIK = "    sensitive: true\n"
MAPPINGS = {
    "unknown service": ("  LAPOR:\n", "  LAPORAN:\n", "the super-app has no service “LAPOR”."),
    "completion": ("completion: api", "completion: checklist", "for the super-app this is “chec"),
    "route": ("    public: true\n", "", "the super-app does not take this over Open311."),
    "place": ("public: true", "public: true\n    located: true", "the super-app needs a place."),
    "unknown attribute": ("code: seen", "code: sight", "the super-app takes no “seen”."),
    "needed": ("{code: nik,", "{code: nik, required: true,", "the super-app needs “nik”."),
    "value": ("damaged: {}", "torn: {}", "“condition” may not be “damaged”. It takes: lost, torn."),
    "needed, not always asked": (
        "{code: seen,", "{code: seen, required: true,", "“seen” is needed, but its question may",
    ),
    "form": ("{code: seen, v", "{code: seen, format: nik, v", "“seen” wants the form “nik”."),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), MAPPINGS.values(), ids=list(MAPPINGS))
def test_a_mapping_that_the_super_app_does_not_take(
    project: Project, find: Find, old: str, new: str, says: str
) -> None:
    assert SERVICES.count(old) == 1
    project.services.write_text(SERVICES.replace(old, new))
    assert sum(says in fault for fault in find(mapping.RULE)) == 1


def test_parts_of_an_answer(project: Project, find: Find) -> None:
    add(project, "date", "day")
    project.change(
        LAPOR,
        "seen: seen}",
        "seen: seen, lost_on: day.month, lost_on_precision: day.precision}",
    )
    (fault,) = find(mapping.RULE)
    assert "“lost_on” asks for “month”, which “day” has not. A place has code," in fault
    project.services.write_text(SERVICES.replace("month: {}, ", ""))
    assert "“lost_on_precision” may not be “month”." in find(mapping.RULE)[1]


def test_a_date_that_stands_on_the_card(project: Project, find: Find) -> None:
    card = '      - {code: on_card, values: {"yes": {}}}\n'
    project.services.write_text(SERVICES + card)
    add(project, "date", "day", "    limits: {card: true}\n")
    project.change(LAPOR, "seen: seen}", "seen: seen, lost_on: day, on_card: day.card}")
    assert find(mapping.RULE) == []
    project.change(LAPOR, "    limits: {card: true}\n", "")
    assert any(
        "“on_card” asks for “card”, which “day” has not" in one for one in find(mapping.RULE)
    )


def test_free_text_where_the_super_app_has_a_list(project: Project, find: Find) -> None:
    project.change(LAPOR, "kind: yes_no", "kind: text")
    (fault,) = find(mapping.RULE)
    assert "“seen” may not be “free text”. It takes: yes, no." in fault
