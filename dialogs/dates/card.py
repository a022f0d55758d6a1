""" "Seperti di KTP": the date stands on a card, and who has the card in hand copies it."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.words.dates import DateWords

MOST_WORDS = 8


def as_on_card(tokens: Sequence[str], dates: DateWords) -> bool:
    """Whether words say that the card tells it, and nothing else."""
    if len(tokens) > MOST_WORDS or not any(token in dates.cards for token in tokens):
        return False
    if not any(token in dates.card_like for token in tokens):
        return False
    known = dates.card_like | dates.cards | dates.card_noise
    return all(token in known for token in tokens)
