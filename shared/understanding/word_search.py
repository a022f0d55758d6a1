"""Services by their words: the guides' own titles and synonyms. Needs nothing, is always there."""

from __future__ import annotations

from rapidfuzz import fuzz

from dialogs.contract.event import Candidate
from dialogs.guide import Guide, LifeEvent
from dialogs.words import tidy
from dialogs.world import World

LIKELY = 0.72  # below this a synonym and a text share too little to be offered
CERTAIN = 0.97  # the synonym stands in the text word by word
LEAD = 0.08  # how far the first must be before the second to be offered alone
SLIP = 88  # rapidfuzz ratio from which a single word is the phrase with a letter more or less
MOST = 5


class WordSearch:
    """Compares a text with every title and synonym, forgiving typos (rapidfuzz)."""

    def __init__(self, world: World) -> None:
        self._phrases: list[tuple[str, str]] = []
        entries: dict[str, Guide | LifeEvent] = {**world.life_events, **world.guides}
        for code, entry in entries.items():
            titles = {
                tidy(world.texts.text(language, entry.title).shown)
                for language in world.texts.languages
            }
            synonyms = {tidy(word) for words in entry.synonyms.values() for word in words}
            self._phrases += [(code, phrase) for phrase in sorted(titles | synonyms)]

    def understand(self, text: str, language: str) -> tuple[tuple[Candidate, ...], bool]:
        heard = tidy(text)
        best: dict[str, float] = {}
        for code, phrase in self._phrases:
            score = _likeness(phrase, heard)
            if score >= LIKELY and score > best.get(code, 0.0):
                best[code] = score
        ranked = sorted(best.items(), key=lambda item: -item[1])[:MOST]
        sure = (
            bool(ranked)
            and ranked[0][1] >= CERTAIN
            and (len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= LEAD)
        )
        return tuple(Candidate(code, round(score, 3)) for code, score in ranked), sure


def _likeness(phrase: str, text: str) -> float:
    """0..1: how much of the phrase stands in the text. A short text must match as a whole."""
    whole = fuzz.ratio(phrase, text)
    if len(text) < len(phrase):
        return whole / 100
    near = (fuzz.ratio(phrase, word, score_cutoff=SLIP) for word in text.split())
    single = max(whole, *near, 0.0)  # "pothole" for "potholes"
    words = fuzz.token_set_ratio(phrase, text) if " " in phrase else single
    inside = fuzz.partial_ratio(f" {phrase} ", f" {text} ")
    # A longer phrase that stands in the text says more than a shorter one.
    return max(whole, 0.5 * (words + inside) - 100 / (4 + len(phrase))) / 100
