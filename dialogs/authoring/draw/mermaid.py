"""The ways through a guide as a Mermaid flowchart, for any page that draws them.

A question is a box, a condition a diamond before it, the ends are rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs.authoring.draw.words import plain, said
from dialogs.guide import Guide, Question, Stop

SHAPES = {"box": '["{}"]', "diamond": '{{"{}"}}', "round": '(["{}"])'}
# Signs that would end a label or begin an entity.
SIGNS = {'"': "#quot;", "#": "#35;", "<": "#lt;", ">": "#gt;", "`": "#96;"}


@dataclass
class _Drawing:
    """Lines so far; `open` are the loose ends that lead to whatever is drawn next: (node, label
    on the arrow)."""

    lines: list[str] = field(default_factory=lambda: ["flowchart TD"])
    open: list[tuple[str, str]] = field(default_factory=list)

    def node(self, id: str, shape: str, label: str) -> None:
        """Draws a node and leads all loose ends to it; it becomes the one loose end."""
        self.lines.append(f"  {id}{SHAPES[shape].format(_label(label))}")
        for start, word in self.open:
            arrow = f"-->|{word}|" if word else "-->"
            self.lines.append(f"  {start} {arrow} {id}")
        self.open = [(id, "")]

    def fork(self, id: str, question: str) -> list[tuple[str, str]]:
        """A diamond: goes on where it is met, and returns the way past it."""
        self.node(id, "diamond", f"{question}?")
        self.open = [(id, "yes")]
        return [(id, "no")]


def mermaid(guide: Guide, words: Mapping[str, str]) -> str:
    """The flowchart, without a line break at its end."""
    drawing = _Drawing()
    drawing.node("begin", "round", plain(words, guide.title))
    if guide.eligibility:
        lines = (plain(words, line.text) for line in guide.eligibility)
        drawing.node("fit", "box", "Cocok? " + " ".join(lines))
    asked: set[str] = set()
    stops = list(enumerate(guide.stops))
    for number, question in enumerate(guide.questions):
        _question(drawing, number, question, words)
        asked.add(question.id)
        for which, stop in [one for one in stops if one[1].when.questions() <= asked]:
            stops.remove((which, stop))
            _stop(drawing, which, stop, words)
    drawing.node("done", "round", plain(words, guide.act) or "Daftar yang dibawa")
    return "\n".join(drawing.lines)


def _question(drawing: _Drawing, number: int, question: Question, words: Mapping[str, str]) -> None:
    past = drawing.fork(f"if{number}", said(question.when)) if question.when.lines else []
    mark = " (boleh dilewati)" if question.optional else ""
    drawing.node(f"q{number}", "box", plain(words, question.question) + mark)
    drawing.open += past


def _stop(drawing: _Drawing, number: int, stop: Stop, words: Mapping[str, str]) -> None:
    past = drawing.fork(f"ifstop{number}", said(stop.when))
    drawing.node(f"stop{number}", "round", plain(words, stop.text))
    drawing.open = past


def _label(text: str) -> str:
    return "".join(SIGNS.get(sign, sign) for sign in text)
