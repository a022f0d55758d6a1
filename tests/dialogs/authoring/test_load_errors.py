"""Every mistake an author can make is told in one line: file, line, what is wrong, the cure."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest

from dialogs.authoring import load
from dialogs.authoring.source import SCHEMAS, GuideError
from dialogs.kinds import KINDS
from tests.dialogs.authoring.folder import Folder

LAPOR, TANYA, BOTH = "services/LAPOR.yaml", "services/TANYA.yaml", "life_events/KEDUANYA.yaml"
PERSON, SCREENS, CHANNELS = "questions/person.yaml", "texts/screens.yaml", "channels.yaml"
DATE = """\
  - {id: day, kind: date, heading: A, question: A?, label: A, why: A, purpose: A}
  - id: other
    kind: yes_no
    heading: Lain
    question: Yang lain?
    label: Lain
    why: Perlu.
    purpose: Perlu.
    when: {day: x}
"""


class Mistake(NamedTuple):
    """`old` in `file` becomes `new`; the fault is `lines` further down, and its line says so."""

    file: str
    old: str
    new: str
    says: str
    lines: int = 0


MISTAKES = {
    "no YAML": Mistake(LAPOR, "who: [self]", "who: [self", "not YAML:", 1),
    "tab": Mistake(LAPOR, "\nwho: [self]", "\n\twho: [self]", "not YAML:", 1),
    "key twice": Mistake(
        LAPOR, "fee: Gratis.", "fee: Gratis.\nfee: Gratis.",
        "“fee” stands twice. Keep one of the two.", 1,
    ),
    "unknown key, near": Mistake(
        LAPOR, "title: Lapor", "titel: Lapor", "“titel” is not known here. Did you mean “title”?"
    ),
    "unknown key, far": Mistake(
        LAPOR, "fee: Gratis.", "fee: Gratis.\nxyz: 1", "“xyz” is not known here. Known here: code,",
        1,
    ),
    "missing key": Mistake(
        LAPOR, "code: LAPOR\ngroup: aduan\n", "code: LAPOR\n",
        "“group” is missing. Add a line “group: …”.",
    ),
    "missing key of a question": Mistake(
        LAPOR, "- id: seen\n    kind: yes_no\n", "- id: seen\n",
        "“kind” is missing. Add a line “kind: …”.",
    ),
    "nothing sent": Mistake(
        TANYA, "completion: checklist", "completion: api\nact: Kirim",
        "“send” is missing. Add a line “send: …”.", -3,
    ),
    "unknown kind": Mistake(
        LAPOR, "kind: yes_no", "kind: yesno",
        "“yesno” does not serve as “kind”. Did you mean “yes_no”?",
    ),
    "unknown completion": Mistake(
        TANYA, "completion: checklist", "completion: magic",
        "“magic” does not serve as “completion”. One of: api, officer_worklist, appointment,",
    ),
    "a number for a text": Mistake(
        LAPOR, "time: Tiga hari.", "time: 3",
        "“time” is not of the right form. Write words; put numbers, true and false in quotes.",
    ),
    "an empty value": Mistake(
        LAPOR, "time: Tiga hari.", "time:",
        "“time” is empty. Write a value behind it, or leave the line out.",
    ),
    "a word for a list": Mistake(
        LAPOR, "who: [self]", "who: self", "“who” is not of the right form. Write a list: lines",
    ),
    "a word for a question": Mistake(
        LAPOR, "  - use: condition\n", "  - condition\n",
        "entry 1 of questions is not of the right form. Write lines of “name: value”.",
    ),
    "a code in small letters": Mistake(
        LAPOR, "code: LAPOR\n", "code: lapor\n",
        "“code” is not written as expected. Capital letters, digits and _, for example KTP_HILANG.",
    ),
    "one choice": Mistake(
        PERSON, "    - {id: damaged, label: Rusak}\n", "",
        "“choices” is not written as expected. Two to six choices fit a screen.", -2,
    ),
    "unknown use, near": Mistake(
        LAPOR, "use: condition", "use: conditon",
        "there is no shared question “conditon”. Did you mean “condition”?",
    ),
    "unknown use, far": Mistake(
        LAPOR, "use: condition", "use: weather",
        "there is no shared question “weather”. They stand in dialogs/questions/.",
    ),
    "condition on an unknown question": Mistake(
        LAPOR, "when: {condition: lost}", "when: {conditions: lost}",
        "no question “conditions” stands before this. Did you mean “condition”?",
    ),
    "condition on a later question": Mistake(
        LAPOR, "- use: condition\n", "- use: condition\n    when: {seen: \"yes\"}\n",
        "no question “seen” stands before this. Name a question of this guide that is asked", 1,
    ),
    "condition on an answer without a list": Mistake(
        LAPOR, "  - id: seen\n", DATE + "  - id: seen\n",
        "the answers of “day” cannot be listed. A condition looks at a question of kind choice or",
        8,
    ),
    "condition on an impossible answer": Mistake(
        LAPOR, "when: {condition: lost}", "when: {condition: stolen}",
        "“stolen” is no answer of “condition”. One of: lost, damaged.",
    ),
    "unclosed bracket": Mistake(
        LAPOR, "question: Sudah dilihat?", "question: \"Sudah[ {you} dilihat?\"",
        "a [ is not closed before the sentence ends. Close every [ with a ] in the same sentence.",
    ),
    "stray brace": Mistake(
        SCREENS, "Layanan", "\"Layanan {nama orang}\"",
        "a { or } that marks no slot. Write a slot as {you}.",
    ),
    "choices on another kind": Mistake(
        LAPOR, "kind: yes_no", "kind: yes_no\n    choices: [{id: a, label: A}, {id: b, label: B}]",
        "choices belong to kind: choice or several, and only there. Add or remove “choices:”.", -1,
    ),
    "two choices with one id": Mistake(
        PERSON, "id: damaged", "id: lost", "two choices are called “lost”. Give one of",
    ),
    "a question twice": Mistake(
        LAPOR, "- id: seen", "- id: condition",
        "the question “condition” stands twice in this guide. Give one of them another id.",
    ),
    "file and code differ": Mistake(
        LAPOR, "code: LAPOR\n", "code: LAPORAN\n",
        "the file is named LAPOR.yaml, the code is LAPORAN. Name the file LAPORAN.yaml.",
    ),
    "an event's file and code differ": Mistake(
        BOTH, "code: KEDUANYA", "code: DUA", "the file is named KEDUANYA.yaml, the code is DUA.",
    ),
    "sends an unknown question": Mistake(
        LAPOR, "seen: seen}", "seen: sen}",
        "no question “sen” stands before this. Did you mean “seen”?",
    ),
    "a checklist that sends": Mistake(
        TANYA, "who: [self]", "who: [self]\nsend: {route: warga, attributes: {}}",
        "a checklist sends nothing. Remove “send:”.", 1,
    ),
    "life event with an unknown service": Mistake(
        BOTH, "[LAPOR, TANYA]", "[LAPOR, TANJA]",
        "there is no service “TANJA”. Did you mean “TANYA”?",
    ),
    "an unknown policy": Mistake(
        CHANNELS, "talk: ask", "talk: maybe",
        "“maybe” does not serve as “talk”. One of: ask, defer.",
    ),
    "not UTF-8": Mistake(SCREENS, "Layanan", "<latin-1>", "not UTF-8 text. Save"),
    "a control character": Mistake(
        SCREENS, "Layanan", "Lay\x00anan", "a sign that is no text stands here. Remove it.",
    ),
    "an anchor inside itself": Mistake(
        SCREENS, "menu.heading: Layanan", "menu.heading: &a [*a]", "an anchor stands inside itself",
    ),
    "nested without end": Mistake(
        SCREENS, "Layanan", "[" * 3000 + "]" * 3000, "nested too deep. Write it flatter.",
    ),
    "code for a value": Mistake(
        SCREENS, "Layanan", "!!python/name:os.getcwd x", "not YAML: could not determine",
    ),
    "a text that is a list": Mistake(
        SCREENS, "Layanan", "[Layanan]", "“menu.heading” is not of the right form. Write words;",
    ),
    "a file that is a list": Mistake(
        SCREENS, "menu.heading: Layanan", "- Layanan",
        "the file is not of the right form. Write lines of “name: value”.",
    ),
    "empty": Mistake(
        SCREENS, "menu.heading: Layanan\n", "", "the file is empty. Fill it in, or remove it.",
    ),
}  # fmt: skip


def first_error(folder: Folder) -> GuideError:
    with pytest.raises(GuideError) as caught:
        load.library(folder.dialogs)
    return caught.value


def test_the_unbroken_folder_loads(folder: Folder) -> None:
    assert set(load.library(folder.dialogs).guides) == {"LAPOR", "TANYA"}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_is_told_in_one_line(
    folder: Folder, mistake: Mistake, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = folder.change(mistake.file, mistake.old, mistake.new)
    file = folder.dialogs / mistake.file
    if mistake.new == "<latin-1>":
        file.write_bytes(file.read_bytes().replace(b"<latin-1>", b"Layanan \xe9"))
    monkeypatch.chdir(folder.root)
    told = str(first_error(folder))
    start = f"dialogs/{mistake.file}:{line + mistake.lines}: "
    assert told.startswith(start + mistake.says), told
    assert "\n" not in told
    assert told[-1] in ".?"


def test_a_text_in_two_files(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write("texts/terminal.yaml", "# Terminal.\nmenu.heading: Pilihan\n")
    monkeypatch.chdir(folder.root)
    assert str(first_error(folder)) == (
        "dialogs/texts/terminal.yaml:2: the text “menu.heading” stands twice. "
        "It is in dialogs/texts/screens.yaml:1 already; use another id."
    )


def test_a_shared_question_in_two_files(folder: Folder) -> None:
    folder.write("questions/zz.yaml", (folder.dialogs / PERSON).read_bytes())
    assert "questions/zz.yaml:1: the question “condition” stands in two" in str(first_error(folder))


def test_a_missing_file(folder: Folder) -> None:
    (folder.dialogs / CHANNELS).unlink()
    assert "channels.yaml:1: the file cannot be read." in str(first_error(folder))


def test_an_event_named_like_a_service(folder: Folder) -> None:
    folder.write("life_events/TANYA.yaml", "code: TANYA\ntitle: Lagi\nservices: [TANYA, LAPOR]\n")
    assert "TANYA.yaml:1: TANYA is a service already." in str(first_error(folder))


@pytest.mark.parametrize("schema", ["guide", "questions"])
def test_the_schemas_know_every_kind(schema: str) -> None:
    read = json.loads((SCHEMAS / f"{schema}.schema.json").read_text("utf-8"))
    assert set(read["$defs"]["kind"]["enum"]) == set(KINDS)
