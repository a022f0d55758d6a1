"""A translation fills the same slots as the Indonesian text, and leaves out the same.

A slot inside [ ] may be empty and so may be left out; it must not stand bare in a translation.
`owner` is the exception where a language has a word for it that is never empty ("your").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dialogs.authoring.lint.rule import Fault, Material, Rule, Written
from dialogs.texts import Template

OF_THE_PERSON = frozenset({"you", "owner"})  # what a guide may use: filled for every text
OWNER = "owner."  # the texts that fill {owner}


def check(material: Material) -> Iterator[Fault]:
    always = _always_filled(material.written)
    texts = material.root / "dialogs" / "texts"
    for written in material.written:
        if written.language == "id":
            if written.file.parent != texts:
                yield from _known(written)
        else:
            yield from _alike(written, always.get(written.language, frozenset()))


def _known(written: Written) -> Iterator[Fault]:
    for slot in sorted(written.template.slots - OF_THE_PERSON):
        yield written.fault(
            f"has a slot {{{slot}}} that nothing fills", "A guide may use {you} and {owner}"
        )


def _alike(written: Written, always: frozenset[str]) -> Iterator[Fault]:
    own, source = written.template, written.source
    for slot in sorted(own.slots - source.slots):
        yield written.fault(
            f"has a slot {{{slot}}} that the Indonesian has not", "Use the slots of the source"
        )
    for slot in sorted(_bare(source) - own.slots):
        yield written.fault(f"lacks the slot {{{slot}}}", "Put it where this language wants it")
    for slot in sorted((_bare(own) & source.slots) - _bare(source) - always):
        yield written.fault(
            f"has {{{slot}}} outside of [ ], and it may be empty",
            f"Write [ {{{slot}}}] with all that falls away with it",
        )


def _bare(template: Template) -> frozenset[str]:
    """The slots that stand outside of brackets at least once."""
    return frozenset(
        name
        for groups in template.sentences
        for optional, parts in groups
        if not optional
        for what, name, _ in parts
        if what == "slot"
    )


def _always_filled(written: Iterable[Written]) -> Mapping[str, frozenset[str]]:
    """Language → {"owner"} where all the words for it stand without a slot of their own."""
    words: dict[str, list[bool]] = {}
    for one in written:
        if one.id.startswith(OWNER):
            words.setdefault(one.language, []).append(bool(one.template.slots))
    filled = {language for language, slots in words.items() if not any(slots)}
    return {
        language: frozenset({"owner"})
        for language in filled
        if len(words[language]) == len(words["id"])
    }


RULE = Rule(
    "slots",
    "Every language fills the slots of the source, and leaves out the same.",
    check,
    words=True,
)
