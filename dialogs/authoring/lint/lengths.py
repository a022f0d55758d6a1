"""A guide is not longer than a person can bear, standing, at a counter."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.authoring.paths import TooManyPaths, paths
from dialogs.journey import SECONDS_A_QUESTION

SHORTEST = 9  # questions on the shortest way that leads to the end, those one may skip included
LONGEST = 14  # questions on any way
BEFORE_A_STOP = 5  # questions; nobody answers ten and then hears that it was in vain
MINUTES = 5  # on any way, with a last look at the answers


def check(material: Material) -> Iterator[Fault]:
    for guide, source in material.guides():
        try:
            ways = paths(guide)
        except TooManyPaths:  # told by the rule “reachable”
            continue
        late = [len(way.asked) for way in ways if way.stop is not None]
        if late and max(late) > BEFORE_A_STOP:
            what = f"a stop comes after {max(late)} questions, later than {BEFORE_A_STOP}"
            yield source.error(("stops",), what, "Ask first what rules a person out")
        lengths = [len(way.asked) for way in ways if way.stop is None]
        cure = "Ask less: leave to the officer what the officer sees"
        if lengths and min(lengths) > SHORTEST:
            what = f"the shortest way asks {min(lengths)} questions, more than {SHORTEST}"
            yield source.error(("questions",), what, cure)
        if lengths and max(lengths) > LONGEST:
            what = f"the longest way asks {max(lengths)} questions, more than {LONGEST}"
            yield source.error(("questions",), what, cure)
        elif lengths and minutes(max(lengths)) > MINUTES:
            what = f"the longest way takes {minutes(max(lengths))} minutes, more than {MINUTES}"
            yield source.error(("questions",), what, cure)


def minutes(questions: int) -> int:
    """How long that many questions and the check at the end take."""
    return -(-(questions + 1) * SECONDS_A_QUESTION // 60)


RULE = Rule(
    "lengths",
    f"No service asks more than {SHORTEST} questions of everybody, or {LONGEST} of anybody.",
    check,
)
