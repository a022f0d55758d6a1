"""Whether a fault would be noticed: by lint, or by a golden conversation that reads otherwise."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dialogs.authoring import load
from dialogs.authoring.compile import Compiler
from dialogs.authoring.lint import material
from dialogs.authoring.lint.command import CATALOGUE
from dialogs.authoring.lint.rule import Fault, Material
from dialogs.authoring.lint.rules import RULES
from dialogs.authoring.source import GuideError, Source, files
from dialogs.guide import Guide
from dialogs.world import World
from shared.settings import BIDARA_CINA
from shared.understanding import WordSearch
from tests.golden import script as scripts
from tests.golden.drivers import Pure, Step
from tests.golden.script import Script
from tests.mutants.edits import Data, Edit, of_guide, of_question

GOLDEN = load.ROOT / "tests" / "golden"
GUIDE_RULES = tuple(rule for rule in RULES if not rule.words)


class Mutant(NamedTuple):
    """One fault in one file. `code` is the service, or None for a shared question `question`."""

    source: Source
    edit: Edit
    code: str | None = None
    question: str = ""

    @property
    def name(self) -> str:
        """The same as long as the place in the file is: what explanations hang on."""
        where = self.code or f"questions.{self.question}"
        return f"{where}.{'.'.join(map(str, self.edit.at))}: {self.edit.what}"


class _Unchecked(Source):
    """A file that is compiled without a look at its schema."""

    def __init__(self, source: Source, data: Data) -> None:
        self.__dict__.update(source.changed(data).__dict__)

    def validate(self, schema: str | Path) -> None:
        """Asked for later, if nothing else notices the fault."""


class _Remembering(WordSearch):
    """Words of services are no part of any fault: what was looked for once is known."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._found: dict[tuple[str, str], Any] = {}

    def understand(self, text: str, language: str) -> Any:
        if (text, language) not in self._found:
            self._found[text, language] = super().understand(text, language)
        return self._found[text, language]


class Golden(NamedTuple):
    """A conversation as it goes today, and the services it comes by."""

    script: Script
    steps: tuple[Step, ...]
    services: frozenset[str]


class Trial:
    """Reads everything once; then each mutant is compiled alone into a copy of the world."""

    def __init__(self, root: Path = load.ROOT, golden: Path = GOLDEN) -> None:
        self._material = material.read(root, root / CATALOGUE, None)
        self._golden = golden
        self._search = _Remembering(self._material.world)
        self._questions = tuple(files(root / "dialogs" / "questions"))

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self._material.library.guides)

    def mutants(self, codes: frozenset[str]) -> Iterator[Mutant]:
        """All of these services, and of the shared questions they take."""
        library = self._material.library
        taken: set[str] = set()
        for code in codes:
            source = library.sources[code]
            taken |= {one["use"] for one in source.data.get("questions", ()) if "use" in one}
            for edit in of_guide(source.data):
                yield Mutant(source, edit, code)
        for source in self._questions:
            for name in sorted(taken & source.data.keys()):
                for edit in of_question(source.data[name]):
                    yield Mutant(source, edit, question=name)

    def caught(self, mutant: Mutant) -> str:
        """What notices it: "FILE:LINE: …" of lint, the name of a golden conversation, or ""."""
        try:
            guides, changed = self._compiled(mutant)
        except GuideError as error:
            return str(error)
        except (KeyError, IndexError, TypeError):  # what the schema would have refused
            return self._refused(mutant)
        for fault in _faults(changed):
            if fault.what not in self._known:
                return str(fault)
        for golden in self._goldens:
            if golden.services & guides.keys() and self._differs(golden, changed.world):
                return golden.script.path.name
        return self._refused(mutant)

    def prepare(self) -> None:
        """Holds the conversations as they go today, before the work is shared out."""
        _ = self._known, self._goldens

    def _refused(self, mutant: Mutant) -> str:
        """What the schema says. It takes long, so it is asked last."""
        data, schema = mutant.edit.data, "guide"
        if mutant.code is None:
            shared = {**mutant.source.data, mutant.question: data}
            data, schema = shared, "questions"
        try:
            mutant.source.changed(data).validate(schema)
        except GuideError as error:
            return str(error)
        return ""

    @cached_property
    def _known(self) -> frozenset[str]:
        """What lint finds as it is: no mutant's doing."""
        return frozenset(fault.what for fault in _faults(self._material))

    def _compiled(self, mutant: Mutant) -> tuple[dict[str, Guide], Material]:
        """The guides that are other ones now, and everything with them. Raises GuideError."""
        base = self._material
        library, shared = base.library, base.library.shared
        if mutant.code is None:
            shared = {**shared, mutant.question: mutant.edit.data}
            sources = {
                code: _Unchecked(source, source.data)
                for code, source in library.sources.items()
                if _takes(source.data, mutant.question)
            }
        else:
            sources = {mutant.code: _Unchecked(mutant.source, mutant.edit.data)}
        compiler = Compiler(shared=shared)
        guides = {code: compiler.guide(source) for code, source in sources.items()}
        changed = dataclasses.replace(
            library,
            guides={**library.guides, **guides},
            sources={**library.sources, **sources},
            shared=shared,
        )
        world = dataclasses.replace(base.world, guides=changed.guides)
        return guides, dataclasses.replace(
            base, library=changed, world=world, only=frozenset(guides)
        )

    @cached_property
    def _goldens(self) -> tuple[Golden, ...]:
        return tuple(
            self._played(scripts.read(path)) for path in sorted(self._golden.rglob("*.talk"))
        )

    def _played(self, script: Script) -> Golden:
        talk = Pure(self._at(script, self._material.world), script, self._search)
        steps, services = [], set()
        for step in talk.steps():
            steps.append(step)
            kept = msgspec.json.encode(talk.session).decode()
            services |= {code for code in self.codes if f'"{code}"' in kept}
        return Golden(script, tuple(steps), frozenset(services))

    def _differs(self, golden: Golden, world: World) -> bool:
        """Whether the file would read otherwise. A talk that breaks does."""
        here = self._at(golden.script, world)
        talk = Pure(here, golden.script, self._search)
        try:
            return any(
                was != now and was.written(here) != now.written(here)
                for was, now in zip(golden.steps, talk.steps(), strict=True)
            )
        except Exception:  # whatever it is, it is noticed
            return True

    @staticmethod
    def _at(script: Script, world: World) -> World:
        return dataclasses.replace(world, office=script.header.get("office", BIDARA_CINA))


def _faults(found: Material) -> Iterator[Fault]:
    for rule in GUIDE_RULES:
        yield from rule.check(found)


def _takes(data: Data, question: str) -> bool:
    return any(one.get("use") == question for one in data.get("questions", ()))


__all__ = ["Mutant", "Trial"]
