"""Every picture a guide names is one that faces can draw: those of dialogs/icons.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dialogs.authoring.faults import Place, meant
from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.authoring.source import Source, files
from dialogs.guide import Guide

ICONS = Path(__file__).parents[2] / "icons.yaml"


def check(material: Material) -> Iterator[Fault]:
    for source in files(material.root / "dialogs" / "life_events"):
        icon = source.data.get("icon", "")
        if icon and icon not in known():
            yield _unknown(source, ("icon",), icon)
    for guide, source in material.guides():
        for at, icon in _named(guide):
            if icon not in known():
                yield _unknown(source, at, icon)


def _unknown(source: Source, at: Place, icon: str) -> Fault:
    cure = meant(icon, known(), f"Take one of dialogs/{ICONS.name}, or add it there")
    return source.error(at, f"there is no picture “{icon}”", cure)


def _named(guide: Guide) -> Iterator[tuple[Place, str]]:
    """Each picture and the place of the file that names it, or whatever takes it from elsewhere."""
    if guide.icon:
        yield ("icon",), guide.icon
    for number, question in enumerate(guide.questions):
        for which, choice in enumerate(question.choices):
            if choice.icon:
                yield ("questions", number, "choices", which, "icon"), choice.icon


@cache
def known() -> frozenset[str]:
    return frozenset(Source(ICONS).data)


RULE = Rule("icons", "Every picture is one that faces can draw.", check, words=True)
