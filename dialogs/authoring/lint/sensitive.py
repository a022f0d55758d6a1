"""Personal answers are marked sensitive, so that a public channel leaves them to an officer. A
guide that asks one openly says so itself: `sensitive: false`."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.authoring.lint.rule import Fault, Material, Rule

KINDS = frozenset({"nik", "kk", "name", "phone"})
HOMES = frozenset({"place", "address"})  # where somebody lives, if it is about a person
PEOPLE = frozenset({"applicant", "self", "helper"})
CURE = "Add “sensitive: true”"


def check(material: Material) -> Iterator[Fault]:
    library = material.library
    for name, data in library.shared.items():
        if _is_personal(data["kind"], data["of"]) and not data.get("sensitive", False):
            text = library.texts[f"questions.{name}.question"]
            yield Fault(text.file, text.line, f"“{name}” is personal and not sensitive", CURE)
    for guide, source in material.guides():
        for number, question in enumerate(guide.questions):
            said = "sensitive" in source.data["questions"][number]
            if _is_personal(question.kind, question.of) and not (question.sensitive or said):
                what = f"“{question.id}” is personal and not sensitive"
                cure = f"{CURE}, or “sensitive: false” where it may be asked openly"
                yield source.error(("questions", number), what, cure)


def _is_personal(kind: str, of: str) -> bool:
    return kind in KINDS or (kind in HOMES and of in PEOPLE)


RULE = Rule(
    "sensitive", "Personal answers are marked sensitive, or openly asked on purpose.", check
)
