"""A guide as its author wants to see it: `./pandu guide CODE`."""

from dialogs.authoring.draw.command import main

__all__ = ["main"]
