"""The shapes in which the YAML files of this folder list words: by meaning, then by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dialogs.words.tidy import plain


def every(by_language: Mapping[str, Any]) -> Iterator[str]:
    """All phrases, whatever their language."""
    for phrases in by_language.values():
        yield from phrases


def flat(table: Mapping[Any, Mapping[str, Any]]) -> dict[str, str]:
    """{meaning: {language: [words]}} → {word: meaning}; a meaning further up wins."""
    out: dict[str, str] = {}
    for meaning, by_language in table.items():
        for phrase in every(by_language):
            out.setdefault(plain(str(phrase)), str(meaning))
    return out


def as_set(phrases: Any) -> frozenset[str]:
    return frozenset(plain(str(phrase)) for phrase in phrases)
