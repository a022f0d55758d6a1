"""How well texts are understood: top-1, top-3, what is claimed of texts that are not ours, by
language and style, what is confused, and what a threshold gives and costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from chatbot.understanding import hands
from chatbot.understanding.labels import OUTSIDE, UNSURE, is_service
from chatbot.understanding.noise import mistyped

THRESHOLDS = (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8)
BINS = 10
SHOWN = 15  # confusions
SEED = 2026


class CasesError(Exception):
    """A file of cases is not as it should be; the message names the line."""


class Case(NamedTuple):
    """A text, every label that would be right, its language, and its style or hand."""

    text: str
    labels: frozenset[str]
    language: str
    style: str


class Judged(NamedTuple):
    """A case and what was said: the label (perhaps UNSURE), and labels by likelihood."""

    case: Case
    said: str
    ranked: tuple[tuple[str, float], ...]

    @property
    def first(self) -> bool:
        return self.ranked[0][0] in self.case.labels

    @property
    def third(self) -> bool:
        return any(label in self.case.labels for label, _ in self.ranked[:3])

    @property
    def confidence(self) -> float:
        return self.ranked[0][1]


def read_cases(file: Path) -> list[Case]:
    """A TSV without quoting: text, labels joined by "|", language, style; a heading is skipped.
    Raises `CasesError`, `OSError`."""
    cases = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        cells = line.split("\t")
        if not line.strip() or (number == 1 and cells[0] == "text"):
            continue
        if len(cells) < 2 or not cells[1]:
            raise CasesError(f"{file}:{number}: give text, labels, language, style between tabs.")
        language, style = (*cells[2:4], "", "")[:2]
        cases.append(Case(cells[0], frozenset(cells[1].split("|")), language, style))
    if not cases:
        raise CasesError(f"{file}: there is no case in it.")
    return cases


def held_out_cases() -> list[Case]:
    """The hands nobody trains on; the hand is the style."""
    return [
        Case(said.text, frozenset({said.label}), said.language, said.hand)
        for said in hands.held_out(hands.read())
    ]


def with_typos(cases: Iterable[Case], share: float) -> list[Case]:
    return [case._replace(text=mistyped(case.text, SEED, share)) for case in cases]


def judged(cases: Iterable[Case], read: Callable[[str], dict[str, Any]]) -> list[Judged]:
    """What `read` says of each case (see `Reader.read`)."""
    out = []
    for case in cases:
        told = read(case.text)
        ranked = tuple((one["label"], one["confidence"]) for one in told["alternatives"])
        out.append(Judged(case, told["label"], ranked))
    return out


def share(of: Sequence[Judged], holds: Callable[[Judged], bool]) -> float:
    return sum(map(holds, of)) / len(of) if of else float("nan")


def outside(of: Iterable[Judged]) -> list[Judged]:
    """Those that are not ours, whatever else might be said of them."""
    return [one for one in of if one.case.labels == {OUTSIDE}]


def false_service(one: Judged) -> bool:
    """A service was claimed, surely, for what is none of ours."""
    return is_service(one.said)


def report(of: Sequence[Judged]) -> str:
    """Everything as lines of plain text."""
    lines = [_heading(), _row("all", of)]
    for name, key in (("language", _language), ("style", _style)):
        groups = sorted({key(one) for one in of if key(one)})
        if len(groups) > 1:
            lines += ["", f"by {name}"]
            lines += [_row(group, [one for one in of if key(one) == group]) for group in groups]
    lines += ["", "threshold  answered  right when answered  service claimed of DI_LUAR"]
    lines += [_at(threshold, of) for threshold in THRESHOLDS]
    lines += ["", "confidence   texts  right   (calibration error " + f"{_ece(of):.3f})"]
    lines += [_bin(at, of) for at in range(BINS)]
    lines += ["", "confused: meant → heard"]
    confused = Counter(
        ("|".join(sorted(one.case.labels)), one.ranked[0][0]) for one in of if not one.first
    )
    lines += [f"{times:5}  {a} → {b}" for (a, b), times in confused.most_common(SHOWN)]
    return "\n".join(lines)


def _language(one: Judged) -> str:
    return one.case.language


def _style(one: Judged) -> str:
    return one.case.style


def _heading() -> str:
    return f"{'':12}{'texts':>7}{'top-1':>8}{'top-3':>8}{'unsure':>8}{'false service':>15}"


def _row(name: str, of: Sequence[Judged]) -> str:
    unsure = share(of, lambda one: one.said == UNSURE)
    false = share(outside(of), false_service)
    return (
        f"{name:12}{len(of):7}{share(of, lambda one: one.first):8.3f}"
        f"{share(of, lambda one: one.third):8.3f}{unsure:8.3f}{false:15.3f}"
    )


def _at(threshold: float, of: Sequence[Judged]) -> str:
    answered = [one for one in of if one.confidence >= threshold]
    claimed = share(
        outside(of), lambda one: one.confidence >= threshold and is_service(one.ranked[0][0])
    )
    return (
        f"{threshold:9.2f}{len(answered) / len(of):10.3f}"
        f"{share(answered, lambda one: one.first):21.3f}{claimed:28.3f}"
    )


def _in_bin(at: int, of: Sequence[Judged]) -> list[Judged]:
    return [one for one in of if min(int(one.confidence * BINS), BINS - 1) == at]


def _bin(at: int, of: Sequence[Judged]) -> str:
    here = _in_bin(at, of)
    right = f"{share(here, lambda one: one.first):7.3f}" if here else "      -"
    return f"{at / BINS:.1f} to {(at + 1) / BINS:.1f}{len(here):9}{right}"


def _ece(of: Sequence[Judged]) -> float:
    """Expected calibration error: how far confidence and being right are apart, on average."""
    apart = 0.0
    for at in range(BINS):
        here = _in_bin(at, of)
        if here:
            told = sum(one.confidence for one in here) / len(here)
            apart += len(here) * abs(told - share(here, lambda one: one.first))
    return apart / len(of)
