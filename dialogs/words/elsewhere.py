"""What is asked here and done by others: who that is, by the words in a story. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dialogs.words.tidy import plain

Phrase = tuple[str, ...]
ENDINGS = ("nya", "nye", "ipun", "ku", "mu", "na", "ne", "e")
SHORTEST = 3  # letters that stay


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Phrases by their first word, longest first, each with the name of who does it."""

    phrases: Mapping[str, tuple[tuple[Phrase, str], ...]] = field(default_factory=dict)

    def who(self, text: str) -> str | None:
        """The one that the longest phrase in a text names, the first of equally long ones."""
        found = max(self.named(text), key=lambda one: len(" ".join(one[0])), default=None)
        return found[1] if found else None

    def named(self, text: str) -> Iterator[tuple[Phrase, str]]:
        """Every phrase in the text, one a place."""
        words = plain(text).split()
        for at, word in enumerate(words):
            for first in dict.fromkeys((word, _bare(word))):
                found = next(
                    (way for way in self.phrases.get(first, ()) if _stands(way[0], words, at)), None
                )
                if found is not None:
                    yield found
                    break


def _stands(phrase: Phrase, words: list[str], at: int) -> bool:
    """Whether a phrase begins at a word; each may have an ending ("listriknya")."""
    here = words[at : at + len(phrase)]
    return len(here) == len(phrase) and all(
        word == part or _bare(word) == part for word, part in zip(here, phrase, strict=True)
    )


def _bare(word: str) -> str:
    """Without the ending that says whose it is."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + SHORTEST:
            return word[: -len(ending)]
    return word


def build(data: Mapping[str, list[str]]) -> Elsewhere:
    """From the parsed file."""
    by_first: dict[str, list[tuple[Phrase, str]]] = {}
    for who, phrases in data.items():
        for phrase in phrases:
            words = tuple(plain(str(phrase)).split())
            by_first.setdefault(words[0], []).append((words, who))
    return Elsewhere(
        {
            first: tuple(sorted(ways, key=lambda one: -len(one[0])))
            for first, ways in by_first.items()
        }
    )
