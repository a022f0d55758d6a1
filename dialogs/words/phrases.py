"""Phrases looked for inside a text: a place may be one of several words, or a gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dialogs.words.tidy import plain

# Phrases by their first word, for looking through a text once: for each, the words that may stand
# at every place after it. A gap of up to `MOST_GAP` words is a place without words.
Phrases = Mapping[str, tuple[tuple[frozenset[str], ...], ...]]
GAP: frozenset[str] = frozenset()
MOST_GAP = 3


class Span(NamedTuple):
    """Tokens [start:end]."""

    start: int
    end: int


def compiled(phrases: Iterable[str], sets: Mapping[str, Any]) -> Phrases:
    """Phrases by their first word; a {set} stands for any of its words, "…" for a gap."""
    by_first: dict[str, dict[tuple[frozenset[str], ...], None]] = {}
    for phrase in phrases:
        first, *rest = _places(phrase, sets)
        for word in first:
            by_first.setdefault(word, {})[tuple(rest)] = None
    return {word: tuple(rests) for word, rests in by_first.items()}


def _places(phrase: str, sets: Mapping[str, Any]) -> Iterator[frozenset[str]]:
    """The words that may stand at each place of a phrase; none at all where a gap is."""
    for part in phrase.split():
        if part == "…":
            yield GAP
        elif part.startswith("{"):
            yield frozenset(plain(str(word)) for word in sets[part.strip("{}")])
        else:
            yield from (frozenset({word}) for word in plain(part).split())


def spans(tokens: Sequence[str], phrases: Phrases) -> Iterator[Span]:
    """Every place where a phrase stands in `tokens`."""
    for at, token in enumerate(tokens):
        for rest in phrases.get(token, ()):
            end = _follow(tokens, at + 1, rest)
            if end:
                yield Span(at, end)


def _follow(tokens: Sequence[str], at: int, rest: Sequence[frozenset[str]]) -> int:
    """The index after `rest` when it stands at `at`, else 0."""
    if not rest:
        return at
    if rest[0] == GAP:
        return max(_follow(tokens, at + gap, rest[1:]) for gap in range(MOST_GAP + 1))
    if at < len(tokens) and tokens[at] in rest[0]:
        return _follow(tokens, at + 1, rest[1:])
    return 0
