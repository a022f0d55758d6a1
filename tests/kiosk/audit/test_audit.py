"""What `./pandu audit` looks at, as much of it as a test has time for: every screen in two forms,
a share of them in all others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dialogs.authoring.lint import rules as lint
from kiosk.audit import table
from kiosk.audit.pages import FORMS, Form
from kiosk.audit.proofs import PROOFS
from kiosk.audit.rules import RULES
from kiosk.audit.screens import expected
from kiosk.audit.walk import complete, look
from tests.kiosk.audit.walked import found
from tests.kiosk.pads.asked import world

WHOLE = (Form("portrait", "M"), Form("tablet", "XL"))
SHARE = 60  # of the other forms every so many-th screen
TESTS = Path(__file__).parents[2]


@pytest.mark.slow
def test_every_screen_that_there_is_is_met() -> None:
    assert (found().visited, found().missing) == (found().expected, ())
    assert found().expected == len(expected(world())) > 1000


@pytest.mark.slow
@pytest.mark.parametrize("form", WHOLE, ids=str)
def test_every_rule_holds_on_every_screen(form: Form) -> None:
    _holds(form, 1)


@pytest.mark.slow
@pytest.mark.parametrize("at", range(len(FORMS)), ids=lambda at: str(FORMS[at]))
def test_every_rule_holds_in_every_form(at: int) -> None:
    _holds(FORMS[at], SHARE, at)


@pytest.mark.slow
@pytest.mark.parametrize("form", WHOLE, ids=str)
def test_every_rule_holds_in_english(form: Form) -> None:
    _holds(form, 20, language="en")


def _holds(form: Form, share: int, first: int = 0, language: str = "id") -> None:
    subjects = found(language).subjects[first % share :: share]
    walked = [look(world(), language, subject, form) for subject in subjects]
    assert sum(one.pages for one in walked) >= len(subjects) > 10
    assert [str(broken) for one in walked for broken in one.broken] == []


def test_the_table_is_current() -> None:
    """`./pandu audit` wrote it, of these rules, these proofs, these languages and this many
    screens; all of them hold."""
    languages, screens = complete(world()), len(expected(world()))
    assert table.FILE.read_text("utf-8") == table.table(languages, screens, table.rows({}))


def test_a_rule_that_does_not_hold_is_told_in_the_table() -> None:
    says = RULES[0].says
    assert next(row for row in table.rows({says: 3}) if row.says == says).result == (
        "does not hold 3 times"
    )


def test_every_rule_of_access_is_in_the_table_once() -> None:
    numbers = {row.number for row in table.rows({})}
    assert numbers == set(range(1, 53))
    assert not {proof.number for proof in PROOFS} & {rule.number for rule in RULES}


@pytest.mark.parametrize("by", sorted({proof.by for proof in PROOFS if proof.tested}))
def test_every_proof_that_is_named_is_there(by: str) -> None:
    file, name = by.split("::")
    assert re.search(rf"^def {name}\(", (TESTS / file).read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("by", sorted({proof.by for proof in PROOFS if proof.linted}))
def test_every_rule_of_lint_that_is_named_is_there(by: str) -> None:
    assert hasattr(lint, by.removeprefix("lint "))
