"""One complaint of eight questions, and what a person says to it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from dialogs.world import World
from tests.dialogs.worlds import world_with

GUIDE = Path(__file__).parent / "ADUAN.yaml"
CODE = "ADUAN"

# A talk, said turn by turn: one NIK is too short, one step goes back, the photo is left out.
# The number is synthetic.
CATEGORY, WRONG_NIK, NIK, NAME = "Jalan rusak", "3175 0412", "3175041204450006", "Siti Aminah"
PLACE, WHEN, WHAT = "RT 3 RW 5 Bidara Cina", "kemarin", "Lubang besar di depan pasar, motor jatuh."
BACK, SKIP, YES = "kembali", "lewati", "ya"
SAID = (CATEGORY, WRONG_NIK, NIK, NAME, BACK, NAME, PLACE, WHEN, WHAT, SKIP, YES)


def world() -> World:
    """The real texts, words and places, with this guide alone."""
    whole = world_with(GUIDE)
    return dataclasses.replace(whole, guides={CODE: whole.guides[CODE]}, life_events={})
