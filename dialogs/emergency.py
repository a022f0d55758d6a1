"""Is somebody's life in danger? A look beside the reading of a text, never a reading itself.

A false alarm costs a glance at a screen that says 112, a missed one a life; still, a KTP that
burned last year must not raise it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dialogs.words import Words, plain
from dialogs.words.phrases import Span, spans

LONGEST = 400  # words looked at
FORGIVING = 9  # letters from which one wrong letter is forgiven; "pinggan" is no "pingsan"


def is_emergency(text: str, words: Words) -> bool:
    """True when a phrase of danger stands in `text` as whole words and no guard covers it."""
    tokens = plain(text).split()[:LONGEST]
    alarms = [*_misspelt(tokens, words)]
    if not words.emergency.keys().isdisjoint(tokens):
        alarms += spans(tokens, words.emergency)
    if not alarms:
        return False
    guards = tuple(
        guard
        for guard in spans(tokens, words.not_emergency)
        # What happened last year says nothing of what happens "sekarang".
        if words.emergency_now.isdisjoint(tokens[guard.start : guard.end])
    )
    return any(
        not any(guard.start <= alarm.start and alarm.end <= guard.end for guard in guards)
        for alarm in alarms
    )


def _misspelt(tokens: Sequence[str], words: Words) -> Iterator[Span]:
    """One letter left out, added or changed in a long word: "kebakran"."""
    for at, token in enumerate(tokens):
        if len(token) >= FORGIVING - 1 and token not in words.emergency:
            for word in words.emergency_long:
                if token[0] == word[0] and _one_apart(token, word):
                    yield Span(at, at + 1)


def _one_apart(left: str, right: str) -> bool:
    if abs(len(left) - len(right)) > 1:
        return False
    if len(left) > len(right):
        left, right = right, left
    at = next((i for i, sign in enumerate(left) if sign != right[i]), len(left))
    return left[at + (len(left) == len(right)) :] == right[at + 1 :]
