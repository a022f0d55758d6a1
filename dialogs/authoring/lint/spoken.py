"""Every text can be said: no sign or figure is left over, and of an abbreviation it is known
whether it is said letter by letter ("ka te pe") or as a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from dialogs.authoring.lint.rule import Fault, Material, Rule, Written
from dialogs.authoring.source import files
from dialogs.speaking.saying import LONGEST_SPELT, forms_of
from dialogs.texts import Template

FORMS = Path(__file__).parents[2] / "speaking" / "forms"
_LEFT = re.compile(r"[0-9/&+=@#²°×±%–—•…“”\"()\[\]*_<>|~^]")
_CAPITALS = re.compile(rf"(?<![^\W_])[A-Z]{{2,{LONGEST_SPELT}}}(?![A-Z0-9])")


def check(material: Material) -> Iterator[Fault]:
    for written in material.written:
        template = material.world.texts.template(written.language, written.id)
        left = next((sign for sign in map(_left, _said(template)) if sign), "")
        if left:
            cure = "Write it in words, or add it to dialogs/speaking/forms"
            yield written.fault(f"leaves “{left}” to the voice", cure)
        for word in sorted(_unknown(written)):
            cure = (
                f"Add it to “spelt:” or “words:” of dialogs/speaking/forms/{written.language}.yaml"
            )
            yield written.fault(f"says “{word}”, and not whether that is letters or a word", cure)


def _said(template: Template) -> Iterator[str]:
    for groups in template.sentences:
        for _, parts in groups:
            yield from (said for what, _, said in parts if what == "text")


def _left(said: str) -> str:
    found = _LEFT.search(said)
    return found.group() if found else ""


def _unknown(written: Written) -> set[str]:
    known = _known().get(written.language, frozenset())
    return {word for word in _CAPITALS.findall(written.template.source) if word not in known}


@cache
def _known() -> Mapping[str, frozenset[str]]:
    """What each language says how to say."""
    forms = {source.file.stem: source.data for source in files(FORMS)}
    parts = ("words", "spelt", "said", "titles")
    return {
        language: frozenset(
            part
            for name in parts
            for one in forms_of(forms, language)[name]
            for part in one.split()
        )
        for language in forms
    }


RULE = Rule(
    "spoken", "Every text can be said: no sign or unknown letters are left.", check, words=True
)
