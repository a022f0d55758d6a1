"""A sentence that is heard once is understood: 14 words at most."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.texts import Template

MOST = 14  # words; a slot counts as one
_WORD = re.compile(r"\w")


def check(material: Material) -> Iterator[Fault]:
    for written in material.written:
        longest = max(_lengths(written.template))
        if longest > MOST:
            yield written.fault(
                f"has a sentence of {longest} words", f"Make it {MOST} or fewer; split it"
            )


def _lengths(template: Template) -> Iterator[int]:
    for groups in template.sentences:
        said = "".join(
            "x" if what == "slot" else part for _, parts in groups for what, part, _ in parts
        )
        yield sum(bool(_WORD.search(word)) for word in said.split())


RULE = Rule("sentences", f"No sentence is longer than {MOST} words.", check, words=True)
