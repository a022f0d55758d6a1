"""The real words, texts, places and guides, with guides of the tests beside or instead of them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from dialogs.authoring import load
from dialogs.authoring.compile import Compiler
from dialogs.authoring.source import Source, files, flat_texts
from dialogs.world import World

OFFICE = "31.75.03.1007"


def world_with(*guides: Path) -> World:
    """The real world and these guides too."""
    real = load.world(office=OFFICE)
    compiler = Compiler()
    for source in files(load.DIALOGS / "texts"):
        compiler.add_texts(source, flat_texts(source))
    for source in files(load.DIALOGS / "questions"):
        compiler.add_questions(source)
    for source in files(load.DIALOGS / "services"):
        compiler.guide(source)
    for source in files(load.DIALOGS / "life_events"):
        compiler.life_event(source, real.guides)
    added = {guide.code: guide for guide in map(compiler.guide, map(Source, guides))}
    return dataclasses.replace(
        real, guides={**real.guides, **added}, texts=load.catalogue(compiler.texts)
    )
