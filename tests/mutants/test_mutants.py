"""Faults on purpose: each operator makes the one it says, and what would notice it is told.

A sample of all of them runs here; `./pandu lint --mutants` makes every one.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.authoring.lint.rules import RULES
from tests import mutants
from tests.mutants import Verdict, explained, main, told, tried
from tests.mutants.edits import of_guide, of_question
from tests.mutants.trial import GUIDE_RULES, Trial

pytestmark = pytest.mark.once
GUIDE = yaml.safe_load("""
completion: api
private: true
questions:
  - id: a
    kind: choice
    limits: {max: 20, quick: true, limit: past}
    choices: [{id: x}, {id: y, private: true}]
  - id: b
    kind: yes_no
    optional: true
    when: [{a: [x, y]}, {a: {not: x}, c: z}]
documents:
  - {text: D, when: {a: x}, have: {b: "yes"}}
stops:
  - {text: S, when: {a: y}, documents: [{text: E, when: {b: "no"}}]}
send:
  place: a
  attributes: {one: a, two: b.code}
""")
EXPECTED = {
    "questions.1.when: condition dropped",
    "questions.1.when.0: line of a condition dropped",
    "questions.1.when.1: line of a condition dropped",
    "questions.1.when.0.a: test negated",
    "questions.1.when.0.a.0: x dropped",
    "questions.1.when.0.a.1: y dropped",
    "questions.1.when.1.a: test dropped",
    "questions.1.when.1.a: test negated",
    "questions.1.when.1.c: test dropped",
    "questions.1.when.1.c: test negated",
    "documents.0.when: condition dropped",
    "documents.0.when.a: test negated",
    "documents.0.have: condition dropped",
    "documents.0.have.b: test negated",
    "stops.0.when.a: test negated",
    "stops.0.documents.0.when: condition dropped",
    "stops.0.documents.0.when.b: test negated",
    "questions.0: made optional",
    "questions.0.limits.max: limit one more",
    "questions.0.limits.max: limit one less",
    "questions.0.limits.quick: limit flipped",
    "questions.0.limits.limit: limit future",
    "questions.0.choices.0: option x removed",
    "questions.0.choices.1: option y removed",
    "questions.0.choices.1: private dropped",
    "questions.0: question dropped",
    "questions.1: question dropped",
    "questions.0: two questions swapped",
    "questions.1.optional: optional flipped",
    "documents.0: line dropped",
    "stops.0: line dropped",
    "send.attributes.one: mapping swapped with two",
    "send.attributes.one: mapping dropped",
    "send.attributes.two: mapping swapped with one",
    "send.attributes.two: mapping dropped",
    "send.place: place dropped",
    "completion: completion officer_worklist",
    "private: private flipped",
}


def test_every_fault_that_can_be_made_is_made_once() -> None:
    before = copy.deepcopy(GUIDE)
    edits = list(of_guide(GUIDE))
    assert before == GUIDE
    names = [f"{'.'.join(map(str, edit.at))}: {edit.what}" for edit in edits]
    assert sorted(names) == sorted(EXPECTED)
    assert all(edit.data != GUIDE for edit in edits)


def edited(name: str) -> Any:
    for edit in of_guide(GUIDE):
        if f"{'.'.join(map(str, edit.at))}: {edit.what}" == name:
            return edit.data
    raise AssertionError(name)


def test_what_a_fault_looks_like() -> None:
    negated = edited("questions.1.when.1.a: test negated")
    assert negated["questions"][1]["when"][1] == {"a": "x", "c": "z"}
    negated = edited("documents.0.when.a: test negated")
    assert negated["documents"][0]["when"] == {"a": {"not": "x"}}
    swapped = edited("send.attributes.one: mapping swapped with two")
    assert swapped["send"]["attributes"] == {"one": "b.code", "two": "a"}
    swapped = edited("questions.0: two questions swapped")
    assert [question["id"] for question in swapped["questions"]] == ["b", "a"]
    assert edited("questions.0.limits.max: limit one less")["questions"][0]["limits"]["max"] == 19


def test_shared_questions_have_faults_too() -> None:
    question = GUIDE["questions"][0]
    assert "limits.max: limit one more" in {
        f"{'.'.join(map(str, edit.at))}: {edit.what}" for edit in of_question(question)
    }


@pytest.fixture(scope="module")
def trial() -> Trial:
    return Trial()


def test_a_fault_is_told_by_the_rule_or_the_conversation_that_noticed_it(trial: Trial) -> None:
    caught = {
        mutant.name: trial.caught(mutant) for mutant in trial.mutants(frozenset({"KTP_HILANG"}))
    }
    assert caught["KTP_HILANG.send.attributes.rt: mapping swapped with rw"].startswith(
        "dialogs/services/KTP_HILANG.yaml:"
    )
    assert caught["KTP_HILANG.documents.2.when: condition dropped"].endswith(".talk")
    assert caught["questions.phone.optional: optional flipped"].startswith("dialogs/services/")


def test_guides_as_they_are_are_no_fault(trial: Trial) -> None:
    """Nothing is noticed where nothing was changed: what is noticed is the fault."""
    mutant = next(iter(trial.mutants(frozenset({"KTP_HILANG"}))))
    same = mutant._replace(edit=mutant.edit._replace(data=mutant.source.data))
    assert trial.caught(same) == ""


def test_a_sample_of_all_faults_is_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    """Services that can be gone through to their end; others await their conversations."""
    verdicts = tried(frozenset({"KTP_HILANG", "KK_HILANG_RUSAK", "LAPOR_JALAN"}), every=5)
    assert len(verdicts) > 30
    assert told(verdicts, explained()) == 0, capsys.readouterr().out


def test_what_nobody_notices_is_told_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = [
        Verdict("A.steps.0: line dropped", "a.yaml:3", ""),
        Verdict("A.steps.1: line dropped", "a.yaml:4", ""),
        Verdict("A.steps.2: line dropped", "a.yaml:5", "one.talk"),
        Verdict("A.steps.3: line dropped", "a.yaml:6", "a.yaml:6: that is wrong."),
    ]
    assert told(verdicts, {"A.steps.1: line dropped": "it says nothing"}) == 1
    assert capsys.readouterr().out.splitlines() == [
        "a.yaml:3: A.steps.0: line dropped is not noticed. Add a conversation that goes there.",
        "a.yaml:4: A.steps.1: line dropped: it says nothing",
        "2 of 3 faults noticed (66.7%): 1 by lint, 1 by conversations; 1 more change nothing",
    ]
    assert told(verdicts[2:], {}) == 0


def test_what_is_explained_is_still_a_fault_that_can_be_made(trial: Trial) -> None:
    names = {mutant.name for mutant in trial.mutants(frozenset(trial.codes))}
    assert set(explained()) <= names


def test_a_service_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["KTP_HILAN"]) == 2
    assert capsys.readouterr().err == (
        "There is no service “KTP_HILAN”. Did you mean “KTP_HILANG”?\n"
    )


def test_rules_of_wording_alone_are_left_out() -> None:
    assert {rule.name for rule in RULES} - {rule.name for rule in GUIDE_RULES} == {
        *("translated", "slots", "forbidden", "sentences", "spoken", "used", "icons", "synonyms")
    }
    assert Path(mutants.EXPLAINED).exists()
