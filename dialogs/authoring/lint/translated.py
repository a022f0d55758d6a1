"""A catalogue that says it is complete has no gap."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.authoring.lint.rule import Fault, Material, Rule


def check(material: Material) -> Iterator[Fault]:
    for file, catalogue in material.catalogues.values():
        if not catalogue.complete:
            continue
        for id, located in material.library.texts.items():
            message = catalogue.get(located.text)
            if message is None:
                what, cure = f"“{id}” is not in it", "Run ./pandu texts, then translate it"
                yield Fault(file, 1, what, cure)
            elif not message.string:
                yield Fault(file, message.lineno or 1, f"“{id}” is not translated", "Translate it")
            elif message.fuzzy:
                what = f"“{id}” was reworded and only has its old translation"
                cure = "Read it again, mend it, remove the fuzzy mark"
                yield Fault(file, message.lineno or 1, what, cure)


RULE = Rule("translated", "A catalogue marked complete has no gap.", check, words=True)
