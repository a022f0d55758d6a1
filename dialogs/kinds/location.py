"""Where something is: a point on the map, or a place in words. What is meant is not where one
lives, so "di sini" is asked back."""

from __future__ import annotations

from dialogs.contract.event import Event
from dialogs.kinds.kind import AskBack, Context, Kind, Problem, Reading, Taken
from dialogs.kinds.place import Place, point
from dialogs.kinds.reading import no_answer


class Location(Place):
    """Value: as of a place; a point is always welcome."""

    name = "location"

    def parse(self, text: str, context: Context) -> Reading:
        words = context.world.words
        if any(core in words.no_location for core in words.cores(text)):
            if context.question.optional:
                return Taken(None, why="none")
            return Problem("location.words")
        if any(core in words.here for core in words.cores(text)):
            office = context.world.office
            here = AskBack({"code": office}, reason="location.here") if office else None
            return here or Problem("location.how")
        return no_answer(text, context, "location.words") or super().parse(text, context)

    def event(self, event: Event, context: Context) -> Reading:
        return point(event)


LOCATION: Kind = Location()
