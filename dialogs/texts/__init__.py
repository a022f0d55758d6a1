"""Texts in several languages: compiled once, filled per turn.

A text is Indonesian gettext source with two marks of ours. `{slot}` is filled from what is known.
`[…]` is left out when a slot in it is empty: "Kapan KTP[ {owner}] hilang?" reads well before
anybody has said how they want to be called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from dialogs.contract.screen import Text

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\s])")
_PART = re.compile(r"\{(\w+)\}|(\[)|(\])")


class Phrase(NamedTuple):
    """What fills a slot: shown and spoken may differ ("RT 003", "er te tiga")."""

    shown: str
    spoken: str = ""
    private: bool = False

    @property
    def said(self) -> str:
        return self.spoken or self.shown


Slot = Phrase | str | None
_Part = tuple[str, str, str]  # ("text", literal, as it is said) | ("slot", name, "")
_Group = tuple[bool, tuple[_Part, ...]]  # (may be left out, parts)


class TemplateError(ValueError):
    """A text whose marks do not close."""


class Template:
    """One text of one language, parsed."""

    __slots__ = ("_say", "fixed", "private", "sentences", "slots", "source")

    def __init__(self, id: str, source: str, *, private: bool = False) -> None:
        self.source = source
        self.private = private  # tells of illness, poverty or death
        self._say: Callable[[str], str] = _as_written
        self.sentences = tuple(_groups(sentence) for sentence in _SENTENCE.split(source.strip()))
        self.slots = frozenset(
            name
            for groups in self.sentences
            for _, parts in groups
            for what, name, _ in parts
            if what == "slot"
        )
        # Most texts have no slot: they are built once, not once a turn.
        self.fixed = None if self.slots else self._fill(id, {})

    def spoken_by(self, id: str, say: Callable[[str], str]) -> None:
        """Says what is written in this text, now, and what fills its slots, each time."""
        self._say = say
        self.sentences = tuple(
            tuple(
                (optional, tuple((what, value, say(value)) for what, value, _ in parts))
                for optional, parts in groups
            )
            for groups in self.sentences
        )
        self.fixed = None if self.slots else self._fill(id, {})

    def fill(self, id: str, slots: Mapping[str, Slot]) -> Text:
        return self.fixed if self.fixed is not None else self._fill(id, slots)

    def shown(self, slots: Mapping[str, Slot]) -> str:
        """What `fill` shows, where nothing is said."""
        if self.fixed is not None:
            return self.fixed.shown
        written = (
            _capital("".join(_parts(groups, slots, _as_written)[0]).strip())
            for groups in self.sentences
        )
        return " ".join(sentence for sentence in written if sentence)

    def word(self, slots: Mapping[str, Slot]) -> str:
        """As a part of another sentence: shown, and not raised to a capital."""
        return " ".join(
            "".join(_parts(groups, slots, _as_written)[0]).strip() for groups in self.sentences
        )

    def _fill(self, id: str, slots: Mapping[str, Slot]) -> Text:
        shown: list[str] = []
        spoken: list[str] = []
        private = False
        for groups in self.sentences:
            seen, said, secret = _sentence(groups, slots, self._say)
            if seen:
                shown.append(seen)
                spoken.append(said)
                private = private or secret
        return Text(id, " ".join(shown), tuple(spoken), private)


def _groups(sentence: str) -> tuple[_Group, ...]:
    groups: list[_Group] = []
    parts: list[_Part] = []
    inside, at = False, 0
    for mark in _PART.finditer(sentence):
        if mark.start() > at:
            parts.append(_literal(sentence[at : mark.start()]))
        at = mark.end()
        slot, opens, closes = mark.groups()
        if slot:
            parts.append(("slot", slot, ""))
            continue
        if bool(opens) == inside or (closes and not inside):
            raise TemplateError("a [ without its ], or one inside another, in one sentence")
        if parts:
            groups.append((inside, tuple(parts)))
        parts, inside = [], bool(opens)
    if inside:
        raise TemplateError("a [ is not closed before the sentence ends")
    if at < len(sentence):
        parts.append(_literal(sentence[at:]))
    if parts:
        groups.append((False, tuple(parts)))
    return tuple(groups)


def _literal(text: str) -> _Part:
    return "text", text, text


def _as_written(text: str) -> str:
    return text


def _sentence(
    groups: tuple[_Group, ...], slots: Mapping[str, Slot], say: Callable[[str], str]
) -> tuple[str, str, bool]:
    shown, spoken, private = _parts(groups, slots, say)
    return _capital("".join(shown).strip()), _capital("".join(spoken).strip()), private


def _parts(
    groups: tuple[_Group, ...], slots: Mapping[str, Slot], say: Callable[[str], str]
) -> tuple[list[str], list[str], bool]:
    shown: list[str] = []
    spoken: list[str] = []
    private = False
    for optional, parts in groups:
        if optional and any(what == "slot" and not slots.get(name) for what, name, _ in parts):
            continue
        for what, value, said in parts:
            if what == "text":
                shown.append(value)
                spoken.append(said)
                continue
            filled = slots.get(value) or ""
            if isinstance(filled, Phrase):
                shown.append(filled.shown)
                spoken.append(filled.spoken or say(filled.shown))
                private = private or filled.private
            else:
                shown.append(filled)
                spoken.append(say(filled))
    return shown, spoken, private


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


class Catalogue:
    """All texts by language. A gap falls back to Indonesian, the source."""

    __slots__ = ("_sayings", "_texts", "complete")

    def __init__(
        self,
        texts: Mapping[str, Mapping[str, str]],
        complete: frozenset[str] = frozenset({"id"}),
        private: frozenset[str] = frozenset(),
    ) -> None:
        source = {id: Template(id, text, private=id in private) for id, text in texts["id"].items()}
        self.complete = complete
        self._texts: dict[str, dict[str, Template]] = {
            language: {
                id: Template(id, own[id], private=id in private) if own.get(id) else template
                for id, template in source.items()
            }
            for language, own in texts.items()
        }
        self._sayings: dict[str, Callable[[str], str]] = {}

    def spoken_by(self, sayings: Mapping[str, Callable[[str], str]]) -> None:
        """From now on says what is written as each language says it; a gap, as Indonesian."""
        self._sayings = dict(sayings)
        source = self._texts["id"]
        for language, own in self._texts.items():
            for id, template in own.items():
                if language == "id" or template is not source[id]:
                    template.spoken_by(id, sayings[language])

    def say(self, language: str, text: str) -> str:
        """What somebody wrote, as a voice says it in this language."""
        say = self._sayings.get(language)
        return say(text) if say else text

    def extended(self, more: Mapping[str, Mapping[str, str]]) -> Catalogue:
        """With `more` texts, given for every language."""
        both = Catalogue({"id": {}}, self.complete)
        both._sayings = self._sayings
        both._texts = {
            language: {**own, **{id: Template(id, text) for id, text in more[language].items()}}
            for language, own in self._texts.items()
        }
        return both

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._texts)

    def __contains__(self, id: object) -> bool:
        return id in self._texts["id"]

    def ids(self) -> tuple[str, ...]:
        return tuple(self._texts["id"])

    def templates(self, language: str) -> Mapping[str, Template]:
        """All texts in one language, by id."""
        return self._texts[language]

    def template(self, language: str, id: str) -> Template:
        """The text `id`. Raises KeyError for one that no file defines."""
        return self._texts[language][id]

    def text(self, language: str, id: str, slots: Mapping[str, Slot] | None = None) -> Text:
        return self._texts[language][id].fill(id, slots or {})
