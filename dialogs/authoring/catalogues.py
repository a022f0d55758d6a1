"""gettext catalogues: `locales/<language>/LC_MESSAGES/pandu.po`.

The source language is Indonesian and its words stand in the YAML files; a catalogue holds a
translation for each of them. Its header `X-Pandu-Complete: yes` says that no gap is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from dialogs.authoring.compile import Located
from dialogs.authoring.source import GuideError

LANGUAGES = ("id", "en", "jv", "su")
COMPLETE = "X-Pandu-Complete"


def po_file(locales: Path, language: str) -> Path:
    return locales / language / "LC_MESSAGES" / "pandu.po"


def read(file: Path) -> Catalog:
    """A catalogue of ours. Raises GuideError naming the line where it cannot be read."""
    try:
        with file.open("rb") as stream:
            return read_po(stream, abort_invalid=True)
    except PoFileError as error:
        raise GuideError(file, error.lineno + 1, "not a gettext catalogue",
                         "Look at the quotes of this entry") from error


def is_complete(catalogue: Catalog) -> bool:
    return dict(catalogue.mime_headers).get(COMPLETE, "no") == "yes"


def translations(catalogue: Catalog, texts: Mapping[str, Located]) -> dict[str, str]:
    """Text id → translation, for those that have one that is not fuzzy."""
    found: dict[str, str] = {}
    for id, located in texts.items():
        message = catalogue.get(located.text)
        if message is not None and not message.fuzzy and message.string:
            found[id] = str(message.string)
    return found


def template(texts: Mapping[str, Located], root: Path) -> Catalog:
    """All texts as a gettext template, with the file and line each stands on."""
    catalogue = Catalog(project="Pandu", charset="utf-8", copyright_holder="Pandu")
    for id, located in texts.items():
        where = str(located.file.relative_to(root))
        catalogue.add(located.text, locations=[(where, located.line)], auto_comments=[id])
    return catalogue


def write(catalogue: Catalog, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(stream, catalogue, width=100, sort_by_file=True, ignore_obsolete=False)
