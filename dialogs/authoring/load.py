"""The one place where the dialog layer's files are read: folders → `World`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dialogs.authoring import catalogues, from_open311, offices, places
from dialogs.authoring.compile import Compiler, Located
from dialogs.authoring.from_open311 import City, Offered
from dialogs.authoring.source import Source, files, flat_texts
from dialogs.guide import Guide, LifeEvent
from dialogs.offices import Office
from dialogs.speaking.numbers import Voice
from dialogs.speaking.saying import Saying, forms_of
from dialogs.texts import Catalogue
from dialogs.words import build as build_words
from dialogs.world import World

DIALOGS = Path(__file__).parents[1]
ROOT = DIALOGS.parent
LOCALES = ROOT / "locales"


@dataclass(frozen=True, slots=True)
class Library:
    """All that authors wrote, compiled: guides and the Indonesian texts with their places.

    `sources` holds the file of each guide by its code, `shared` the shared questions as written.
    """

    guides: dict[str, Guide]
    life_events: dict[str, LifeEvent]
    texts: dict[str, Located]
    channels: dict[str, Any]
    sources: dict[str, Source]
    shared: dict[str, dict[str, Any]]
    offices: dict[str, Office]
    groups: tuple[str, ...]


def library(folder: Path = DIALOGS) -> Library:
    """Reads texts, shared questions, guides and life events. Raises GuideError."""
    compiler = Compiler()
    for source in files(folder / "texts"):
        compiler.add_texts(source, flat_texts(source))
    for source in files(folder / "questions"):
        compiler.add_questions(source)
    sources = list(files(folder / "services"))
    guides = {guide.code: guide for guide in map(compiler.guide, sources)}
    known = offices.read(folder)
    offices.check(known, sources)
    events = {
        event.code: event
        for event in (
            compiler.life_event(source, guides) for source in files(folder / "life_events")
        )
    }
    channels = Source(folder / "channels.yaml")
    channels.validate("channels")
    return Library(
        guides,
        events,
        compiler.texts,
        channels.data,
        {source.data["code"]: source for source in sources},
        compiler.shared,
        known,
        _groups(folder),
    )


def _groups(folder: Path) -> tuple[str, ...]:
    file = folder / "groups.yaml"
    if not file.exists():
        return ()
    source = Source(file)
    source.validate("groups")
    return tuple(source.data)


def catalogue(texts: dict[str, Located], locales: Path = LOCALES) -> Catalogue:
    """The texts in every language that has a catalogue beside the source."""
    languages = {"id": {id: located.text for id, located in texts.items()}}
    complete = {"id"}
    for language in catalogues.LANGUAGES:
        file = catalogues.po_file(locales, language)
        if language == "id" or not file.exists():
            continue
        read = catalogues.read(file)
        languages[language] = catalogues.translations(read, texts)
        if read.complete:
            complete.add(language)
    private = frozenset(id for id, located in texts.items() if located.private)
    read_aloud = Catalogue(languages, frozenset(complete), private)
    read_aloud.spoken_by(
        {
            language: Saying(forms_of(_forms(), language), Voice(read_aloud, language)).say
            for language in languages
        }
    )
    return read_aloud


def world(folder: Path = DIALOGS, locales: Path = LOCALES, office: str | None = None) -> World:
    """Everything a talk needs, from the files. Raises GuideError."""
    return world_of(library(folder), locales, office)


def world_of(read: Library, locales: Path = LOCALES, office: str | None = None) -> World:
    """The world of a library that was read before."""
    return World(
        guides=read.guides,
        life_events=read.life_events,
        texts=catalogue(read.texts, locales),
        words=_words(),
        places=_places(),
        channels=read.channels,
        office=office,
        offices=read.offices,
        groups=read.groups,
    )


def elsewhere(base: World, city: City, offered: Iterable[Offered]) -> World:
    """The world of another authority: its services as guides, all else as in `base`."""
    return from_open311.world(base, city, offered, _rules())


@cache
def _rules() -> Any:
    return Source(Path(__file__).with_name("open311.yaml")).data


@cache
def _forms() -> Any:
    folder = DIALOGS / "speaking" / "forms"
    return {source.file.stem: source.data for source in files(folder)}


@cache
def _words() -> Any:
    return build_words({source.file.stem: source.data for source in files(DIALOGS / "words")})


@cache
def _places() -> Any:
    return places.load()
