"""One complaint of eight questions, and what a person says to it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from dialogs.authoring import load
from dialogs.authoring.compile import Compiler
from dialogs.authoring.source import Source, files, flat_texts
from dialogs.world import World

GUIDE = Path(__file__).parent / "ADUAN.yaml"
CODE = "ADUAN"
OFFICE = "31.75.03.1007"

# A talk, said turn by turn: one NIK is too short, one step goes back, the photo is left out.
# The number is synthetic.
CATEGORY, WRONG_NIK, NIK, NAME = "Jalan rusak", "3175 0412", "3175041204450006", "Siti Aminah"
PLACE, WHEN, WHAT = "RT 3 RW 5 Bidara Cina", "kemarin", "Lubang besar di depan pasar, motor jatuh."
BACK, SKIP, YES = "kembali", "lewati", "ya"
SAID = (CATEGORY, WRONG_NIK, NIK, NAME, BACK, NAME, PLACE, WHEN, WHAT, SKIP, YES)


def world() -> World:
    """The real texts, words and places, with this guide alone."""
    compiler = Compiler()
    for source in files(load.DIALOGS / "texts"):
        compiler.add_texts(source, flat_texts(source))
    for source in files(load.DIALOGS / "questions"):
        compiler.add_questions(source)
    guide = compiler.guide(Source(GUIDE))
    return dataclasses.replace(
        load.world(office=OFFICE),
        guides={CODE: guide},
        life_events={},
        texts=load.catalogue(compiler.texts),
    )
