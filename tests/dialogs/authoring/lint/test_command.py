"""`./pandu lint` as a whole: clean projects, faults in order, files it cannot read."""

from __future__ import annotations

import pytest

from dialogs.authoring import load
from dialogs.authoring.lint import lengths, main, options, sentences
from dialogs.authoring.lint.rules import RULES
from tests.dialogs.authoring.lint.conftest import Project


def run(project: Project, *options: str) -> int:
    return main(["--root", str(project.root), "--catalogue", str(project.services), *options])


def test_what_we_ship_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    code = main([])
    said = capsys.readouterr().out
    assert code == 0, said
    assert said.rstrip().endswith(f"texts, {len(RULES)} rules: clean")


def test_the_projects_of_these_tests_are_clean(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project) == 0
    assert capsys.readouterr().out == f"2 guides, 23 texts, {len(RULES)} rules: clean\n"


def test_faults_stand_in_the_order_of_files_and_lines(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.change("services/LAPOR.yaml", "Petugas memeriksa.", "Mohon tunggu.")
    project.change("services/LAPOR.yaml", "title: Lapor", "title: Maaf")
    project.change("texts/screens.yaml", "Layanan", "Gagal")
    project.translate("en", complete=True)
    assert run(project) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in said] == [
        "dialogs/services/LAPOR.yaml:3",
        "dialogs/services/LAPOR.yaml:21",
        "dialogs/texts/screens.yaml:1",
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: [", "not a file of YAML or JSON"),
        ("- 1", "not a catalogue of services"),
        ("services: {LAPOR: {completion: api}}", "not a catalogue of services"),
        ("services: {LAPOR: {completion: api, attributes: [nik]}}", "not a catalogue of services"),
    ],
)
def test_what_is_no_catalogue_is_one_line(
    project: Project, capsys: pytest.CaptureFixture[str], text: str, what: str
) -> None:
    project.services.write_text(text)
    assert run(project) == 1
    cure = "Name the super-app's catalogue with --catalogue FILE."
    assert capsys.readouterr().out == f"catalogue.yaml:1: {what}. {cure}\n"


def test_a_guide_that_cannot_be_read_is_one_line(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.change("services/LAPOR.yaml", "code: LAPOR", "code: [")
    assert run(project) == 1
    said = capsys.readouterr().out
    assert said.startswith("dialogs/services/LAPOR.yaml:")
    assert said.count("\n") == 1


def test_a_translation_whose_marks_do_not_close(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.translate("en", menu__heading="Services [")
    assert run(project) == 1
    assert "“menu.heading”: a [ is not closed" in capsys.readouterr().out


def test_every_rule_file_is_in_the_list() -> None:
    folder = load.DIALOGS / "authoring" / "lint"
    with_rules = {file.stem for file in folder.glob("*.py") if "RULE = " in file.read_text()}
    listed = {rule.check.__module__.rpartition(".")[2] for rule in RULES}
    assert with_rules == listed
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_the_authors_page_lists_every_rule_and_every_figure() -> None:
    page = (load.DIALOGS / "authoring" / "README.md").read_text("utf-8")
    rows = [row for row in page.splitlines() if row.startswith("| ")]
    table = [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows]
    names = {rule.name for rule in RULES}
    assert [row for row in table if row[0] in names] == [(rule.name, rule.doc) for rule in RULES]
    figures = {row[0]: int(row[1]) for row in table if len(row) == 2 and row[1].isdecimal()}
    assert list(figures.values()) == [
        lengths.SHORTEST,
        lengths.LONGEST,
        lengths.MINUTES,
        lengths.BEFORE_A_STOP,
        options.MOST,
        sentences.MOST,
    ]
