"""The conformance table: a row a rule, made by `./pandu audit`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kiosk.audit.proofs import PROOFS, Proof
from kiosk.audit.rules import RULES

FILE = Path(__file__).parents[1] / "conformance.md"
HEAD = """\
# What the kiosk conforms to

Made by `./pandu audit`, never by hand. *Audit*: looked at on every page of every screen of every
guide, in each of these languages, in four sizes, on three panels, upright also with all targets
low. *Test*: of `tests/`. *Lint*: a rule of `./pandu lint`.
"""


class Row(NamedTuple):
    """A rule as the table tells it; `result` is "holds", or how often it does not."""

    number: int
    clause: str
    says: str
    how: str
    result: str


def rows(broken: dict[str, int]) -> tuple[Row, ...]:
    """All rules by number; `broken` counts by what a rule says how often it does not hold."""
    looked = [
        Row(rule.number, rule.clause, rule.says, "audit", _result(broken.get(rule.says, 0)))
        for rule in RULES
    ]
    return tuple(sorted((*looked, *map(_proved, PROOFS)), key=lambda row: row.number))


def _proved(proof: Proof) -> Row:
    if proof.tested:
        how = f"test: `tests/{proof.by}`"
    elif proof.linted:
        how = f"lint: `{proof.by.removeprefix('lint ')}`"
    else:
        how = proof.by
    told = "held by the test" if proof.tested else "held by lint" if proof.linted else "–"
    return Row(proof.number, proof.clause, proof.says, how, told)


def _result(times: int) -> str:
    return f"does not hold {times} times" if times else "holds"


def table(languages: tuple[str, ...], screens: int, found: tuple[Row, ...]) -> str:
    """The file; `screens` is how many questions with what lies over them there are a language."""
    return "\n".join((HEAD, *_lines(languages, screens, found), ""))


def _lines(languages: tuple[str, ...], screens: int, found: tuple[Row, ...]) -> Iterator[str]:
    yield f"Languages: {', '.join(languages)}. Screens of questions, a language: {screens}."
    yield ""
    yield "| rule | clause | says | shown by | result |"
    yield "|---|---|---|---|---|"
    for row in found:
        yield f"| {row.number} | {row.clause} | {row.says} | {row.how} | {row.result} |"
