"""Every service is found in every language by words that are its own; so is every choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dialogs.authoring.catalogues import LANGUAGES
from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.authoring.source import Source, files
from dialogs.guide import Question
from dialogs.words import tidy


def check(material: Material) -> Iterator[Fault]:
    library = material.library
    named: dict[str, str] = {}
    for source in files(material.root / "dialogs" / "life_events"):
        event = library.life_events[source.data["code"]]
        yield from _own(source, event.code, event.synonyms, named)
    for code, guide in library.guides.items():
        source = library.sources[code]
        yield from _own(source, code, guide.synonyms, named)
        for number, question in enumerate(guide.questions):
            yield from _choices(source, number, question, material)


def _own(
    source: Source, code: str, synonyms: Mapping[str, tuple[str, ...]], named: dict[str, str]
) -> Iterator[Fault]:
    for language in LANGUAGES:
        words = synonyms.get(language, ())
        if not words:
            cure = f"Add “{language}: [ … ]” below “synonyms:”"
            yield source.error(("synonyms",), f"has no words in “{language}”", cure)
        for word in dict.fromkeys(map(tidy, words)):
            other = named.setdefault(word, code)
            if other != code:
                what = f"“{word}” means {other} already"
                at = ("synonyms", language)
                yield source.error(at, what, "Keep it where most people mean it")


def _choices(
    source: Source, number: int, question: Question, material: Material
) -> Iterator[Fault]:
    named: dict[str, str] = {}
    for choice in question.choices:
        label = material.library.texts[choice.label].text
        for word in _all(label, choice.words.values()):
            other = named.setdefault(word, choice.id)
            if other != choice.id:
                what = f"“{word}” means “{other}” and “{choice.id}” of “{question.id}”"
                at = ("questions", number, "choices")
                yield source.error(at, what, "Keep it with one of the two")


def _all(label: str, words: Iterable[Iterable[str]]) -> Iterator[str]:
    yield from dict.fromkeys(tidy(word) for word in (label, *(w for some in words for w in some)))


RULE = Rule(
    "synonyms",
    "Every service has words of its own in every language; so has every choice.",
    check,
    words=True,
)
