"""`./pandu guide CODE`: the page, the drawing, and what is said for a service that is not there."""

from __future__ import annotations

import re

import pytest

from dialogs.authoring import load
from dialogs.authoring.draw import main
from dialogs.authoring.draw.mermaid import mermaid
from dialogs.guide import Guide
from tests.dialogs.authoring.folder import Folder

LAPOR = "services/LAPOR.yaml"
STOP = """\
stops:
  - when: {condition: damaged}
    text: 'Kartu "rusak" diurus #lain.'
    instead: [TANYA]
    source: jakarta.go.id
    checked: 2026-11-01
"""
# The part of Mermaid's flowchart grammar that we write: https://mermaid.js.org/syntax/flowchart
LABEL = r'"[^"<>`\n]+"'
NODE = re.compile(rf"  (\w+)(?:\[{LABEL}\]|\{{{LABEL}\}}|\(\[{LABEL}\]\))")
ARROW = re.compile(r"  (\w+) -->(?:\|(\w+)\|)? (\w+)")
RESERVED = {"end", "graph", "subgraph", "flowchart", "style", "class", "click", "default"}


class Drawn:
    """A flowchart read back: its nodes, and from which to which an arrow leads."""

    def __init__(self, text: str) -> None:
        first, *rows = text.split("\n")
        assert first == "flowchart TD"
        self.nodes: list[str] = []
        self.arrows: list[tuple[str, str]] = []
        for row in rows:
            node, arrow = NODE.fullmatch(row), ARROW.fullmatch(row)
            assert node or arrow, row
            if node:
                self.nodes.append(node[1])
            elif arrow:
                self.arrows.append((arrow[1], arrow[3]))

    def reached(self, start: str, *, backwards: bool = False) -> set[str]:
        found, todo = {start}, [start]
        while todo:
            here = todo.pop()
            for one, other in self.arrows:
                a, b = (other, one) if backwards else (one, other)
                if a == here and b not in found:
                    found.add(b)
                    todo.append(b)
        return found


def guides() -> list[Guide]:
    return list(load.library().guides.values())


@pytest.fixture(scope="module")
def words() -> dict[str, str]:
    return {id: located.text for id, located in load.library().texts.items()}


@pytest.mark.parametrize("guide", guides(), ids=lambda guide: guide.code)
def test_every_drawing_is_mermaid_and_leads_from_the_title_to_an_end(
    guide: Guide, words: dict[str, str]
) -> None:
    drawn = Drawn(mermaid(guide, words))
    assert len(set(drawn.nodes)) == len(drawn.nodes)
    assert not RESERVED & set(drawn.nodes)
    assert {node for arrow in drawn.arrows for node in arrow} <= set(drawn.nodes)
    assert drawn.reached("begin") == set(drawn.nodes)
    ends = {node for node in drawn.nodes if node not in {start for start, _ in drawn.arrows}}
    assert ends == {"done", *(f"stop{number}" for number in range(len(guide.stops)))}
    asked = [node for node in drawn.nodes if re.fullmatch(r"q\d+", node)]
    assert len(asked) == len(guide.questions)


def test_a_condition_is_a_diamond_with_two_ways(folder: Folder) -> None:
    library = load.library(folder.dialogs)
    text = mermaid(library.guides["LAPOR"], {i: t.text for i, t in library.texts.items()})
    assert text.split("\n") == [
        "flowchart TD",
        '  begin(["Lapor"])',
        '  q0["Hilang atau rusak?"]',
        "  begin --> q0",
        '  if1{"condition is lost?"}',
        "  q0 --> if1",
        '  q1["Sudah dilihat?"]',
        "  if1 -->|yes| q1",
        '  done(["Kirim laporan"])',
        "  q1 --> done",
        "  if1 -->|no| done",
    ]


def test_a_stop_stands_after_the_question_that_decides_it(folder: Folder) -> None:
    folder.change(LAPOR, "steps:\n", f"{STOP}steps:\n")
    library = load.library(folder.dialogs)
    text = mermaid(library.guides["LAPOR"], {i: t.text for i, t in library.texts.items()})
    drawn = Drawn(text)
    assert drawn.nodes.index("q0") + 2 == drawn.nodes.index("stop0")
    assert ("ifstop0", "if1") in drawn.arrows
    assert "Kartu #quot;rusak#quot; diurus #35;lain." in text


def test_the_page(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.change(LAPOR, "when: {condition: lost}", "when: {condition: {not: damaged}}")
    folder.change(LAPOR, "{text: Petugas", "{when: {condition: lost}, text: Petugas")
    assert main(["lapor", "--root", str(folder.root)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("LAPOR  Lapor\n")
    for line in (
        "completion  api: the authority's system takes it",
        "Questions: 1 on the shortest way (a minute), 2 on the longest (a minute)",
        " 2 seen (yes_no, of service): Sudah dilihat?\n       if condition is not damaged\n",
        " 1 questions: condition = damaged\n",
        " 2 questions: condition = lost\n",
        "by open311\n  condition\n  seen\n",
        "Petugas memeriksa.  (if condition is lost)  [jakarta.go.id, 2026-11-01]",
        "flowchart TD\n",
    ):
        assert line in said


def test_only_the_drawing(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["LAPOR", "--mermaid", "--root", str(folder.root)]) == 0
    assert Drawn(capsys.readouterr().out.rstrip("\n")).nodes[0] == "begin"


@pytest.mark.parametrize(
    ("code", "cure"),
    [("LAPORR", "Did you mean “LAPOR”?"), ("XXXXXXXX", "One of: LAPOR, TANYA")],
)
def test_no_such_service_is_one_line(
    folder: Folder, capsys: pytest.CaptureFixture[str], code: str, cure: str
) -> None:
    assert main([code, "--root", str(folder.root)]) == 2
    assert capsys.readouterr().err == f"There is no service “{code}”. {cure}\n"


def test_a_file_that_cannot_be_read_is_one_line(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.change(LAPOR, "code: LAPOR", "code: [")
    assert main(["LAPOR", "--root", str(folder.root)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
