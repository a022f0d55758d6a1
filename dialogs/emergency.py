"""Is somebody's life in danger? A look beside the reading of a text, never a reading itself.

A false alarm costs a glance at a screen that says 112, a missed one a life; still, a KTP that
burned last year must not raise it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dialogs.words import GAP, Phrases, Words, plain

MOST_GAP = 3
LONGEST = 400  # words looked at
FORGIVING = 9  # letters from which one wrong letter is forgiven; "pinggan" is no "pingsan"


class _Span(NamedTuple):
    start: int
    end: int


def is_emergency(text: str, words: Words) -> bool:
    """True when a phrase of danger stands in `text` as whole words and no guard covers it."""
    tokens = plain(text).split()[:LONGEST]
    alarms = [*_spans(tokens, words.emergency), *_misspelt(tokens, words)]
    if not alarms:
        return False
    guards = tuple(
        guard
        for guard in _spans(tokens, words.not_emergency)
        # What happened last year says nothing of what happens "sekarang".
        if words.emergency_now.isdisjoint(tokens[guard.start : guard.end])
    )
    return any(
        not any(guard.start <= alarm.start and alarm.end <= guard.end for guard in guards)
        for alarm in alarms
    )


def _spans(tokens: Sequence[str], phrases: Phrases) -> Iterator[_Span]:
    for at, token in enumerate(tokens):
        for rest in phrases.get(token, ()):
            end = _follow(tokens, at + 1, rest)
            if end:
                yield _Span(at, end)


def _follow(tokens: Sequence[str], at: int, rest: Sequence[frozenset[str]]) -> int:
    """The index after `rest` when it stands at `at`, else 0."""
    if not rest:
        return at
    if rest[0] == GAP:
        return max(_follow(tokens, at + gap, rest[1:]) for gap in range(MOST_GAP + 1))
    if at < len(tokens) and tokens[at] in rest[0]:
        return _follow(tokens, at + 1, rest[1:])
    return 0


def _misspelt(tokens: Sequence[str], words: Words) -> Iterator[_Span]:
    """One letter left out, added or changed in a long word: "kebakran"."""
    for at, token in enumerate(tokens):
        if len(token) >= FORGIVING - 1 and token not in words.emergency:
            for word in words.emergency_long:
                if token[0] == word[0] and _one_apart(token, word):
                    yield _Span(at, at + 1)


def _one_apart(left: str, right: str) -> bool:
    if abs(len(left) - len(right)) > 1:
        return False
    if len(left) > len(right):
        left, right = right, left
    at = next((i for i, sign in enumerate(left) if sign != right[i]), len(left))
    return left[at + (len(left) == len(right)) :] == right[at + 1 :]
