"""What the guides call themselves, as texts to learn from: titles and synonyms in every language.

People who write say more than a name; people at a screen often say just that.
"""

from __future__ import annotations

from collections.abc import Iterator

from chatbot.understanding.hands import Said
from chatbot.understanding.world import world

HAND = "guides"


def said() -> tuple[Said, ...]:
    """Every name of every service once. Languages share too many of them to tell one by them, so
    they are said in none."""
    return tuple(dict.fromkeys(_said()))


def _said() -> Iterator[Said]:
    known = world()
    for code, guide in sorted(known.guides.items()):
        titles = {known.texts.text(one, guide.title).shown for one in known.texts.languages}
        synonyms = {synonym for some in guide.synonyms.values() for synonym in some}
        for name in sorted(titles | synonyms):
            yield Said(name, code, "", HAND)
