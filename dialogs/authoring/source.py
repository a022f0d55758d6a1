"""YAML with line numbers, and the one line an author reads when something is wrong."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

SCHEMAS = Path(__file__).parent / "schema"
Path_ = tuple[str | int, ...]  # where in a file: ("questions", 2, "kind")


class GuideError(Exception):
    """A file an author must mend: `FILE:LINE: what is wrong. Cure.`"""

    def __init__(self, file: Path, line: int, what: str, cure: str) -> None:
        super().__init__(f"{short(file)}:{line}: {what}. {cure}.")
        self.file, self.line, self.what, self.cure = file, line, what, cure


def short(file: Path) -> str:
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
    """One parsed file: `data`, and for every place in it the line it stands on."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lines: dict[Path_, int] = {(): 1}
        loader = None
        try:
            loader = _Loader(file.read_text("utf-8"))
            node = loader.get_single_node()
            self.data: Any = self._build(loader, node, ()) if node is not None else {}
        except UnicodeDecodeError as error:
            raise GuideError(file, 1, "not UTF-8 text", "Save the file as UTF-8") from error
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            raise GuideError(
                file, line, f"not YAML: {error.problem}", "Look at quotes, colons and indentation"
            ) from error
        finally:
            if loader is not None:
                loader.dispose()

    def _build(self, loader: Any, node: yaml.Node, at: Path_) -> Any:
        self._lines[at] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            built: dict[str, Any] = {}
            for key_node, value_node in node.value:
                key = str(key_node.value)
                if key in built:
                    raise GuideError(
                        self.file,
                        key_node.start_mark.line + 1,
                        f"“{key}” stands twice",
                        "Keep one of the two",
                    )
                built[key] = self._build(loader, value_node, (*at, key))
                self._lines[(*at, key)] = key_node.start_mark.line + 1
            return built
        if isinstance(node, yaml.SequenceNode):
            return [
                self._build(loader, item, (*at, number)) for number, item in enumerate(node.value)
            ]
        return loader.construct_object(node)

    def line(self, *at: str | int) -> int:
        """The line of a place, or of the nearest place above it."""
        where: Path_ = at
        while where not in self._lines:
            where = where[:-1]
        return self._lines[where]

    def error(self, at: Iterable[str | int], what: str, cure: str) -> GuideError:
        return GuideError(self.file, self.line(*at), what, cure)

    def validate(self, schema: str) -> None:
        """Against `schema/<schema>.schema.json`; the first fault in reading order is raised."""
        faults = sorted(
            _validator(schema).iter_errors(self.data),
            key=lambda fault: self.line(*fault.absolute_path),
        )
        for fault in faults:
            raise self._fault(_deepest(fault))

    def _fault(self, fault: ValidationError) -> GuideError:
        at = tuple(fault.absolute_path)
        if fault.validator == "additionalProperties":
            known = list(fault.schema.get("properties", {}))
            extra = next(key for key in fault.instance if key not in known)
            near = difflib.get_close_matches(extra, known, 1)
            cure = f"Did you mean “{near[0]}”" if near else f"Known here: {', '.join(known)}"
            return self.error((*at, extra), f"“{extra}” is not known here", cure)
        if fault.validator == "required":
            missing = next(key for key in fault.validator_value if key not in fault.instance)
            return self.error(at, f"“{missing}” is missing", f"Add a line “{missing}: …”")
        name = at[-1] if at else "the file"
        if fault.validator == "enum":
            options = ", ".join(map(str, fault.validator_value))
            return self.error(
                at, f"“{fault.instance}” does not serve as {name}", f"One of: {options}"
            )
        if fault.validator == "type":
            return self.error(
                at, f"{name} is not of the right form", f"Write it as {fault.validator_value}"
            )
        if fault.validator == "pattern":
            return self.error(
                at, f"{name} is not written as expected", f"It must match {fault.validator_value}"
            )
        return self.error(
            at,
            f"{name} does not fit ({fault.validator})",
            fault.schema.get("description", "See the schema beside it"),
        )


def _deepest(fault: ValidationError) -> ValidationError:
    """Of "one of these forms", the fault in the form that came nearest."""
    while fault.context:
        fault = max(fault.context, key=lambda inner: len(inner.absolute_path))
    return fault


@cache
def _validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema)


def files(folder: Path) -> Iterator[Source]:
    """Every YAML file of a folder, by name."""
    for file in sorted(folder.glob("*.yaml")):
        yield Source(file)


def flat_texts(source: Source) -> Mapping[str, str]:
    """A file of `id: text` lines."""
    for id, text in source.data.items():
        if not isinstance(text, str) or not text.strip():
            raise source.error((id,), f"“{id}” is not a text", "Write the sentence in quotes")
    texts: Mapping[str, str] = source.data
    return texts
