"""Letters as people spell them: "ka tujuh ki" is K7Q. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dialogs.words.tables import as_set, every
from dialogs.words.tidy import plain


@dataclass(frozen=True, slots=True)
class Letters:
    """`names`: word → capital letter; `around`: words beside signs that are none."""

    names: Mapping[str, str] = field(default_factory=dict)
    around: frozenset[str] = frozenset()


def build(file: Mapping[str, Any]) -> Letters:
    """From the parsed file."""
    names = {
        plain(str(word)): str(letter)
        for letter, by_language in file["names"].items()
        for word in every(by_language)
    }
    return Letters(names, as_set(every(file["around"])))
