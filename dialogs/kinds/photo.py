"""A picture. It comes as an event; the answer is only the name under which the channel keeps it."""

from __future__ import annotations

import re
from typing import Any

from dialogs.contract.event import Event, Photo
from dialogs.kinds.kind import Context, Kind, Problem, Reading, Taken
from dialogs.kinds.reading import left_out, no_answer, shown_left_out

_REF = re.compile(r"[!-~]{1,200}")


class Picture(Kind):
    """Value: the reference, never shown and never said."""

    name = "photo"

    def parse(self, text: str, context: Context) -> Reading:
        """No words are a picture; they say that there is none, or ask how."""
        words = context.world.words
        none = no_answer(text, context, "photo.none")
        if none:
            return none
        said = words.agreed(text) or words.echoed(text)
        if said == "no" and context.question.optional:
            return Taken(None, why="skipped")
        if said == "no":
            return Problem("photo.none")
        meant = said == "yes" or any(core in words.photo for core in words.cores(text))
        return Problem("photo.how") if meant else None

    def event(self, event: Event, context: Context) -> Reading:
        if not isinstance(event, Photo):
            return None
        return Taken(event.ref) if _holds(event.ref) else Problem("photo.again")

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context, "photo.how")
        return Taken(value) if _holds(value) else Problem("photo.again")

    def show(self, value: Any, context: Context) -> str:
        there = _holds(value)
        return context.word("photo.there") if there else shown_left_out(value, context)


def _holds(value: Any) -> bool:
    return isinstance(value, str) and _REF.fullmatch(value) is not None


PHOTO = Picture()
