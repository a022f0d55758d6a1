"""What may be left out says so, and nothing else does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.authoring.lint.rule import Fault, Material, Rule

SAYS_SO = re.compile(r"\b(?:boleh|bisa) (?:dilewati|dikosongkan|kosong)\b", re.IGNORECASE)


def check(material: Material) -> Iterator[Fault]:
    texts = material.library.texts
    for guide, source in material.guides():
        for number, question in enumerate(guide.questions):
            parts = (question.question, question.hint)
            said = any(SAYS_SO.search(texts[part].text) for part in parts if part)
            if said and not question.optional:
                what = f"“{question.id}” says it may be left out, and it may not"
                yield source.error(("questions", number), what, "Add “optional: true”, or reword")
            if question.optional and not said:
                what = f"“{question.id}” may be left out and does not say so"
                cure = "End its hint with “Boleh dilewati.”, or remove “optional: true”"
                yield source.error(("questions", number), what, cure)


RULE = Rule("skipping", "What may be left out says so, and nothing else does.", check)
