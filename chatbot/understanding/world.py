"""The dialog layer's words and places, read once for all components."""

from __future__ import annotations

from functools import cache

from dialogs.authoring import load
from dialogs.world import World


@cache
def world() -> World:
    """The world as every talk has it."""
    return load.world()
