"""How many people a text names: "lima orang", "berlima", "saya, istri sama tiga anak"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dialogs.words.tidy import plain


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Lookups over plain words. `together`: "berlima" → 5; `who`: one person each; `pairs`: two;
    `me`: the one who speaks; `nobody`: whole utterances for nought."""

    together: Mapping[str, int] = field(default_factory=dict)
    classifiers: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    pairs: tuple[str, ...] = ()
    me: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()


def build(file: Mapping[str, Any]) -> PeopleWords:
    """Compile people.yaml. Pure."""
    return PeopleWords(
        together={
            plain(word): int(number)
            for number, languages in file["together"].items()
            for words in languages.values()
            for word in words
        },
        classifiers=frozenset(map(plain, file["classifiers"])),
        who=_every(file["who"]),
        pairs=tuple(map(plain, file["pairs"])),
        me=_every(file["self"]),
        nobody=_every(file["nobody"]),
    )


def _every(languages: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(plain(word) for words in languages.values() for word in words)
