"""The rules about the ways through a guide: each finds its fault, and nothing else."""

from __future__ import annotations

import pytest

from dialogs.authoring import load
from dialogs.authoring.lint import (
    ends,
    kept_alike,
    lengths,
    options,
    persons,
    reachable,
    was,
)
from dialogs.authoring.paths import MOST, TooManyPaths, paths
from tests.dialogs.authoring.folder import Folder
from tests.dialogs.authoring.lint.conftest import Find, Project
from tests.dialogs.authoring.lint.test_guides import LAPOR, add

WHEN = "when: {condition: lost}"
LINE = "Petugas memeriksa.,"
STOP = """\
stops:
  - when: {when}
    text: Tidak bisa di sini.
    source: jakarta.go.id
    checked: 2026-11-01
"""


def stop(project: Project, when: str) -> int:
    """Adds a stop before the steps; returns its line."""
    return project.change(LAPOR, "steps:\n", STOP.replace("{when}", when) + "steps:\n")


def path_of(folder: Folder) -> list[tuple[dict[str, object], list[str], int | None]]:
    guide = load.library(folder.dialogs).guides["LAPOR"]
    return [(dict(w.values), [q.id for q in w.asked], w.stop) for w in paths(guide)]


def test_a_way_for_each_answer_that_a_condition_tells_apart(folder: Folder) -> None:
    assert path_of(folder) == [
        ({"condition": "lost"}, ["condition", "seen"], None),
        ({"condition": "damaged"}, ["condition"], None),
    ]


def test_answers_that_nothing_tells_apart_are_one_way(folder: Folder) -> None:
    folder.change(LAPOR, WHEN, "optional: true")
    assert path_of(folder) == [({}, ["condition", "seen"], None)]
    folder.change(LAPOR, LINE, 'Tunggu., when: {seen: "no"},')
    assert [way[0] for way in path_of(folder)] == [{"seen": True}, {"seen": False}]


def test_a_stop_ends_a_way_as_soon_as_it_holds(project: Project) -> None:
    stop(project, "{condition: lost}")
    assert path_of(project) == [
        ({"condition": "lost"}, ["condition"], 0),
        ({"condition": "damaged"}, ["condition"], None),
    ]


def test_too_many_ways_are_told(project: Project, find: Find) -> None:
    for number in range(13):
        add(project, "yes_no", id=f"more_{number}")
        project.change(
            LAPOR,
            "steps:\n",
            f'steps:\n  - {{text: Tunggu., when: {{more_{number}: "yes"}}, '
            "source: jakarta.go.id, checked: 2026-11-01}\n",
        )
    assert MOST < 2**13
    with pytest.raises(TooManyPaths):
        paths(load.library(project.dialogs).guides["LAPOR"])
    (fault,) = find(reachable.RULE)
    assert "has too many ways to look through. Let fewer questions decide." in fault
    assert find(ends.RULE) == []
    assert find(lengths.RULE) == []


def test_a_line_that_nobody_comes_to(project: Project, find: Find) -> None:
    line = project.change(LAPOR, LINE, 'Tunggu., when: {condition: damaged, seen: "yes"},')
    assert find(reachable.RULE) == [
        (
            f"dialogs/{LAPOR}:{line}: nobody ever comes to this step. "
            "Mend its condition, or remove it."
        )
    ]


def test_a_condition_that_rules_nobody_out(project: Project, find: Find) -> None:
    line = project.change(LAPOR, WHEN, "when: {condition: [lost, damaged]}")
    assert find(reachable.RULE) == [
        (
            f"dialogs/{LAPOR}:{line}: everybody comes to this question. "
            "Remove “when”, or name the answers it is for."
        )
    ]


def test_a_line_of_a_condition_that_nobody_meets(project: Project, find: Find) -> None:
    line = project.change(
        LAPOR, LINE, 'Ya., when: [{condition: lost}, {condition: damaged, seen: "no"}],'
    )
    (fault,) = find(reachable.RULE)
    assert fault.startswith(f"dialogs/{LAPOR}:{line}: nobody ever meets this line.")


def test_what_only_who_is_stopped_would_come_to(project: Project, find: Find) -> None:
    stop(project, "{condition: lost}")
    faults = find(reachable.RULE)
    assert [fault.split(": ", 1)[1].split(".")[0] for fault in faults] == [
        "nobody ever comes to this question"
    ]


def test_two_stops_of_which_one_hides_the_other(project: Project, find: Find) -> None:
    stop(project, "{condition: {not: damaged}}")
    project.change(LAPOR, WHEN, "optional: true")
    assert find(reachable.RULE) == []
    again = STOP.replace("stops:\n", "").replace("{when}", "{condition: lost}")
    project.change(LAPOR, "steps:\n", f"{again}steps:\n")
    (fault,) = find(reachable.RULE)
    assert "nobody ever comes to this stop" in fault


def test_a_question_that_another_has_answered_already(project: Project, find: Find) -> None:
    line = add(project, "yes_no", rest="    field: seen\n")
    assert find(kept_alike.RULE) == [
        (
            f"dialogs/{LAPOR}:{line}: “more” and “seen” keep their answers in one place. "
            "Give one of them a “field:” of its own."
        )
    ]
    (fault,) = find(ends.RULE)
    assert "“more” is not asked once, in its turn." in fault


def test_an_answer_that_serves_in_one_service_and_not_in_the_next(
    project: Project, find: Find
) -> None:
    add(project, "yes_no", rest="    of: visit\n    field: shared\n")
    text = (project.dialogs / LAPOR).read_text().replace("LAPOR", "LAGI")
    project.write("services/LAGI.yaml", text)
    assert find(kept_alike.RULE) == []
    line = project.change(
        "services/LAGI.yaml", "- id: more\n    kind: yes_no", "- id: more\n    kind: date"
    )
    assert find(kept_alike.RULE) == [
        (
            f"dialogs/{LAPOR}:{line}: “more” is kept like “more” of LAGI, and takes other answers. "
            "Ask the same, or give it a “field:” of its own."
        )
    ]


def test_too_many_questions(project: Project, find: Find) -> None:
    for number in range(lengths.SHORTEST - 1):
        add(project, "date", id=f"day_{number}")
    assert find(lengths.RULE) == []
    add(project, "date", id="day_too_many")
    (fault,) = find(lengths.RULE)
    assert "the shortest way asks 10 questions, more than 9." in fault


def test_one_way_that_is_too_long(project: Project, find: Find) -> None:
    for number in range(lengths.LONGEST - 1):
        add(project, "date", id=f"day_{number}", rest="    when: {condition: lost}\n")
    (fault,) = find(lengths.RULE)
    assert "the longest way asks 15 questions, more than 14." in fault
    assert lengths.minutes(lengths.LONGEST) == lengths.MINUTES


def test_a_stop_that_comes_in_vain(project: Project, find: Find) -> None:
    for number in range(lengths.BEFORE_A_STOP - 2):
        add(project, "date", id=f"day_{number}")
    add(project, "yes_no", id="too_late")
    stop(project, '{too_late: "yes"}')
    (fault,) = find(lengths.RULE)
    assert "a stop comes after 6 questions, later than 5." in fault
    project.change(LAPOR, '{too_late: "yes"}', '{condition: damaged, too_late: "yes"}')
    assert find(lengths.RULE) == []


def test_more_options_than_a_screen_holds(
    project: Project, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find(options.RULE) == []
    monkeypatch.setattr(options, "MOST", 1)
    faults = find(options.RULE)
    assert "“condition” offers 2 options, more than 1." in faults[0]
    assert "“seen” offers 2 options" in faults[1]


FOR_WHOM = """\
  - id: for_whom
    kind: choice
    of: visit
    heading: Untuk siapa
    question: Untuk siapa?
    label: Untuk
    why: Perlu.
    purpose: Perlu.
    choices:
      - {id: self, label: Saya}
      - {id: mother, label: Ibu saya}
"""


@pytest.mark.parametrize(
    ("before", "after", "who", "says"),
    [
        ("", "", "[self]", ""),
        (FOR_WHOM, "", "[self, companion]", ""),
        ("", FOR_WHOM, "[self, companion]", "“more” is asked before it is known whom it is about"),
        ("", "", "[self, companion]", "“more” may be about somebody else, and nobody asks for wh"),
        (FOR_WHOM, "", "[self]", "asks for whom it is, and only “self” may ask"),
        (
            FOR_WHOM + "    optional: true\n",
            "",
            "[self, companion]",
            "for whom it is has to be asked of everybody",
        ),
    ],
)
def test_for_whom_it_is_comes_first(
    project: Project, find: Find, before: str, after: str, who: str, says: str
) -> None:
    add(project, "name", rest="    of: applicant\n")
    project.change(LAPOR, "questions:\n", f"questions:\n{before}")
    project.change(LAPOR, "steps:\n", f"{after}steps:\n")
    project.change(LAPOR, "who: [self]", f"who: {who}")
    faults = find(persons.RULE)
    assert len(faults) == bool(says)
    assert not says or says in faults[0]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("seen", "“seen” is said to be gone and is still asked."),
        ("looked", "“looked” was “condition” already."),
        ("gone", ""),
    ],
)
def test_an_earlier_name(project: Project, find: Find, name: str, says: str) -> None:
    project.change(LAPOR, "  - use: condition\n", "  - use: condition\n    was: [looked]\n")
    line = add(project, "yes_no", rest=f"    was: [{name}]\n")
    faults = find(was.RULE)
    assert faults == ([f for f in faults if f"{says}" in f] if says else [])
    assert len(faults) == bool(says)
    assert not says or faults[0].startswith(f"dialogs/{LAPOR}:{line + 7}: ")
