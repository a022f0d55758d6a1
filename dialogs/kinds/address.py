"""A place in another authority's city: as people write it there, or a point on the map."""

from __future__ import annotations

from typing import Any

from dialogs.contract.event import Event, Locate
from dialogs.kinds.kind import Context, Kind, Problem, Reading, Taken
from dialogs.kinds.reading import left_out, no_answer, shown_left_out
from dialogs.words import clean, without_tags

SHORTEST, LONGEST = 4, 300
PARTS = ("address", "lat", "lon")


class Address(Kind):
    """Value: {"address"}, or {"lat", "lon"} in WGS 84 degrees. No gazetteer is asked."""

    name = "address"
    free_text = True
    looks_for_emergency = False
    private = True

    def parse(self, text: str, context: Context) -> Reading:
        words = context.world.words
        none = no_answer(text, context, "address.needed")
        if none:
            return none
        if words.agreed(text) or any(core in words.here for core in words.cores(text)):
            return Problem("address.needed")
        address = clean(without_tags(text))
        if not any(sign.isalpha() for sign in address) or len(address) < SHORTEST:
            return Problem("address.needed")
        return Taken({"address": address}) if len(address) <= LONGEST else _TOO_LONG

    def event(self, event: Event, context: Context) -> Reading:
        if not isinstance(event, Locate):
            return None
        point = {"lat": round(event.lat, 6), "lon": round(event.lon, 6)}
        return Taken(point) if _is_point(point) else Problem("address.needed")

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context, "address.needed")
        return Taken(value) if _is_point(value) or _is_address(value) else Problem("address.needed")

    def show(self, value: Any, context: Context) -> str:
        if _is_point(value):
            slots = {"lat": f"{value['lat']:.5f}", "lon": f"{value['lon']:.5f}"}
            return context.word("place.point", slots)
        return str(value["address"]) if _is_address(value) else shown_left_out(value, context)

    def speak(self, value: Any, context: Context) -> str:
        return context.word("place.point_masked") if _is_point(value) else self.show(value, context)

    def mask(self, value: Any, context: Context) -> str:
        if _is_address(value):
            return context.word("text.hidden")
        return self.speak(value, context)

    def map(self, value: Any) -> dict[str, Any]:
        parts = {part: value[part] for part in PARTS if part in value} if value else {}
        return {"": value, **parts}


_TOO_LONG = Problem("address.too_long", {"most": str(LONGEST)})


def _is_address(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"address"}
        and isinstance(value["address"], str)
        and SHORTEST <= len(value["address"]) <= LONGEST
        and clean(value["address"]) == value["address"]
    )


def _is_point(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"lat", "lon"}
        and all(_is_degree(value[part], most) for part, most in (("lat", 90), ("lon", 180)))
    )


def _is_degree(value: Any, most: int) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most


ADDRESS = Address()
