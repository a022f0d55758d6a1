"""A hint helps: it says what the question does not, and nothing is said twice on one screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.words import tidy

PAIRS = (("hint", "question"), ("hint", "example"), ("hint", "simpler"), ("why", "question"))
_WORD = re.compile(r"\w{4,}")  # shorter ones hold sentences together


def check(material: Material) -> Iterator[Fault]:
    texts = material.library.texts
    for guide, source in material.guides():
        for number, question in enumerate(guide.questions):
            for part, other in PAIRS:
                id, other_id = getattr(question, part), getattr(question, other)
                if id and other_id and _repeats(texts[id].text, texts[other_id].text):
                    what = f"the {part} of “{question.id}” repeats its {other}"
                    cure = "Say what helps to answer, or leave it out"
                    yield source.error(("questions", number, part), what, cure)


def _repeats(text: str, other: str) -> bool:
    words = set(_WORD.findall(tidy(text)))
    return bool(words) and words <= set(_WORD.findall(tidy(other)))


RULE = Rule("hints", "A hint says what the question does not.", check)
