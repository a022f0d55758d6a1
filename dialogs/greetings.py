"""A greeting, answered in its own tongue; and which language somebody seems to write in.

Only ever offered: the talk's language changes when the person says so.
"""

from __future__ import annotations

from typing import NamedTuple

from dialogs.words import Words, head, plain

LONGEST = 5  # words of a greeting and who is greeted
FEWEST = 2  # telling words of one language, and none of another
READ = 300  # characters


class Greeted(NamedTuple):
    """`reply` as it is said back; `alone`: nothing else was said."""

    language: str
    reply: str
    alone: bool


def greeting_in(text: str, words: Words) -> Greeted | None:
    """The greeting a text begins with."""
    tokens = plain(head(text, READ)).split()
    for length in range(min(LONGEST, len(tokens)), 0, -1):
        found = words.greetings.get(" ".join(tokens[:length]))
        if found is not None:
            rest = tokens[length:]
            if rest and length == 1 and found[0] == "id" and not _nobody(rest, words):
                return None  # "siang tadi …", "malam Jumat": no greeting but a time
            return Greeted(*found, alone=_nobody(rest, words))
    return None


def tongue_of(text: str, words: Words) -> str:
    """The language (jv, su, en) of a text that has telling words of no other; "" when not sure."""
    tokens = set(plain(head(text, READ)).split())
    hits = {language: len(tokens & told) for language, told in words.tongues.items()}
    best = max(hits, key=lambda language: hits[language], default="")
    sure = best and hits[best] >= FEWEST and sum(hits.values()) == hits[best]
    return best if sure else ""


def _nobody(rest: list[str], words: Words) -> bool:
    """Only who is greeted is left: "bu", "pak RT", "min"."""
    return all(word in _GREETED or word in words.fillers or word in words.openers for word in rest)


_GREETED = frozenset(
    {
        *("bu", "pak", "ibu", "bapak", "mas", "mbak", "kak", "min", "admin", "pandu", "semua"),
        *("rt", "rw", "sir", "madam"),
    }
)
