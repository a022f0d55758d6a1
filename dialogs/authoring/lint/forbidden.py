"""No apology, order, blame or jargon: the words of forbidden.yaml, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.authoring.source import Source

WORDS = Path(__file__).with_name("forbidden.yaml")


class _Found(NamedTuple):
    words: re.Pattern[str]
    names: re.Pattern[str] | None


def check(material: Material) -> Iterator[Fault]:
    patterns = _patterns()
    for written in material.written:
        pattern = patterns.get(written.language)
        if pattern is None:
            continue
        text = written.template.source
        if pattern.names is not None:
            text = pattern.names.sub("", text)
        for word in dict.fromkeys(match[0] for match in pattern.words.finditer(text)):
            yield written.fault(f"says “{word}”", "Say what happens and what helps")


@cache
def _patterns() -> dict[str, _Found]:
    data = Source(WORDS).data
    return {
        language: _Found(_any_of(lists["words"]), _any_of(lists["but"]) if lists["but"] else None)
        for language, lists in data.items()
    }


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


RULE = Rule("forbidden", "No text apologises, orders, blames or speaks jargon.", check, words=True)
