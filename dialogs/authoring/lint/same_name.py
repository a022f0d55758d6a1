"""What is sent as “rt” is the RT: an attribute named like an answer is filled by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.guide import Guide
from dialogs.kinds.place import PARTS
from dialogs.request import PRECISION


def check(material: Material) -> Iterator[Fault]:
    for guide, source in material.guides():
        if guide.sending is None:
            continue
        named = _named(guide)
        for name, (question, part) in guide.sending.attributes.items():
            origin = f"{question}.{part}" if part else question
            meant = named.get(name, (origin,))
            if origin not in meant:
                what = f"“{name}” is filled from “{origin}”, and there is “{meant[0]}”"
                at = ("send", "attributes", name)
                yield source.error(at, what, f"Write “{name}: {meant[0]}”")


def _named(guide: Guide) -> Mapping[str, tuple[str, ...]]:
    """Attribute → what it may be filled from, where an answer or a part of one is called so."""
    found: dict[str, tuple[str, ...]] = {}
    for question in guide.questions:
        if question.kind == "place":
            for part in PARTS:
                found[part] = (*found.get(part, ()), f"{question.id}.{part}")
        found[f"{question.id}_{PRECISION}"] = (f"{question.id}.{PRECISION}",)
    for question in guide.questions:
        whole = (question.id,)
        found[question.id] = (f"{question.id}.code", *whole) if question.kind == "place" else whole
    return found


RULE = Rule("same name", "What is sent under the name of an answer is that answer.", check)
