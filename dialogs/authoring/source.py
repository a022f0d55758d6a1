"""YAML with line numbers, and the one line an author reads when something is wrong."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from dialogs.authoring.faults import Place, explain

SCHEMAS = Path(__file__).parent / "schema"


class GuideError(Exception):
    """A file an author must mend: `FILE:LINE: what is wrong. Cure.`"""

    def __init__(self, file: Path, line: int, what: str, cure: str) -> None:
        end = "" if cure.endswith("?") else "."
        plain = " ".join(f"{short(file)}:{line}: {what}. {cure}{end}".split())  # one line, always
        super().__init__(plain)
        self.file, self.line, self.what, self.cure = file, line, what, cure


def short(file: Path) -> str:
    """A file as it is named on the command line: relative to where one stands, if below it."""
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2's idea of a scalar: `yes`, `no`, `on` are words, a day is a string."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


class Source:
    """One parsed file: `data`, and for every place in it the line it stands on.

    Raises GuideError for a file that cannot be read or is not plain YAML.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lines: dict[Place, int] = {(): 1}
        self._open: list[yaml.Node] = []
        self.data: Any = self._parse(_read(file))
        if self.data is None:
            raise GuideError(file, 1, "the file is empty", "Fill it in, or remove it")

    def _parse(self, text: str) -> Any:
        loader = None
        try:
            loader = _Loader(text)
            node = loader.get_single_node()
            return self._build(loader, node, ()) if node is not None else None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise GuideError(
                self.file,
                mark.line + 1 if mark else 1,
                f"not YAML: {error.problem}",
                "Look at quotes, colons and indentation",
            ) from error
        except RecursionError as error:
            raise GuideError(self.file, 1, "nested too deep", "Write it flatter") from error
        except yaml.reader.ReaderError as error:
            raise GuideError(
                self.file,
                text.count("\n", 0, error.position) + 1,
                "a sign that is no text stands here",
                "Remove it",
            ) from error
        finally:
            if loader is not None:
                loader.dispose()

    def _build(self, loader: Any, node: yaml.Node, at: Place) -> Any:
        self._lines[at] = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            return loader.construct_object(node)
        if node in self._open:
            raise self.error(at, "an anchor stands inside itself", "Write it out")
        self._open.append(node)
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self._build(loader, item, (*at, n)) for n, item in enumerate(node.value)]
            return self._mapping(loader, node, at)
        finally:
            self._open.pop()

    def _mapping(self, loader: Any, node: yaml.Node, at: Place) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in built:
                raise GuideError(self.file, line, f"“{key}” stands twice", "Keep one of the two")
            place = (*at, key)
            built[key] = self._build(loader, value_node, place)
            self._lines[place] = line
        return built

    def changed(self, data: Any) -> Source:
        """The same file with other data in it; lines stay those of the file."""
        other = copy.copy(self)
        other.data = data
        return other

    def line(self, *at: str | int) -> int:
        """The line of a place, or of the nearest place above it."""
        where: Place = at
        while where not in self._lines:
            where = where[:-1]
        return self._lines[where]

    def error(self, at: Iterable[str | int], what: str, cure: str) -> GuideError:
        return GuideError(self.file, self.line(*at), what, cure)

    def validate(self, schema: str | Path) -> None:
        """Against `schema/<schema>.schema.json`, or the schema of another file. Raises the first
        fault in reading order; a missing key comes after all else: it may just be misspelt."""
        faults = sorted(
            _validator(_schema_file(schema)).iter_errors(self.data),
            key=lambda fault: (fault.validator == "required", self.line(*fault.absolute_path)),
        )
        for fault in faults:
            raise self.error(*explain(fault))


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = file.read_bytes().count(b"\n", 0, error.start) + 1
        raise GuideError(file, line, "not UTF-8 text", "Save the file as UTF-8") from error
    except OSError as error:
        raise GuideError(
            file, 1, "the file cannot be read", "Is it there, and readable?"
        ) from error


def _schema_file(schema: str | Path) -> Path:
    return SCHEMAS / f"{schema}.schema.json" if isinstance(schema, str) else schema


@cache
def _validator(file: Path) -> Draft202012Validator:
    schema = json.loads(file.read_text("utf-8"))
    return Draft202012Validator(schema)


def files(folder: Path) -> Iterator[Source]:
    """Every YAML file of a folder, by name."""
    for file in sorted(folder.glob("*.yaml")):
        yield Source(file)


def flat_texts(source: Source) -> Mapping[str, str]:
    """A file of `id: text` lines."""
    source.validate("texts")
    texts: Mapping[str, str] = source.data
    return texts
