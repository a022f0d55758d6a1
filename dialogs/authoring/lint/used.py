"""Every text of dialogs/texts/ is said by some code, and every text that code names is there.

Text ids stand in code as strings ("menu.heading") or are put together (f"waiting.{what}").
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dialogs.authoring.lint.rule import Fault, Material, Rule

_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
_GAPPED = re.compile(r"(?:[a-z0-9_]|\{\})+(?:\.(?:[a-z0-9_]|\{\})+)+")  # {} is a gap


@dataclass
class _Named:
    """What code names: whole ids, ids with gaps, single words, and the `name = "…"` of classes,
    which begin ids like f"{self.name}.{what}"."""

    ids: dict[str, tuple[Path, int]] = field(default_factory=dict)
    gaps: dict[re.Pattern[str], tuple[Path, int]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def check(material: Material) -> Iterator[Fault]:
    folder = material.root / "dialogs" / "texts"
    texts = {id: at for id, at in material.library.texts.items() if at.file.parent == folder}
    named = _named(material.code)
    for id, at in texts.items():
        if not _is_used(id, named):
            yield Fault(at.file, at.line, f"“{id}” is said by no code", "Remove it, or say it")
    spaces = {id.partition(".")[0] for id in texts}
    dialogs = material.root / "dialogs"
    for id, (file, line) in named.ids.items():
        ours = id.partition(".")[0] in spaces and dialogs in file.parents
        if ours and id not in texts and not any(other.startswith(f"{id}.") for other in texts):
            yield Fault(file, line, f"there is no text “{id}”", f"Write it in {folder.name}/")
    for pattern, (file, line) in named.gaps.items():
        space = pattern.pattern.partition("\\.")[0]
        if space in spaces and not any(map(pattern.fullmatch, texts)):
            what = f"no text is named like “{pattern.pattern}”"
            yield Fault(file, line, what, f"Write it in {folder.name}/")


def _is_used(id: str, named: _Named) -> bool:
    if id in named.ids or id in named.words:
        return True
    if any(pattern.fullmatch(id) for pattern in named.gaps):
        return True
    name, _, what = id.partition(".")
    return name in named.names and what in named.words


def _named(files: Iterable[Path]) -> _Named:
    named = _Named()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"), str(file))):
            if isinstance(node, ast.JoinedStr):
                _joined(named, node, (file, node.lineno))
            elif isinstance(node, ast.Assign) and _is_a_name(node):
                named.names.add(ast.literal_eval(node.value))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                if _ID.fullmatch(node.value):
                    named.ids.setdefault(node.value, (file, node.lineno))
                elif node.value.isidentifier():
                    named.words.add(node.value)
    return named


def _is_a_name(node: ast.Assign) -> bool:
    target = node.targets[0]
    return (
        isinstance(target, ast.Name)
        and target.id == "name"
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _joined(named: _Named, node: ast.JoinedStr, at: tuple[Path, int]) -> None:
    """f"waiting.{what}" → waiting\\..+ ; one of gaps alone says nothing by itself."""
    shape = "".join(
        str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
    )
    if _GAPPED.fullmatch(shape) and re.search("[a-z]", shape):
        pattern = ".+".join(map(re.escape, shape.split("{}")))
        named.gaps.setdefault(re.compile(pattern), at)


RULE = Rule(
    "used",
    "Every text is said by some code, and every text code names is there.",
    check,
    words=True,
)
