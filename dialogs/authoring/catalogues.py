"""gettext catalogues: `locales/<language>/LC_MESSAGES/pandu.po`.

The source language is Indonesian and its words stand in the YAML files; a catalogue holds a
translation for each of them. Its header `X-Pandu-Complete: yes` says that no gap is left.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from dialogs.authoring.compile import Located
from dialogs.authoring.source import GuideError

LANGUAGES = ("id", "en", "jv", "su")
COMPLETE = "X-Pandu-Complete"
ONE_LINE = 0  # write_po's width that never breaks a text


class PanduCatalog(Catalog):
    """A catalogue with our header and without the dates and versions that gettext tools write: the
    same texts make the same file on every machine and day."""

    complete = False

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "Pandu"),
            ("Language", str(self.locale_identifier)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            (COMPLETE, "yes" if self.complete else "no"),
        ]

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        self.complete = dict(headers).get(COMPLETE) == "yes"


def po_file(locales: Path, language: str) -> Path:
    return locales / language / "LC_MESSAGES" / "pandu.po"


def new(language: str) -> PanduCatalog:
    catalogue = PanduCatalog(locale=language, charset="utf-8", fuzzy=False)
    catalogue.header_comment = "# How to translate: locales/README.md"
    return catalogue


def read(file: Path) -> PanduCatalog:
    """A catalogue of ours. Raises GuideError naming the line where it cannot be read."""
    catalogue = new(file.parents[1].name)
    try:
        with file.open("rb") as stream:
            PoFileParser(catalogue, abort_invalid=True).parse(stream)
    except PoFileError as error:
        raise GuideError(
            file, error.lineno + 1, "not a gettext catalogue", "Look at the quotes of this entry"
        ) from error
    except UnicodeDecodeError as error:
        raise GuideError(file, 1, "not UTF-8 text", "Save the file as UTF-8") from error
    return catalogue


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
    catalogue = Catalog(charset="utf-8")
    for id, located in texts.items():
        where = located.file.relative_to(root).as_posix()
        catalogue.add(located.text, locations=[(where, located.line)], auto_comments=[id])
    return catalogue


def update(catalogue: Catalog, template: Catalog) -> None:
    """Brings in today's texts. One that was reworded keeps its translation as a draft (fuzzy),
    which nobody sees until a translator has looked at it."""
    before = {id: message for message in messages(catalogue) for id in message.auto_comments}
    # update() takes over the template's own messages, and a draft must not reach other languages.
    catalogue.update(copy.deepcopy(template), no_fuzzy_matching=True)
    for message in messages(catalogue):
        drafts = (before[id] for id in message.auto_comments if id in before)
        draft = None if message.string else next(drafts, None)
        if draft is not None and draft.string:
            message.string = draft.string
            message.flags.add("fuzzy")


def messages(catalogue: Catalog) -> list[Message]:
    """All texts of a catalogue, without its header."""
    return [message for message in catalogue if message.id]


def out_of_date(catalogue: Catalog, template: Catalog) -> bool:
    """Whether texts came, went or moved to another id. Lines that moved do not count."""
    return _by_id(catalogue) != _by_id(template)


def _by_id(catalogue: Catalog) -> dict[str, str]:
    return {id: str(message.id) for message in messages(catalogue) for id in message.auto_comments}


class Count(NamedTuple):
    translated: int
    missing: int
    fuzzy: int


def count(catalogue: Catalog) -> Count:
    found = messages(catalogue)
    fuzzy = sum(message.fuzzy for message in found)
    translated = sum(bool(message.string) and not message.fuzzy for message in found)
    return Count(translated, len(found) - translated - fuzzy, fuzzy)


def write(catalogue: Catalog, file: Path) -> None:
    """In the order in which the texts stand in the YAML files."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(
            stream,
            catalogue,
            width=ONE_LINE,
            sort_by_file=True,
            ignore_obsolete=True,
        )
