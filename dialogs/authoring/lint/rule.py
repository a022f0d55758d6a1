"""What a rule is and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from dialogs.authoring.catalogues import PanduCatalog
from dialogs.authoring.load import Library
from dialogs.authoring.source import GuideError, Source
from dialogs.guide import Guide
from dialogs.texts import Template
from dialogs.world import World

Fault = GuideError  # one line: file, line, what is wrong, the cure


class Written(NamedTuple):
    """A text in one language and where it stands; `source` is the Indonesian one it says."""

    id: str
    language: str
    template: Template
    source: Template
    file: Path
    line: int

    def fault(self, what: str, cure: str) -> Fault:
        return Fault(self.file, self.line, f"“{self.id}” {what}", cure)


class Translated(NamedTuple):
    """A catalogue and its file."""

    file: Path
    catalogue: PanduCatalog


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a rule may look at.

    `written` are the texts of all languages that can be read as texts. `services` are the
    super-app's own definitions by code, as its catalogue file holds them. `today` is the day by
    which facts are judged. `code` are the Python files that may name a text. `world` is what a talk
    would look at. `only` are the guides to look at, where not all.
    """

    root: Path
    library: Library
    catalogues: Mapping[str, Translated]
    written: tuple[Written, ...]
    services: Mapping[str, Mapping[str, Any]]
    today: date
    code: tuple[Path, ...]
    world: World
    only: frozenset[str] | None = None

    def guides(self) -> Iterator[tuple[Guide, Source]]:
        """The guides to look at, with their files."""
        for code, guide in self.library.guides.items():
            if self.only is None or code in self.only:
                yield guide, self.library.sources[code]


class Rule(NamedTuple):
    """`doc` says in one sentence what holds when the rule finds nothing. `words` is a rule that
    looks at wording alone: what a guide asks and sends may change under it."""

    name: str
    doc: str
    check: Callable[[Material], Iterable[Fault]]
    words: bool = False
