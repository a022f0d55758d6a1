"""Conditions on answers: data, no code. In YAML:

when: {condition: lost}              the answer is this
when: {for_whom: [mother, father]}   one of these
when: {for_whom: {not: self}}        anything else (an unanswered question is not "anything")
when: [{a: x}, {b: y}]               one of several lines is enough
"""

from __future__ import annotations

from collections.abc import Container, Mapping
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

    def verdict(self, answers: Mapping[str, Any], unanswered: Container[str]) -> bool | None:
        """As `holds`, but None while that cannot be known: the question was left out, or is one of
        the `unanswered` that may still be asked."""
        if answers.get(self.question) is not None:
            return self.holds(answers)
        return None if self.question in answers or self.question in unanswered else False


@dataclass(frozen=True, slots=True)
class Condition:
    """True when every test of one of the `lines` holds; without lines always."""

    lines: tuple[tuple[Test, ...], ...] = ()

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """`answers`: question id → value of the answers that count on this path."""
        return not self.lines or any(
            all(test.holds(answers) for test in line) for line in self.lines
        )

    def verdict(self, answers: Mapping[str, Any], unanswered: Container[str]) -> bool | None:
        """As `holds`, but None while an answer that decides it is missing."""
        if not self.lines:
            return True
        lines = [_all([test.verdict(answers, unanswered) for test in line]) for line in self.lines]
        return True if True in lines else None if None in lines else False

    def questions(self) -> frozenset[str]:
        return frozenset(test.question for line in self.lines for test in line)


def _all(verdicts: list[bool | None]) -> bool | None:
    return False if False in verdicts else None if None in verdicts else True


ALWAYS = Condition()
