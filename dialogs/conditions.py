"""Conditions on answers: data, no code. In YAML:

when: {condition: lost}              the answer is this
when: {for_whom: [mother, father]}   one of these
when: {for_whom: {not: self}}        anything else (an unanswered question is not "anything")
when: [{a: x}, {b: y}]               one of several lines is enough
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Test:
    """The answer to `question` is (or, `negated`, is answered and is not) one of `values`."""

    question: str
    values: tuple[Any, ...]
    negated: bool = False

    def holds(self, answers: Mapping[str, Any]) -> bool:
        value = answers.get(self.question)
        return value is not None and (value in self.values) is not self.negated


@dataclass(frozen=True, slots=True)
class Condition:
    """True when every test of one of the `lines` holds; without lines always."""

    lines: tuple[tuple[Test, ...], ...] = ()

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """`answers`: question id → value of the answers that count on this path."""
        return not self.lines or any(
            all(test.holds(answers) for test in line) for line in self.lines
        )

    def questions(self) -> frozenset[str]:
        return frozenset(test.question for line in self.lines for test in line)


ALWAYS = Condition()
