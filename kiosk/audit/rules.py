"""All rules that look at a scene, in the order of their numbers.

Rules about time and fingers (25 to 35, 50, 51) are tests of `touch`, `idle`, `press` and the
window.
"""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.audit import reach, saying, sight
from kiosk.audit.rule import Broken, Rule, Seen

RULES: tuple[Rule, ...] = tuple(
    sorted((*reach.RULES, *sight.RULES, *saying.RULES), key=lambda rule: rule.number)
)


def broken(seen: Seen, where: str) -> Iterator[Broken]:
    """What does not hold on this page."""
    for rule in RULES:
        for what in rule.check(seen):
            yield Broken(rule, where, what)
