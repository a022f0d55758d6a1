"""One of several: by number, label, other names in any language, or close to one of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from dialogs.guide import Choice
from dialogs.kinds.kind import AskBack, Context, Found, Kind, Offer, Problem, Reading, Taken
from dialogs.kinds.reading import left_out, no_answer, shown_left_out
from dialogs.texts import Catalogue, Phrase
from dialogs.words import plain

LONG = 12  # words from which a label inside the text is read back, not taken
LOOKED_AT = 2000  # characters of a longer text
CLOSE = 80.0  # of 100
CLEARLY = 8.0  # ahead of the second best
SHORTEST, LONGEST = 4, 60  # characters that are compared with labels
FORGIVING = 5  # letters from which one slip in a word is forgiven


class ChoiceKind(Kind):
    """Value: the id of one of the question's choices."""

    name = "choice"

    def parse(self, text: str, context: Context) -> Reading:
        said = plain(text)
        if not said:
            return None
        forms = {choice.id: _forms(choice, context) for choice in context.question.choices}
        exact = [id for id, names in forms.items() if said in names]
        if len(exact) == 1:
            return Taken(exact[0])
        # "KTP saya hilang": lost, where that is a choice; elsewhere, that it is not at hand.
        named = any(_named(name, said, context) for names in forms.values() for name in names)
        return (
            self._by_number(said, context)
            or (self._inside(said, forms, context) if named else None)
            or self._by_meaning(text, context)
            or self._inside(said, forms, context)
            or self._close(said, forms, context)
        )

    def find(self, text: str, context: Context) -> tuple[Found, ...]:
        text = text[:LOOKED_AT]
        lower = text.lower()
        if len(lower) != len(text):  # letters that grow would shift the places
            lower = text
        hits = [
            Found(choice.id, hit.start(), hit.end())
            for choice in context.question.choices
            for form in _forms(choice, context)
            for hit in re.finditer(_spaced(form), lower)
        ]
        # The longest at a place: "jalan rusak" before "jalan".
        return tuple(
            hit
            for hit in hits
            if not any(
                other.start <= hit.start
                and hit.end <= other.end
                and other.end - other.start > hit.end - hit.start
                for other in hits
            )
        )

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context, "choice.needed")
        if any(choice.id == value for choice in context.question.choices):
            return Taken(value)
        return Problem("choice.needed")

    def offers(self, context: Context) -> tuple[Offer, ...]:
        return tuple(
            Offer(choice.id, choice.label, choice.icon) for choice in context.question.choices
        )

    def choose(self, option: str, context: Context) -> Reading:
        return Taken(option) if any(c.id == option for c in context.question.choices) else None

    def show(self, value: Any, context: Context) -> str:
        label = _label(value, context)
        return context.word(label) if label else shown_left_out(value, context)

    def speak(self, value: Any, context: Context) -> str:
        label = _label(value, context)
        if not label:
            return shown_left_out(value, context)
        return " ".join(context.world.texts.text(context.language, label).spoken)

    def phrase(self, value: Any, context: Context) -> Phrase:
        return Phrase(self.show(value, context), self.speak(value, context))

    def _by_number(self, said: str, context: Context) -> Reading:
        number = next(
            (
                context.world.words.ordinals[core]
                for core in context.world.words.cores(said)
                if core in context.world.words.ordinals
            ),
            None,
        )
        choices = context.question.choices
        if number is None or not choices:
            return None
        if number > len(choices):
            slots = {"number": str(number), "count": str(len(choices))}
            return Problem("choice.out_of_range", slots)
        return Taken(choices[number - 1 if number > 0 else number].id)

    def _by_meaning(self, text: str, context: Context) -> Reading:
        """Reads "tidak tahu" and "ya" where the question has a choice of that id."""
        words = context.world.words
        ids = {choice.id for choice in context.question.choices}
        for meant in (words.answer(text), words.agreed(text)):
            if meant in ids and meant is not None:
                return Taken(meant)
        return no_answer(text, context, "choice.needed")

    def _inside(self, said: str, forms: dict[str, tuple[str, ...]], context: Context) -> Reading:
        """A label inside the text, or the text inside one label."""
        named = {
            id: max((len(form) for form in names if _named(form, said, context)), default=0)
            for id, names in forms.items()
        }
        found = [id for id, length in named.items() if length]
        if len(found) > 1:  # "KTP hilang" says more than "hilang" when one holds the other
            found = _widest(found, named, forms, said)
            found = [id for id in found if not _owns(id, found, forms, said, context)] or found
        if not found:
            words = [word for word in said.split() if word not in context.world.words.fillers]
            found = (
                [
                    id
                    for id, names in forms.items()
                    if words and any(set(words) <= set(name.split()) for name in names)
                ]
                if any(len(word) > 2 for word in words)
                else []
            )
        if len(found) == 1:
            if len(said.split()) > LONG:
                return AskBack(found[0], reason="choice.long")
            return Taken(found[0])
        if len(found) == 2:
            first, second = (self.show(id, context) for id in found)
            return Problem("choice.two", {"first": first, "second": second})
        return None

    def _close(self, said: str, forms: dict[str, tuple[str, ...]], context: Context) -> Reading:
        """A slip of the finger in one label, unless something is denied."""
        tokens = said.split()
        denied = any(context.world.words.yes_no.get(token) == "no" for token in tokens)
        if denied or not SHORTEST <= len(said) <= LONGEST:
            return None
        scores = sorted(
            (
                (max((_alike(said, tokens, name) for name in names), default=0.0), id)
                for id, names in forms.items()
            ),
            reverse=True,
        )
        best, second = [*scores, (0.0, ""), (0.0, "")][:2]
        if best[0] >= CLOSE and best[0] - second[0] >= CLEARLY:
            return AskBack(best[1], reason="choice.close")
        return None


def _forms(choice: Choice, context: Context) -> tuple[str, ...]:
    """All names of a choice, plain: its label here and in the source, its other words."""
    return _names(context.world.texts, context.language, choice.label, choice.others)


# Author's phrases only: what a person says is never kept.
@lru_cache(maxsize=8192)
def _names(texts: Catalogue, language: str, label: str, others: tuple[str, ...]) -> tuple[str, ...]:
    labels = (texts.text(one, label).shown for one in ("id", language))
    return tuple({plain(name): None for name in (*labels, *others)})


def _label(value: Any, context: Context) -> str | None:
    return next((c.label for c in context.question.choices if c.id == value), None)


def _named(form: str, said: str, context: Context) -> bool:
    """`form` as whole words in `said`, not denied ("bukan hilang")."""
    if not form:
        return False
    at = f" {said} ".find(f" {form} ")
    if at < 0:
        return False
    before = said[:at].split()
    return not before or context.world.words.yes_no.get(before[-1]) != "no"


def _widest(
    found: list[str], named: dict[str, int], forms: dict[str, tuple[str, ...]], said: str
) -> list[str]:
    best = max(found, key=lambda id: named[id])
    longest = next(form for form in forms[best] if len(form) == named[best] and form in said)
    return [
        id
        for id in found
        if id == best or not any(form in longest for form in forms[id] if len(form) == named[id])
    ]


def _owns(
    id: str, found: list[str], forms: dict[str, tuple[str, ...]], said: str, context: Context
) -> bool:
    """This one is named by nothing but whose another one is: "saya" in "buat emak saya"."""
    others = [form for other in found if other != id for form in forms[other]]
    mine = [form for form in forms[id] if _named(form, said, context)]
    return all(
        form in context.world.words.people.me
        and any(f" {other} {form} " in f" {said} " for other in others)
        for form in mine
    )


def _alike(said: str, tokens: list[str], name: str) -> float:
    whole = fuzz.ratio(said, name)
    slip = any(
        len(token) >= FORGIVING and " " not in name and OSA.distance(token, name) == 1
        for token in tokens
    )
    return max(whole, 90.0) if slip else whole


@lru_cache(maxsize=8192)
def _spaced(form: str) -> re.Pattern[str]:
    return re.compile(r"\b" + r"[\W_]+".join(map(re.escape, form.split())) + r"\b")


CHOICE = ChoiceKind()
