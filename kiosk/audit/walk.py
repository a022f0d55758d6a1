"""Walks every screen in every form and looks with every rule, on all cores."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dialogs.world import World
from kiosk.audit.pages import FORMS, Form, Subject, seen, subjects
from kiosk.audit.rule import Broken
from kiosk.audit.rules import broken
from kiosk.audit.screens import expected, met

Key = tuple[str, str, str]


class Screens(NamedTuple):
    """What there is to look at in one language. `missing` should have been met and was not;
    `around` belong to no question."""

    language: str
    expected: int
    visited: int
    missing: tuple[Key, ...]
    around: int
    subjects: tuple[Subject, ...]


class Walked(NamedTuple):
    pages: int
    broken: tuple[Broken, ...]


def complete(world: World) -> tuple[str, ...]:
    """The languages that are marked complete, in the order of all."""
    return tuple(name for name in world.texts.languages if name in world.texts.complete)


def screens(world: World, language: str) -> Screens:
    """Drives the dialog layer to every screen of every guide."""
    found = list(met(world, language))
    wanted, keys = expected(world), {one.key for one in found}
    return Screens(
        language, len(wanted), len(wanted & keys), tuple(sorted(wanted - keys)),
        len(keys - wanted), tuple(subjects(found, language)),
    )  # fmt: skip


def look(world: World, language: str, subject: Subject, form: Form) -> Walked:
    """Every rule on every page of it in this form."""
    pages = 0
    found: list[Broken] = []
    for page in seen(subject, form, world):
        pages += 1
        number = page.glass.visit.page + 1
        where = f"{language}, {form}, {subject.where}, page {number} of {len(page.pages)}"
        found += broken(page, where)
    return Walked(pages, tuple(found))


def walk(world: World, languages: Sequence[Screens], jobs: int) -> Walked:
    """All of it. A form of a language is one task, since its fonts are measured once a process."""
    # The processes share the screens as they were when they began: fork.
    context = multiprocessing.get_context("fork")
    tasks = [(at, form) for at in range(len(languages)) for form in FORMS]
    with context.Pool(jobs, _begin, (world, tuple(languages))) as pool:
        return _sum(pool.imap_unordered(_task, tasks))


_world: World
_languages: tuple[Screens, ...]


def _begin(world: World, languages: tuple[Screens, ...]) -> None:
    global _world, _languages
    _world, _languages = world, languages


def _task(task: tuple[int, Form]) -> Walked:
    at, form = task
    found = _languages[at]
    return _sum(look(_world, found.language, subject, form) for subject in found.subjects)


def _sum(parts: Iterable[Walked]) -> Walked:
    pages = 0
    found: list[Broken] = []
    for part in parts:
        pages += part.pages
        found += part.broken
    return Walked(pages, tuple(found))
