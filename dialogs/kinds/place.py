"""A place: the kelurahan by its name, RT and RW, what stands nearby; or a point on the map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from dialogs.addresses import LANDMARK, Address, read_address
from dialogs.contract.event import Event, Locate
from dialogs.contract.screen import InputKind
from dialogs.kinds.kind import AskBack, Context, Found, Kind, Offer, Problem, Reading, Taken
from dialogs.kinds.reading import by_label, by_number, left_out, no_answer, shown_left_out
from dialogs.places import Gazetteer, fold
from dialogs.speaking.numbers import voice_of
from dialogs.texts import Catalogue, Phrase
from dialogs.words import Words, clean, plain

PARTS = ("code", "rt", "rw", "landmark", "lat", "lon")
HERE = "here"
LONGEST_NAME = 4  # words
LOOKED_AT = 2000  # characters of a longer text
# Jabodetabek with the Thousand Islands, WGS 84 degrees.
SOUTH, NORTH, WEST, EAST = -6.85, -5.15, 106.30, 107.35
_THREE = re.compile(r"[0-9]{3}")
_WORD = re.compile(r"[^\W\d_]+")


class Place(Kind):
    """Value: {"code", "rt"?, "rw"?, "landmark"?}, or {"lat", "lon"} where `limits: {point: true}`.

    `limits: {rtrw: true}` says that RT and RW are wanted; a place without them is still taken.
    """

    name: InputKind = "place"
    free_text = True
    looks_for_emergency = False
    private = True

    def parse(self, text: str, context: Context) -> Reading:
        world = context.world
        said = plain(text)
        if not said:
            return None
        if said in world.words.here and world.office:
            return Taken({"code": world.office})
        other = (
            by_number(text, self, context)
            or by_label(text, self, context)
            or no_answer(text, context, "place.needed")
        )
        if other:
            return other
        address = read_address(text, world.words, world.places)
        here = " ".join(address.rest) in world.words.here
        return (
            (_by_name(address, context) if not here else None)
            or _by_landmark(address, context)
            or _by_office(address, context, here)
        )

    def event(self, event: Event, context: Context) -> Reading:
        return point(event) if context.question.limits.get("point") else None

    def find(self, text: str, context: Context) -> tuple[Found, ...]:
        """Jakarta's kelurahan that a longer text surely names, the longest name at a place: no
        street or market called after one, no kecamatan of that name, no word of every day."""
        places, tokens = context.world.places, list(_WORD.finditer(text[:LOOKED_AT]))
        words = context.world.words
        found: list[Found] = []
        at = 0
        while at < len(tokens):
            for length in range(min(LONGEST_NAME, len(tokens) - at), 0, -1):
                first, last = tokens[at], tokens[at + length - 1]
                codes = places.exact(text[first.start() : last.end()])
                if len(codes) != 1 and not places.in_district(text[first.start() : last.end()]):
                    continue
                before = tokens[at - 1].group().lower() if at else ""
                sure = len(codes) == 1 and _surely(first.group().lower(), length, before, words)
                if sure and _is_only(codes[0], before, context):
                    found.append(Found({"code": codes[0]}, first.start(), last.end()))
                at += length - 1
                break
            at += 1
        return tuple(found)

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context, "place.needed")
        if _is_point(value):
            inside = _in_reach(value["lat"], value["lon"])
            return Taken(value) if inside else Problem("place.far_away")
        if _is_address(value) and value["code"] in context.world.places:
            return Taken(value)
        return Problem("place.needed")

    def offers(self, context: Context) -> tuple[Offer, ...]:
        office = context.world.office
        if office is None or office not in context.world.places:
            return ()
        name = context.world.places.name(office)
        return (_here(context.world.texts, context.language, name),)

    def choose(self, option: str, context: Context) -> Reading:
        office = context.world.office
        return Taken({"code": office}) if option == HERE and office else None

    def show(self, value: Any, context: Context) -> str:
        if _is_point(value):
            slots = {"lat": f"{value['lat']:.5f}", "lon": f"{value['lon']:.5f}"}
            return context.word("place.point", slots)
        if not _is_address(value):
            return shown_left_out(value, context)
        return ", ".join(_parts(value, context, spoken=False))

    def speak(self, value: Any, context: Context) -> str:
        if _is_point(value):
            return context.word("place.point_masked")
        if not _is_address(value):
            return shown_left_out(value, context)
        return ", ".join(_parts(value, context, spoken=True))

    def mask(self, value: Any, context: Context) -> str:
        if _is_point(value):
            return context.word("place.point_masked")
        if not _is_address(value):
            return shown_left_out(value, context)
        return context.world.places.describe(value["code"])

    def map(self, value: Any) -> dict[str, Any]:
        parts = {part: value[part] for part in PARTS if part in value} if value else {}
        return {"": value, **parts}

    def phrase(self, value: Any, context: Context) -> Phrase:
        precise = isinstance(value, dict) and len(value) > 1
        return Phrase(self.show(value, context), self.speak(value, context), precise)


def _surely(first: str, length: int, before: str, words: Words) -> bool:
    """Is a name of `length` words that begins with `first` a kelurahan, after the word `before`?"""
    if before in words.landmarks or before in words.district_marks:
        return False
    if length > 1 or before in words.place_marks:
        return True
    return before in words.before_places and first not in words.everyday_places


def _is_only(code: str, before: str, context: Context) -> bool:
    """Is it in Jakarta, and no name of a kecamatan too?"""
    places, marked = context.world.places, before in context.world.words.place_marks
    return places.at_home(code) and (marked or not places.in_district(places.name(code)))


def point(event: Event) -> Reading:
    """A point on the map, where one came."""
    if not isinstance(event, Locate):
        return None
    if not _in_reach(event.lat, event.lon):
        return Problem("place.far_away")
    return Taken({"lat": round(event.lat, 6), "lon": round(event.lon, 6)})


def _by_name(address: Address, context: Context) -> Reading:
    """A kelurahan named outside the landmark."""
    places, words = context.world.places, context.world.words
    tokens = _spelt_out(address.rest, context)
    marked = any(token in words.place_marks for token in tokens)
    names, around = _split(tokens, context)
    if not names:
        return _district(around, context) or (
            Problem("place.city") if tokens and not marked and _is_city(tokens, context) else None
        )
    name = _best(names, tokens, places)
    if name:
        return _of_several(places.exact(name), name, tokens, marked, address, context)
    whole = " ".join(token for token in names if token not in words.fillers)
    district = _district(whole, context)
    if district:
        return district
    for candidate in places.find(whole)[:1]:
        return AskBack(_value(candidate.code, address), reason="place.close")
    return Problem("place.not_found") if marked else None


def _best(names: tuple[str, ...], tokens: tuple[str, ...], places: Gazetteer) -> str:
    """The very name of a kelurahan in these words: all of them, else Jakarta's whose kecamatan is
    named too ("Ragunan, Pasar Minggu"), else the longest; elsewhere's last. "" for none."""
    whole = " ".join(names)
    if places.exact(whole):
        return whole
    told = fold("".join(tokens))
    runs = tuple(name for name in _runs(names) if places.exact(name))
    home = [name for name in runs if places.is_home(name)]
    confirmed = (name for name in home if _in_its_district(name, told, places))
    return next(confirmed, "") or next(iter((*home, *runs)), "")


def _in_its_district(name: str, told: str, places: Gazetteer) -> bool:
    rest = told.replace(fold(name), "", 1)
    return any(
        fold(district) in rest
        for code in places.exact(name)
        for district in places.around(code)[:1]
    )


def _by_landmark(address: Address, context: Context) -> Reading:
    """A kelurahan inside the landmark ("Jalan Bidara Cina"): read back."""
    tokens = _spelt_out(tuple(_WORD.findall(address.landmark.lower())), context)
    for name in _runs(tokens):
        codes = context.world.places.exact(name)
        if len(codes) == 1 and " " in name:
            return AskBack(_value(codes[0], address), reason="place.inside")
    return None


def _by_office(address: Address, context: Context, here: bool) -> Reading:
    """RT, RW or a landmark alone: probably in this office's kelurahan."""
    if not (address.rt or address.rw or address.landmark):
        return None
    office = context.world.office
    if office is None:
        return Problem("place.kelurahan_needed")
    value = _value(office, address)
    return Taken(value) if here else AskBack(value, reason="place.office")


def _of_several(
    codes: tuple[str, ...],
    name: str,
    tokens: tuple[str, ...],
    marked: bool,
    address: Address,
    context: Context,
) -> Reading:
    places = context.world.places
    if len(codes) > 1:
        told = fold("".join(tokens))
        codes = tuple(code for code in codes if _told(code, name, told, places))
    if len(codes) != 1:
        return Problem("place.several", {"name": name.title()})
    value = _value(codes[0], address)
    if not places.at_home(codes[0]):
        return AskBack(value, reason="place.outside_jakarta")
    if not marked and not address.rt and places.in_district(name):
        return AskBack(value, reason="place.also_district")
    if not marked and _says_more(codes[0], name, tokens, context):
        return AskBack(value, reason="place.part")
    return Taken(value)


def _says_more(code: str, name: str, tokens: tuple[str, ...], context: Context) -> bool:
    """Words beside the name that are no part of its address ("rumah baru", "di tengah kota")."""
    words = context.world.words
    known = fold("".join(context.world.places.around(code)))
    others = " ".join(tokens).replace(name, " ", 1).split()
    return any(
        len(word) > 2
        and word not in known
        and word not in words.fillers
        and word not in words.cities
        and word not in words.district_marks
        for word in others
    )


def _told(code: str, name: str, told: str, places: Gazetteer) -> bool:
    """Does the text also name the kecamatan or city around this one?"""
    rest = told.replace(fold(name), "", 1)
    return any(fold(part) in rest for part in places.around(code))


def _district(name: str, context: Context) -> Problem | None:
    places = context.world.places
    codes = places.in_district(name) if name else ()
    if not codes:
        return None
    slots = {"name": name.title(), "example": places.name(codes[0])}
    return Problem("place.district", slots)


def _split(tokens: tuple[str, ...], context: Context) -> tuple[tuple[str, ...], str]:
    """The words that may be a kelurahan's name, and the name after "kecamatan"."""
    words = context.world.words
    cut = next((at for at, token in enumerate(tokens) if token in words.district_marks), None)
    before = tokens if cut is None else tokens[:cut]
    around = "" if cut is None else " ".join(_without_city(tokens[cut + 1 :], context))
    names = _without_city(
        tuple(token for token in before if token not in words.place_marks), context
    )
    return names, around


def _without_city(tokens: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """Without "Jakarta Timur" at the end; a name alone stays ("Jakarta" is none)."""
    cities = context.world.words.cities
    for start in range(max(0, len(tokens) - 3), len(tokens)):
        if " ".join(tokens[start:]) in cities:
            return _without_city(tokens[:start], context)
    return tokens


def _is_city(tokens: tuple[str, ...], context: Context) -> bool:
    return " ".join(tokens) in context.world.words.cities


def _spelt_out(tokens: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """Short writings in full: "kp melayu" → "kampung melayu"."""
    spellings = context.world.words.spellings
    whole = spellings.get(" ".join(tokens))
    if whole:
        return tuple(whole.split())
    out: list[str] = []
    for token, following in zip(tokens, (*tokens[1:], ""), strict=False):
        full = spellings.get(token, token).split()
        # "halim perdana kusuma" is spelt out already.
        out.extend(full if len(full) == 1 or full[1] != following else [token])
    return tuple(out)


def _runs(tokens: tuple[str, ...]) -> Iterator[str]:
    """Stretches of words, the longest first."""
    tokens = tokens[:12]
    for length in range(min(LONGEST_NAME, len(tokens)), 0, -1):
        for at in range(len(tokens) - length + 1):
            yield " ".join(tokens[at : at + length])


def _value(code: str, address: Address) -> dict[str, str]:
    parts = {"rt": address.rt, "rw": address.rw, "landmark": address.landmark}
    return {"code": code} | {part: given for part, given in parts.items() if given}


def _parts(value: dict[str, str], context: Context, spoken: bool) -> Iterator[str]:
    yield context.world.places.describe(value["code"])
    voice = voice_of(context.world.texts, context.language)
    for part in ("rt", "rw"):
        if part in value:
            number = voice.number(int(value[part])) if spoken else value[part]
            yield context.word(f"place.{part}", {part: number})
    if value.get("landmark"):
        yield value["landmark"]


@lru_cache(maxsize=64)
def _here(texts: Catalogue, language: str, kelurahan: str) -> Offer:
    """This office's kelurahan: the same for everybody who comes."""
    label = texts.template(language, "place.here").shown({"kelurahan": kelurahan})
    return Offer(HERE, Phrase(label), HERE)


def _is_point(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"lat", "lon"}
        and all(
            isinstance(part, float | int) and not isinstance(part, bool) and abs(part) <= 180
            for part in value.values()
        )
    )


def _is_address(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and "code" in value
        and set(value) <= {"code", "rt", "rw", "landmark"}
        and all(isinstance(part, str) for part in value.values())
        and all(_THREE.fullmatch(value[part]) for part in ("rt", "rw") if part in value)
        and ("landmark" not in value or _is_landmark(value["landmark"]))
    )


def _is_landmark(value: str) -> bool:
    return 0 < len(value) <= LANDMARK and clean(value) == value


def _in_reach(lat: float, lon: float) -> bool:
    return SOUTH <= lat <= NORTH and WEST <= lon <= EAST


PLACE = Place()
