"""Everything a guide says is said to somebody, and a condition rules somebody out."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.authoring.paths import Conditioned, Path, TooManyPaths, conditioned, paths
from dialogs.authoring.source import Source
from dialogs.conditions import Condition
from dialogs.guide import Guide

ONE = {
    "eligibility": "this line",
    "questions": "this question",
    "stops": "this stop",
    "contradictions": "this contradiction",
    "documents": "this document",
    "steps": "this step",
}
AFTER = ("documents", "steps")  # told to who has come to the end


def check(material: Material) -> Iterator[Fault]:
    for guide, source in material.guides():
        try:
            ways = paths(guide)
        except TooManyPaths:
            cure = "Let fewer questions decide"
            yield source.error(("questions",), "has too many ways to look through", cure)
            continue
        for one in conditioned(guide):
            yield from _one(guide, source, one, ways)


def _one(guide: Guide, source: Source, one: Conditioned, ways: tuple[Path, ...]) -> Iterator[Fault]:
    what, at = ONE[one.part], one.at
    seen = [way for way in ways if _comes_to(guide, one, way)]
    met = [way for way in seen if one.when.holds(way.values)]
    if not met:
        cure = "Mend its condition, or remove it"
        yield source.error(at, f"nobody ever comes to {what}", cure)
    elif one.when.lines and len(met) == len(seen) and one.at != ("stops", one.number, "when"):
        cure = f"Remove “{one.at[-1]}”, or name the answers it is for"
        yield source.error(at, f"everybody comes to {what}", cure)
    for number, line in enumerate(one.when.lines if len(one.when.lines) > 1 else ()):
        if met and not any(Condition((line,)).holds(way.values) for way in met):
            yield source.error((*at, number), "nobody ever meets this line", "Mend or remove it")


def _comes_to(guide: Guide, one: Conditioned, way: Path) -> bool:
    """Whether this way leads past the entry, so that its condition is looked at."""
    if one.part == "questions":
        return way.stop is None or guide.questions[one.number] in way.asked
    if one.part == "stops":
        return way.stop == one.number
    return way.stop is None or one.part not in AFTER


RULE = Rule(
    "reachable", "Every question and line is for somebody, and none needlessly asks.", check
)
