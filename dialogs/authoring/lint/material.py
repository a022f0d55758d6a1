"""Reads what the rules look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dialogs.authoring import catalogues, load
from dialogs.authoring.compile import Compiler, Located
from dialogs.authoring.lint.dated import day_of
from dialogs.authoring.lint.rule import Material, Translated, Written
from dialogs.authoring.load import Library, library
from dialogs.authoring.source import GuideError, files, flat_texts
from dialogs.texts import Template, TemplateError

CODE = ("dialogs", "shared", "kiosk", "chatbot")
WRITES_GUIDES = "from_open311.py"


def read(root: Path, services: Path, today: date | None = None) -> Material:
    """`root` holds dialogs/ and locales/; `services` is the super-app's catalogue file.

    Without `today` facts are judged by the day the newest of them was looked up, so that nothing
    fails merely because time passes. Raises GuideError for a file that cannot be read.
    """
    found = library(root / "dialogs")
    locales = root / "locales"
    translated = dict(_catalogues(locales))
    written = tuple(_written(found, translated))  # first: it names the line of a broken mark
    return Material(
        root=root,
        library=found,
        catalogues=translated,
        written=written,
        services=_services(services),
        today=today or _newest(found),
        code=tuple(_code(root)),
        world=load.world_of(replace(found, texts={**_ours(), **found.texts}), locales),
    )


@cache
def _ours() -> dict[str, Located]:
    """Our own texts: guides in another folder need not say again how a number is said."""
    compiler = Compiler()
    for source in files(load.DIALOGS / "texts"):
        compiler.add_texts(source, flat_texts(source))
    return compiler.texts


def _code(root: Path) -> Iterator[Path]:
    """Everything that may say a text; authoring only makes ids of what guides hold, but for the
    guides it writes itself."""
    authoring = root / "dialogs" / "authoring"
    for file in sorted(file for part in CODE for file in (root / part).rglob("*.py")):
        if authoring not in file.parents or file == authoring / WRITES_GUIDES:
            yield file


def _catalogues(locales: Path) -> Iterator[tuple[str, Translated]]:
    for language in catalogues.LANGUAGES[1:]:
        file = catalogues.po_file(locales, language)
        if file.exists():
            yield language, Translated(file, catalogues.read(file))


def _written(found: Library, translated: Mapping[str, Translated]) -> Iterator[Written]:
    for id, located in found.texts.items():
        source = Template(id, located.text)
        yield Written(id, "id", source, source, located.file, located.line)
        for language, (file, catalogue) in translated.items():
            message = catalogue.get(located.text)
            if message is None or message.fuzzy or not message.string:
                continue
            line = int(message.lineno or 1)
            try:
                template = Template(id, str(message.string))
            except TemplateError as error:
                cure = "Close every [ with a ] in the same sentence"
                raise GuideError(file, line, f"“{id}”: {error}", cure) from error
            yield Written(id, language, template, source, file, line)


def _services(file: Path) -> Mapping[str, Mapping[str, Any]]:
    """The `services:` of the super-app's catalogue, a YAML or JSON file."""
    cure = "Name the super-app's catalogue with --catalogue FILE"
    try:
        data = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GuideError(file, 1, "not a file of YAML or JSON", cure) from error
    services: Any = data.get("services") if isinstance(data, dict) else None
    if not isinstance(services, dict) or not all(map(_is_service, services.values())):
        raise GuideError(file, 1, "not a catalogue of services", cure)
    return services


def _is_service(data: Any) -> bool:
    return (
        isinstance(data, dict)
        and isinstance(data.get("completion"), str)
        and isinstance(data.get("attributes"), list)
        and all(isinstance(one, dict) and "code" in one for one in data["attributes"])
    )


def _newest(found: Library) -> date:
    days = (
        day_of(line.checked)
        for guide in found.guides.values()
        for lines in (guide.eligibility, guide.stops, guide.documents, guide.steps)
        for line in lines
    )
    return max((day for day in days if day is not None), default=date.min)
