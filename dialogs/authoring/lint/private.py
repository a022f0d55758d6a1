"""What tells of illness, poverty or death is private: shown, and not said aloud in a hall."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.authoring.source import Source
from dialogs.guide import Guide

WORDS = Path(__file__).with_name("private.yaml")
CURE = "Add “private: true”, or say it without that word"


def check(material: Material) -> Iterator[Fault]:
    texts = material.library.texts
    for guide, source in material.guides():
        title = _tells(texts[guide.title].text)
        if title and not guide.private and not guide.emergency:
            yield source.error(("title",), f"its name says “{title}” aloud", CURE)
        yield from _questions(material, guide, source)


def _questions(material: Material, guide: Guide, source: Source) -> Iterator[Fault]:
    texts = material.library.texts
    for number, question in enumerate(guide.questions):
        if question.private:
            continue
        at = ("questions", number)
        parts = (question.question, question.hint, question.label, *question.labels.values())
        asked = next(filter(None, (_tells(texts[part].text) for part in parts if part)), "")
        if asked:
            yield source.error(at, f"“{question.id}” says “{asked}” aloud", CURE)
        for which, choice in enumerate(question.choices):
            said = _tells(texts[choice.label].text)
            if said and not choice.private:
                place = (*at, "choices", which)
                yield source.error(place, f"“{choice.id}” says “{said}” aloud", CURE)


def _tells(text: str) -> str:
    found = _words().search(text)
    return found.group() if found else ""


@cache
def _words() -> re.Pattern[str]:
    words = map(re.escape, Source(WORDS).data)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


RULE = Rule("private", "What tells of illness, poverty or death is not said aloud.", check)
